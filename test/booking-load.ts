/**
 * Clients that book through the API of a running Lyster, each writing its answer to a file outside Lyster's data before
 * it goes on; and what became of them, judged by the rows and by asking. For killing things in the middle of it.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { randomFrom } from '../src/booking/booking.makers.ts'
import { findFaults } from '../src/booking/raw-rows.makers.ts'
import { findRunningPostgres } from '../src/platform/postgres/find-running.ts'

export type Attempt = {
  readonly key: string
  readonly hold: string
  end: 'unknown' | 'refused' | 'acknowledged'
}

export type BookingLoad = {
  readonly attempts: readonly Attempt[]
  readonly acknowledged: () => readonly string[]
  /** Six clients look, hold and book at this address until told that it is over, or until nobody answers. */
  readonly run: (url: string, over: () => boolean) => Promise<void>
  /** Sends again what has no answer, twice, and says everything that is not as it must be. */
  readonly judge: (url: string) => Promise<{ readonly faults: readonly string[]; readonly unknown: number }>
  readonly rows: (text: string) => Promise<Record<string, unknown>[]>
  /** The courses that were there before. */
  readonly recorded: ReadonlySet<string>
  readonly close: () => void
}

/** To be opened while nobody books: what is there now is not the load's. */
export async function openBookingLoad(data: string, seed: number): Promise<BookingLoad> {
  const outside = mkdtempSync(join(tmpdir(), 'lyster-acknowledged-'))
  const file = openSync(join(outside, 'bookings'), 'a')
  const attempts: Attempt[] = []
  const rows = (text: string) => readRows(data, text)
  const recorded = new Set(
    (await rows('select course_id from course')).map((row) => String(row['course_id'])),
  )
  const acknowledged = () =>
    readFileSync(join(outside, 'bookings'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  /** On the disk before it counts. */
  const note = (attempt: Attempt, secret: string) => {
    writeSync(file, `${secret}\n`)
    fsyncSync(file)
    attempt.end = 'acknowledged'
  }
  let runs = 0
  const isOurs = ({ course_id }: Record<string, unknown>) => !recorded.has(String(course_id))
  const countBooked = async () =>
    (await rows(`select course_id from course where state = 'booked'`)).filter(isOurs).length

  return {
    attempts,
    acknowledged,
    rows,
    recorded,
    run: async (url, over) => {
      runs += 1
      const one = (client: number) => bookOn({ url, over, seed, run: runs, client, attempts, note })
      await Promise.all(Array.from({ length: 6 }, (_, client) => one(client)))
    },
    judge: (url) => judge({ url, attempts, acknowledged, note, countBooked, rows, recorded }),
    close: () => {
      closeSync(file)
      rmSync(outside, { recursive: true, force: true })
    },
  }
}

type Judged = Pick<BookingLoad, 'acknowledged' | 'rows' | 'recorded'> &
  Pick<Client, 'url' | 'attempts' | 'note'> & { readonly countBooked: () => Promise<number> }

async function judge({ url, attempts, acknowledged, note, countBooked, rows, recorded }: Judged) {
  const faults: string[] = []
  for (const secret of acknowledged()) {
    const answer = await send('GET', `${url}/api/v1/bookings/${secret}`)
    if (answer?.status !== 200) faults.push(`an acknowledged booking is answered with ${answer?.status}`)
  }
  const unknown = attempts.filter(({ end }) => end === 'unknown')
  const [least, found] = [acknowledged().length, await countBooked()]
  if (found < least || found > least + unknown.length)
    faults.push(`${found} bookings, of ${least} acknowledged and ${unknown.length} unknown`)
  for (const attempt of unknown) {
    const [again, twice] = [await book(url, attempt), await book(url, attempt)]
    if (again?.status !== 201) {
      // A hold that ran out meanwhile is refused for good, and then nothing may be there.
      if (again?.status !== 409) faults.push(`sent again, it was answered with ${again?.status}`)
      attempt.end = 'refused'
      continue
    }
    if (JSON.stringify(twice?.body) !== JSON.stringify(again.body)) faults.push('two answers to one key')
    note(attempt, bookingAnswer.parse(again.body).secret)
  }
  const all = acknowledged()
  if (new Set(all).size !== all.length || (await countBooked()) !== all.length)
    faults.push(`${await countBooked()} bookings at the end, of ${all.length} acknowledged`)
  faults.push(...(await findFaults(rows, recorded)))
  return { faults, unknown: unknown.length }
}

type Client = {
  readonly url: string
  readonly over: () => boolean
  readonly seed: number
  readonly run: number
  readonly client: number
  readonly attempts: Attempt[]
  readonly note: (attempt: Attempt, secret: string) => void
}

async function bookOn({ url, over, seed, run, client, attempts, note }: Client): Promise<void> {
  const random = randomFrom(seed + client * 1000 + run)
  const services = await send('GET', `${url}/api/v1/services`)
  if (!services) return
  const known = serviceIds.parse(services.body).services
  for (let round = 0; !over(); round += 1) {
    const service = known[random(known.length)]?.id ?? ''
    const from = new Date(Date.now() + (2 + random(60)) * 86_400_000).toISOString().slice(0, 10)
    const offers = await send('GET', `${url}/api/v1/courses?service=${service}&from=${from}&days=110&limit=3`)
    if (!offers) return
    const { courses } = courseIds.parse(offers.body)
    const course = courses[random(courses.length || 1)]?.id ?? 'there is none'
    const held = await send('POST', `${url}/api/v1/holds`, { body: { course } })
    if (!held) return
    if (held.status !== 201) continue
    const { hold } = holdAnswer.parse(held.body)
    const attempt: Attempt = { key: `${run}-${client}-${round}`, hold, end: 'unknown' }
    attempts.push(attempt)
    const booked = await book(url, attempt)
    if (!booked) return
    if (booked.status !== 201) attempt.end = 'refused'
    else note(attempt, bookingAnswer.parse(booked.body).secret)
  }
}

const serviceIds = z.object({ services: z.array(z.object({ id: z.string() })) })
const courseIds = z.object({ courses: z.array(z.object({ id: z.string() })) })
const holdAnswer = z.object({ hold: z.string() })
const bookingAnswer = z.object({ secret: z.string() })

function book(url: string, { key, hold }: Attempt) {
  const name = `Prov ${key}`
  const client = { name, email: 'prov@exempel.example', phone: '070-174 06 05', contact: 'email' }
  const headers = { 'idempotency-key': key }
  return send('POST', `${url}/api/v1/bookings`, { body: { hold, language: 'sv', client }, headers })
}

type Sent = { readonly body?: unknown; readonly headers?: Record<string, string> }

/** Undefined when nobody answered, or the answer broke off, or it was that the database is away. */
async function send(method: string, url: string, { body, headers }: Sent = {}) {
  try {
    const init = {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(20_000),
    }
    const answer = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) })
    if (answer.status >= 500) return undefined
    const told: unknown = await answer.json()
    return { status: answer.status, body: told }
  } catch {
    return undefined
  }
}

async function readRows(data: string, text: string): Promise<Record<string, unknown>[]> {
  const running = await findRunningPostgres(data)
  if (!running) throw new Error(`No Postgres lets us in on ${data}.`)
  const client = new pg.Client(running.owner)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
