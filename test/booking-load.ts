/**
 * Clients that book, move and cancel through the API of a running Lyster, each writing its answer to a file outside
 * Lyster's data before it goes on; and what became of them, judged by the rows and by asking. For killing things in the
 * middle of it.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { randomFrom } from '../src/booking/booking.makers.ts'
import { findRunningPostgres } from '../src/platform/postgres/find-running.ts'
import { askApi, standingOf } from './ask-api.ts'

type End = 'unknown' | 'refused' | 'acknowledged'

export type Attempt = { readonly key: string; readonly hold: string; end: End }

/** What was asked of a booking afterwards. */
export type Change = {
  readonly secret: string
  /** Of a move: its id and the key under which it is asked for. Without it, everything is cancelled. */
  readonly move?: { readonly id: string; readonly key: string }
  end: End
}

export type Noted = {
  readonly what: 'booked' | 'moved' | 'cancelled'
  readonly secret: string
  /** How its visits stand by that answer; a new booking is asked for it once more. */
  readonly standing: string | undefined
}

export type BookingLoad = {
  readonly attempts: Attempt[]
  readonly changes: Change[]
  /** The secrets of the bookings that were acknowledged. */
  readonly acknowledged: () => readonly string[]
  /** Everything that was acknowledged, in its order. */
  readonly noted: () => readonly Noted[]
  /** On the disk before it counts. */
  readonly note: (noted: Noted) => void
  /** Six clients at this address until told that it is over, or until nobody answers. */
  readonly run: (url: string, over: () => boolean) => Promise<void>
  /** Lyster's own folder. */
  readonly data: string
  readonly rows: (text: string) => Promise<Record<string, unknown>[]>
  /** The courses that were there before. */
  readonly recorded: ReadonlySet<string>
  readonly close: () => void
}

/** To be opened while nobody books: what is there now is not the load's. */
export async function openBookingLoad(data: string, seed: number): Promise<BookingLoad> {
  const outside = mkdtempSync(join(tmpdir(), 'lyster-acknowledged-'))
  const file = openSync(join(outside, 'noted'), 'a')
  const rows = (text: string) => readRows(data, text)
  const before = await rows('select course_id from course')
  const recorded = new Set(before.map((row) => String(row['course_id'])))
  const noted = () =>
    readFileSync(join(outside, 'noted'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Noted => JSON.parse(line))
  let runs = 0
  const load: BookingLoad = {
    attempts: [],
    changes: [],
    rows,
    recorded,
    noted,
    acknowledged: () => noted().flatMap(({ what, secret }) => (what === 'booked' ? [secret] : [])),
    note: (one) => {
      writeSync(file, `${JSON.stringify(one)}\n`)
      fsyncSync(file)
    },
    run: async (url, over) => {
      runs += 1
      const client = (number: number) => beClient({ load, url, over, seed, name: `${runs}-${number}` })
      await Promise.all(Array.from({ length: 6 }, (_, number) => client(number)))
    },
    data,
    close: () => {
      closeSync(file)
      rmSync(outside, { recursive: true, force: true })
    },
  }
  return load
}

type Client = {
  readonly load: BookingLoad
  readonly url: string
  readonly over: () => boolean
  readonly seed: number
  readonly name: string
}

async function beClient({ load, url, over, seed, name }: Client): Promise<void> {
  const [run = 0, number = 0] = name.split('-').map(Number)
  const random = randomFrom(seed + number * 1000 + run)
  const services = await askApi(url).services()
  const known = services?.body?.services ?? []
  for (let round = 0; known.length > 0 && !over(); round += 1) {
    const service = known[random(known.length)]?.id ?? ''
    const day = new Date(Date.now() + (2 + random(60)) * 86_400_000).toISOString().slice(0, 10)
    const booked = await bookOne({ load, url, service, day, key: `${name}-${round}`, pick: random(3) })
    if (booked === 'nobody') return
    const { secret } = booked
    const dice = random(5)
    if (secret === undefined || dice === 0) continue
    const changed =
      dice === 1
        ? await cancelOne(load, url, secret)
        : await moveOne({ load, url, secret, key: `m${name}-${round}` })
    if (changed === 'nobody') return
  }
}

type Booking = Pick<Client, 'load' | 'url'> & {
  readonly service: string
  readonly day: string
  readonly key: string
  readonly pick: number
}

/** Its secret; undefined when it was refused. */
async function bookOne({
  load,
  url,
  service,
  day,
  key,
  pick,
}: Booking): Promise<{ readonly secret: string | undefined } | 'nobody'> {
  const api = askApi(url)
  const offers = await api.courses(service, day)
  if (!offers) return 'nobody'
  const courses = offers.body?.courses ?? []
  const held = await api.hold(courses[pick % (courses.length || 1)]?.id ?? 'there is none')
  if (!held) return 'nobody'
  if (!held.body) return { secret: undefined }
  const attempt: Attempt = { key, hold: held.body.hold, end: 'unknown' }
  load.attempts.push(attempt)
  const booked = await api.book(attempt.hold, key)
  if (!booked) return 'nobody'
  attempt.end = booked.body ? 'acknowledged' : 'refused'
  if (booked.body) load.note({ what: 'booked', secret: booked.body.secret, standing: undefined })
  return { secret: booked.body?.secret }
}

type Moving = Pick<Client, 'load' | 'url'> & { readonly secret: string; readonly key: string }

/** The whole course, or its first visit, and what must follow. */
async function moveOne({ load, url, secret, key }: Moving): Promise<'nobody' | undefined> {
  const api = askApi(url)
  const standing = await api.read(secret)
  const first = standing?.body?.visits[0]?.id ?? 'all'
  const offers = await api.moves(secret, key.endsWith('0') ? 'all' : first)
  if (!standing || !offers) return 'nobody'
  const id = offers.body?.moves[0]?.id
  if (id === undefined) return undefined
  const change: Change = { secret, move: { id, key }, end: 'unknown' }
  load.changes.push(change)
  const moved = await api.move(secret, id, key)
  if (!moved) return 'nobody'
  change.end = moved.body ? 'acknowledged' : 'refused'
  if (moved.body) load.note({ what: 'moved', secret, standing: standingOf(moved.body) })
  return undefined
}

async function cancelOne(load: BookingLoad, url: string, secret: string): Promise<'nobody' | undefined> {
  const change: Change = { secret, end: 'unknown' }
  load.changes.push(change)
  const left = await askApi(url).cancel(secret)
  if (!left) return 'nobody'
  change.end = left.body ? 'acknowledged' : 'refused'
  if (left.body) load.note({ what: 'cancelled', secret, standing: standingOf(left.body) })
  return undefined
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
