/** Sending as in service, on a clock that a test moves, to servers that a test opens. */
import type { Temporal } from 'temporal-polyfill'
import { type MailSink, openMailSink } from '../test/mail-sink.ts'
import { openBooking, type TestBooking } from './booking/booking.makers.ts'
import { readConfig } from './platform/config.ts'
import { openLog } from './platform/log.ts'
import { startMessages } from './start-messages.ts'

type Row = {
  readonly message_id: string
  readonly kind: string
  readonly state: string
  readonly failure: string | null
  readonly tries: number
  readonly answer_code: number | null
}

export type TestSending = TestBooking & {
  clock: Temporal.Instant
  readonly by: (env: Readonly<Record<string, string>>) => Promise<void>
  readonly byMail: (sink: MailSink) => Promise<void>
  readonly openSink: (says?: Parameters<typeof openMailSink>[0]) => Promise<MailSink>
  readonly rows: () => Promise<Row[]>
  readonly until: (holds: () => Promise<boolean> | boolean) => Promise<void>
  readonly settled: (...states: readonly string[]) => Promise<void>
  /** Ended after the test, the newest first. */
  readonly stops: (() => Promise<void>)[]
  readonly stopAll: () => Promise<void>
}

export async function openSending(): Promise<TestSending> {
  const booking = await openBooking()
  const stops: (() => Promise<void>)[] = []
  const by = async (env: Readonly<Record<string, string>>) => {
    const config = readConfig({ LYSTER_URL: 'https://klinik.example', ...env })
    const { db, keys, app: connection } = booking
    const pace = { lookEveryMs: 50, claimSeconds: 60 }
    const now = () => sending.clock
    stops.push(await startMessages({ config, db, keys, log: openLog('silent'), now, connection, pace }))
  }
  const rows = () =>
    booking.raw<Row>(
      'select message_id, kind, state, failure, tries, answer_code from message order by created_at, kind',
    )
  const until = async (holds: () => Promise<boolean> | boolean) => {
    for (let left = 300; left > 0; left--) {
      if (await holds()) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`It did not come about: ${JSON.stringify(await rows())}`)
  }
  const sending: TestSending = {
    ...booking,
    clock: booking.now,
    by,
    byMail: (sink) => by({ LYSTER_SMTP_URL: sink.url, LYSTER_MAIL_FROM: 'post@klinik.example' }),
    openSink: async (says) => {
      const sink = await openMailSink(says)
      stops.push(() => sink.close())
      return sink
    },
    rows,
    until,
    settled: (...states) => until(async () => (await rows()).every(({ state }) => states.includes(state))),
    stops,
    stopAll: async () => {
      for (const stop of stops.splice(0).toReversed()) await stop()
      sending.clock = booking.now
      await booking.empty()
    },
  }
  return sending
}
