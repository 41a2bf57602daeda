/**
 * Kills Node or its Postgres in the middle of booking, moving and cancelling, waits until Lyster is ready again, and
 * measures how long. Its mails go to a server that outlives every kill and counts them.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { postmasterOf } from '../src/platform/postgres/postgres.makers.ts'
import { type BookingLoad, openBookingLoad } from '../test/booking-load.ts'
import { judge } from '../test/judge-load.ts'
import { type MailSink, openMailSink } from '../test/mail-sink.ts'
import { freshFolder, type StartedLyster, startLyster } from '../test/lyster.ts'

export type Victim = 'node' | 'postgres'

export type Killed = { readonly victim: Victim; readonly readyMilliseconds: number }

export type Told = {
  readonly kills: readonly Killed[]
  readonly acknowledged: number
  readonly moved: number
  readonly cancelled: number
  readonly mails: { readonly messages: number; readonly twice: number }
  readonly unknown: number
  readonly faults: readonly string[]
}

type Killing = {
  readonly victims: readonly Victim[]
  readonly seed: number
  readonly say: (line: string) => void
}

export async function killUnderLoad({ victims, seed, say }: Killing): Promise<Told> {
  const data = freshFolder()
  const sink = await openMailSink()
  const env = { LYSTER_SMTP_URL: sink.url, LYSTER_MAIL_FROM: 'post@klinik.example' }
  let lyster = await startLyster({ data, env })
  const load = await openBookingLoad(data, seed)
  const kills: Killed[] = []
  try {
    for (const victim of victims) {
      const { again, readyMilliseconds } = await killOnce({ lyster, load, data, victim, env })
      lyster = again
      kills.push({ victim, readyMilliseconds })
      say(`${victim} killed: ready again after ${readyMilliseconds} ms, ${load.noted().length} acknowledged`)
    }
    const { faults, unknown } = await judge(load, lyster.url)
    say('judged; now the last mails')
    const { mails, faults: unsent } = await judgeMails(load, sink)
    const count = (what: string) => load.noted().filter((one) => one.what === what).length
    return {
      kills,
      acknowledged: load.acknowledged().length,
      moved: count('moved'),
      cancelled: count('cancelled'),
      mails,
      unknown,
      faults: [...faults, ...unsent],
    }
  } finally {
    load.close()
    await lyster.stop()
    await sink.close()
  }
}

/** Whoever was killed with a message in hand had it for a minute at most; then it is another's. */
const patienceMilliseconds = 180_000

async function judgeMails(load: BookingLoad, sink: MailSink) {
  const list = () =>
    load.rows(`select message_id, state, kind from message where channel = 'email'
      and kind in ('course-booked', 'visit-moved', 'therapist-changed', 'visits-cancelled')`)
  const isWaiting = ({ state }: Record<string, unknown>) => state === 'waiting' || state === 'sending'
  for (const end = Date.now() + patienceMilliseconds; (await list()).some(isWaiting); await sleep(500))
    if (Date.now() > end) break
  const messages = await list()
  const times = new Map<string, number>()
  for (const { id } of sink.taken) times.set(id, (times.get(id) ?? 0) + 1)
  const unsent = messages.filter(({ state }) => state !== 'sent')
  const never = messages.filter(({ message_id }) => !times.has(String(message_id)))
  const often = [...times].filter(([, count]) => count > 2)
  return {
    mails: { messages: messages.length, twice: [...times.values()].filter((count) => count === 2).length },
    faults: [
      ...unsent.map(({ kind, state }) => `a message (${String(kind)}) is ${String(state)}`),
      ...never.map(({ kind }) => `a message (${String(kind)}) was taken by no mail server`),
      ...often.map(([id, count]) => `the message ${id} went ${count} times`),
    ],
  }
}

type Once = {
  readonly lyster: StartedLyster
  readonly load: BookingLoad
  readonly data: string
  readonly victim: Victim
  readonly env: Readonly<Record<string, string>>
}

async function killOnce({ lyster, load, data, victim, env }: Once) {
  let over = false
  const before = load.noted().length
  const running = load.run(lyster.url, () => over)
  for (const end = Date.now() + 60_000; load.noted().length < before + 10; await sleep(5))
    if (Date.now() > end)
      throw new Error('Ten bookings, moves and cancellings were not acknowledged within 60 s.')
  const killedAt = performance.now()
  const postmaster = postmasterOf(data)
  if (victim === 'node') lyster.child.kill('SIGKILL')
  else process.kill(postmaster, 'SIGKILL')
  over = true
  const again = victim === 'node' ? await startLyster({ data, env }) : lyster
  // For a moment after its database was killed, Lyster does not know it yet.
  await isReady(again.url, () => postmasterNow(data) !== postmaster)
  const readyMilliseconds = Math.round(performance.now() - killedAt)
  await running
  return { again, readyMilliseconds }
}

/** By its own word; the port alone is open long before. */
async function isReady(url: string, isNew: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; ; await sleep(20)) {
    const status = await fetch(`${url}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200 && isNew()) return
    if (Date.now() > end) throw new Error('Lyster was not ready within 60 s.')
  }
}

/** While it is being started it has none. */
function postmasterNow(data: string): number | undefined {
  try {
    return postmasterOf(data)
  } catch {
    return undefined
  }
}

export function sayFigures(told: Told): string[] {
  const { kills, acknowledged, moved, cancelled, unknown, mails, faults } = told
  const lines = (['node', 'postgres'] as const).flatMap((victim) => {
    const times = kills.filter((kill) => kill.victim === victim).map((kill) => kill.readyMilliseconds)
    if (times.length === 0) return []
    const mean = Math.round(times.reduce((sum, time) => sum + time, 0) / times.length)
    return [
      `${victim}: ${times.length} kills, ready after ${mean} ms on average, ${Math.max(...times)} ms at worst`,
    ]
  })
  const sum = `${acknowledged} bookings, ${moved} moves and ${cancelled} cancellings acknowledged, ${unknown} without an answer, ${mails.messages} messages (${mails.twice} went twice), ${faults.length} faults`
  return [...lines, sum, ...faults]
}
