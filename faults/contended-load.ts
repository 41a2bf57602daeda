/**
 * Many clients who want the same few places at the same time, all day long: single visits, courses, holds that are
 * confirmed, kept longer, let go or left to run out, moves, hours taken out of the calendar, cancelling. It knows only
 * what a desk can do, so that the real one and a naive one stand in the same crowd.
 */
import type { Temporal } from 'temporal-polyfill'
import { randomFrom } from '../src/booking/booking.makers.ts'
import {
  type Block,
  blockBy,
  type ContendedClinic,
  morning,
  type Wanted,
  wantedBy,
} from './contended-clinic.ts'

/** What came of it: the id of what was done, or the refusal. */
export type Answer = { readonly done: string } | { readonly refused: string }

/** The n-th visit (from 0) of what was booked goes to where the wanted one is. */
export type MoveTo = { readonly visit: number; readonly to: Wanted }

export type Desk = {
  readonly book: (wanted: Wanted, client: string, now: Temporal.Instant) => Promise<Answer>
  readonly hold: (wanted: Wanted, now: Temporal.Instant) => Promise<Answer>
  readonly confirm: (hold: string, client: string, now: Temporal.Instant) => Promise<Answer>
  readonly extend: (hold: string, now: Temporal.Instant) => Promise<Answer>
  readonly release: (hold: string, now: Temporal.Instant) => Promise<Answer>
  readonly move: (booked: string, to: MoveTo, now: Temporal.Instant) => Promise<Answer>
  readonly cancel: (booked: string, now: Temporal.Instant) => Promise<Answer>
  readonly block: (block: Block) => Promise<Answer>
  readonly unblock: (block: string) => Promise<Answer>
  readonly sweep: (now: Temporal.Instant) => Promise<Answer>
}

export type Contention = {
  readonly desk: Desk
  readonly clinic: ContendedClinic
  readonly clients: number
  readonly attempts: number
  readonly seed: number
  readonly say?: (line: string) => void
}

export type Contended = {
  /** By act, and by act and refusal. */
  readonly counts: Readonly<Record<string, number>>
  /** Milliseconds of each attempt, from asking until the answer. */
  readonly waits: readonly number[]
  readonly errors: readonly unknown[]
  readonly seconds: number
}

type Crowd = Contention & {
  readonly counts: Record<string, number>
  readonly waits: number[]
  readonly errors: unknown[]
  /** A second is ten minutes on the clinic's clock, so that holds run out while others want their time. */
  readonly now: () => Temporal.Instant
}

/** Every client keeps a few bookings, so that there is always something to move and never everything taken. */
const mostBooked = 2

export async function contend(contention: Contention): Promise<Contended> {
  const began = performance.now()
  const crowd: Crowd = {
    ...contention,
    counts: {},
    waits: [],
    errors: [],
    // It stands after a day, so that no visit has begun before the last attempt.
    now: () => morning.add({ seconds: Math.floor(Math.min(performance.now() - began, 144_000) * 0.6) }),
  }
  await Promise.all(Array.from({ length: contention.clients }, (_, number) => comeAndGo(crowd, number)))
  const { counts, waits, errors } = crowd
  return { counts, waits, errors, seconds: (performance.now() - began) / 1000 }
}

type Client = {
  readonly name: string
  readonly random: (below: number) => number
  readonly holds: string[]
  readonly booked: { readonly id: string; readonly kind: Wanted['kind'] }[]
  block: string | undefined
}

async function comeAndGo(crowd: Crowd, number: number): Promise<void> {
  const random = randomFrom(crowd.seed + number * 7919)
  const client: Client = { name: `Kund ${number}`, random, holds: [], booked: [], block: undefined }
  while (crowd.waits.length < crowd.attempts && crowd.errors.length < 20) {
    const dice = random(100)
    if (client.booked.length > mostBooked || (dice < 8 && client.booked.length > 0))
      await cancel(crowd, client)
    else if (dice < 30) await book(crowd, client, dice < 18 ? 'single' : 'course')
    else if (dice < 60) await holdAndConfirm(crowd, client)
    else if (dice < 90) await move(crowd, client)
    else if (dice < 98) await block(crowd, client)
    else await attempt(crowd, 'sweep', () => crowd.desk.sweep(crowd.now().add({ hours: 1 })))
  }
}

async function book(crowd: Crowd, client: Client, kind: Wanted['kind']): Promise<void> {
  const wanted = wantedBy(client.random, crowd.clinic, kind)
  const done = await attempt(crowd, kind, () => crowd.desk.book(wanted, client.name, crowd.now()))
  if (done !== undefined) client.booked.push({ id: done, kind })
}

async function holdAndConfirm(crowd: Crowd, client: Client): Promise<void> {
  const { desk, now } = crowd
  const wanted = wantedBy(client.random, crowd.clinic, 'course')
  const hold = await attempt(crowd, 'hold', () => desk.hold(wanted, now()))
  if (hold !== undefined) client.holds.push(hold)
  const at = client.random(client.holds.length || 1)
  const one = client.holds[at]
  if (one === undefined) return
  const dice = client.random(20)
  if (dice < 4) await attempt(crowd, 'extend', () => desk.extend(one, now()))
  if (dice >= 16) return
  client.holds.splice(at, 1)
  if (dice < 6) await attempt(crowd, 'release', () => desk.release(one, now()))
  else {
    const done = await attempt(crowd, 'confirm', () => desk.confirm(one, client.name, now()))
    if (done !== undefined) client.booked.push({ id: done, kind: 'course' })
  }
}

async function move(crowd: Crowd, client: Client): Promise<void> {
  const one = client.booked[client.random(client.booked.length || 1)]
  if (!one) return holdAndConfirm(crowd, client)
  const to = wantedBy(client.random, crowd.clinic, one.kind)
  const visit = client.random(to.visits.length)
  await attempt(crowd, 'move', () => crowd.desk.move(one.id, { visit, to }, crowd.now()))
}

/** An hour that is taken out of the calendar, and given back the next time. */
async function block(crowd: Crowd, client: Client): Promise<void> {
  const taken = client.block
  client.block = undefined
  if (taken !== undefined) await attempt(crowd, 'unblock', () => crowd.desk.unblock(taken))
  else
    client.block = await attempt(crowd, 'block', () => crowd.desk.block(blockBy(client.random, crowd.clinic)))
}

async function cancel(crowd: Crowd, client: Client): Promise<void> {
  const [one] = client.booked.splice(client.random(client.booked.length), 1)
  if (one) await attempt(crowd, 'cancel', () => crowd.desk.cancel(one.id, crowd.now()))
}

async function attempt(crowd: Crowd, act: string, work: () => Promise<Answer>): Promise<string | undefined> {
  const { counts, waits, errors, say } = crowd
  const began = performance.now()
  try {
    const answer = await work()
    const end = 'done' in answer ? act : `${act}: ${answer.refused}`
    counts[end] = (counts[end] ?? 0) + 1
    return 'done' in answer ? answer.done : undefined
  } catch (error) {
    errors.push(error)
    return undefined
  } finally {
    waits.push(performance.now() - began)
    if (waits.length % 20_000 === 0) say?.(`${waits.length} attempts`)
  }
}
