/**
 * A calendar as a clinic might have it: courses of three visits at random, by the protocol's own stretches, none over
 * another. The same for the same seed, so that a thousand clinics can be seeded from one, and what is still free in
 * one of them is known without a search.
 */
import { randomFrom } from '../../src/booking/booking.makers.ts'

export type PlannedVisit = {
  /** Days after the first one. */
  readonly day: number
  /** On the clinic's wall. */
  readonly minute: number
  /** Numbers of resources, counted from 0. */
  readonly therapist: number
  readonly room: number
  readonly device: number
}
export type PlannedCourse = readonly PlannedVisit[]

/** How many of each a clinic has. */
export const places = { therapist: 10, room: 6, device: 3 } as const
type Place = keyof typeof places

/** What a visit takes: the small clinic's treatment, minutes after its start. */
export const stretches: readonly (readonly [Place, number, number])[] = [
  ['therapist', 0, 10],
  ['room', 0, 100],
  ['therapist', 40, 70],
  ['device', 40, 70],
  ['therapist', 85, 90],
]
export const opens = 9 * 60
export const closes = 17 * 60
const visitMinutes = 100

export type Plan = {
  readonly taken: readonly PlannedCourse[]
  readonly free: readonly PlannedCourse[]
}

/** The first day is a Monday. `taken` courses stand, and `free` ones could be booked besides, all of them. */
export function planCourses(count: {
  readonly taken: number
  readonly free: number
  readonly days: number
  readonly seed: number
}): Plan {
  const random = randomFrom(count.seed)
  const busy = new Set<string>()
  const wanted = count.taken + count.free
  const planned: PlannedCourse[] = []
  for (let left = wanted * 600; planned.length < wanted; left -= 1) {
    if (left === 0) throw new Error(`Only ${planned.length} of ${wanted} courses found room.`)
    const course = planOne(random, busy, count.days)
    if (course) planned.push(course)
  }
  return { taken: planned.slice(0, count.taken), free: planned.slice(count.taken) }
}

type Random = (below: number) => number

function planOne(random: Random, busy: Set<string>, days: number): PlannedCourse | undefined {
  const first = random(days - 80)
  const second = first + 28 + random(8)
  const dates = [first, second, second + 28 + random(8)]
  if (dates.some((day) => day % 7 > 4 || day >= days)) return undefined
  const therapist = random(places.therapist)
  const course: PlannedVisit[] = []
  for (const day of dates) {
    const visit = findRoom(random, busy, { day, therapist })
    if (!visit) return undefined
    course.push(visit)
  }
  for (const visit of course) for (const tick of ticksOf(visit)) busy.add(tick)
  return course
}

function findRoom(
  random: Random,
  busy: ReadonlySet<string>,
  { day, therapist }: Pick<PlannedVisit, 'day' | 'therapist'>,
): PlannedVisit | undefined {
  for (let tries = 20; tries > 0; tries -= 1) {
    const minute = opens + random(Math.floor((closes - opens - visitMinutes) / 15) + 1) * 15
    const visit = { day, minute, therapist, room: random(places.room), device: random(places.device) }
    if (ticksOf(visit).every((tick) => !busy.has(tick))) return visit
  }
  return undefined
}

function ticksOf(visit: PlannedVisit): string[] {
  return stretches.flatMap(([place, from, until]) =>
    Array.from(
      { length: (until - from) / 5 },
      (_, tick) => `${place} ${visit[place]} ${visit.day} ${visit.minute + from + tick * 5}`,
    ),
  )
}
