/**
 * A worker is killed (-9) just after the mail server has taken a mail and before it has said so. What then? The claim
 * runs out and the next worker sends the mail again, once. One mail's worker is killed on the repeat too: a third
 * time it is not sent by itself, and the staff see it as in doubt.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { type MailSink, openMailSink, type TakenMail } from '../test/mail-sink.ts'
import { openBooking } from './booking/booking.makers.ts'

const messages = 1_000
const killEvery = 120

const workerFile = fileURLToPath(new URL('../test/message-worker.ts', import.meta.url))

test('of 1,000 messages whose worker is killed again and again, none stays unsent and none comes three times', async () => {
  const at = await openBooking()
  await at.booked(await at.first())
  await at.raw(`update message set state = 'sent' where state = 'waiting'`)
  await fillOutbox(at)
  let worker: ChildProcess | undefined
  let kills = 0
  let again: string | undefined
  const kill = () => {
    kills++
    worker?.kill('SIGKILL')
  }
  const onTaken = (mail: TakenMail, taken: readonly TakenMail[]) => {
    const times = taken.filter(({ id }) => id === mail.id).length
    if (times === 2 && mail.id === again) kill()
    if (times === 1 && new Set(taken.map(({ id }) => id)).size % killEvery === 0) {
      again ??= mail.id
      kill()
    }
  }
  const sink = await openMailSink({ onTaken })
  const began = performance.now()
  try {
    worker = await sendAll(at, sink, (started) => (worker = started))
    const times = countById(sink.taken)
    const repeats = [...times.values()].filter((count) => count > 1).length
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    process.stdout.write(
      `${messages} messages, ${kills} kills: ${times.size} sent, ${repeats} of them again, at most ${Math.max(...times.values())} times each, in ${seconds} s\n`,
    )
    expect(kills).toBeGreaterThanOrEqual(Math.floor(messages / killEvery))
    expect(times.size).toBe(messages)
    expect(Math.max(...times.values())).toBe(2)
    expect(repeats).toBeLessThanOrEqual(kills)
    const doubtful = await at.raw(
      `select message_id from message where state = 'failed' and failure = 'in-doubt'`,
    )
    expect(doubtful).toEqual([{ message_id: again }])
    expect(await at.raw(`select 1 from message where state = 'sent' and tries > 0`)).toHaveLength(
      messages - 1,
    )
  } finally {
    worker?.kill('SIGKILL')
    await sink.close()
    await at.close()
  }
}, 90_000)

type Booking = Awaited<ReturnType<typeof openBooking>>

async function fillOutbox(at: Booking): Promise<void> {
  const [course] = await at.raw<{ course_id: string }>('select course_id from course')
  await at.raw(
    `with added as (
       insert into client (clinic_id, name, email, phone, contact, language, created_at)
       select $1, 'Klient ' || n, 'klient' || n || '@exempel.example', '+46701740605', 'email', 'sv', now()
       from generate_series(1, $2::int) n returning client_id)
     insert into message (clinic_id, client_id, kind, language, channel, payload, created_at, due_at)
     select $1, client_id, 'course-booked', 'sv', 'email', $3, now(), now() from added`,
    [at.clinic.id, messages, JSON.stringify({ course: course?.course_id, visits: [toldVisit] })],
  )
}

const toldVisit = {
  visit: '0197c0de-0000-7000-8000-00000000000a',
  start: Temporal.Instant.from('2027-01-12T09:30Z').toString(),
  clientLeaves: '2027-01-12T11:00:00Z',
}

/** Starts a worker, and another whenever it has ended, until nothing waits. */
async function sendAll(
  at: Booking,
  sink: MailSink,
  onStart: (worker: ChildProcess) => void,
): Promise<ChildProcess> {
  let worker = startWorker(at, sink)
  onStart(worker)
  const until = Date.now() + 80_000
  while (Date.now() < until) {
    if (worker.exitCode !== null || worker.signalCode !== null) {
      worker = startWorker(at, sink)
      onStart(worker)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
    const left = await at.raw(`select 1 from message where state in ('waiting', 'sending') limit 1`)
    if (left.length === 0) return worker
  }
  throw new Error(`Not all were sent: ${sink.taken.length} mails were taken.`)
}

function startWorker(at: Booking, sink: MailSink): ChildProcess {
  return spawn(process.execPath, [workerFile], {
    env: { ...process.env, WORKER_CONNECTION: JSON.stringify(at.app), WORKER_SMTP: sink.url },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function countById(taken: readonly TakenMail[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const { id } of taken) times.set(id, (times.get(id) ?? 0) + 1)
  return times
}
