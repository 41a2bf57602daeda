import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { VisitTime } from './contract.ts'
import { countLiveHolds, lockHolder } from './courses.store.ts'
import {
  type CourseToTake,
  type LookAtCourse,
  lookAtCourse,
  type TimeTaken,
  takeCourse,
} from './take-course.ts'
import { holdTokenFrom } from './tokens.ts'

export type HoldCourse = LookAtCourse & {
  /** Whose live holds are counted together: a keyed hash of the address. Undefined lifts the cap. */
  readonly heldFor: string | undefined
}

/** `hold` is the secret that the holder has; nobody else can extend, confirm or let go. */
export type Hold = {
  readonly hold: string
  readonly until: Temporal.Instant
  readonly visits: readonly VisitTime[]
}

/** Holds every visit of a course for a while, or none. */
export async function holdCourse(
  trx: ClinicTransaction,
  { course: offered, keys, heldFor, now }: HoldCourse,
): Promise<Hold | TimeTaken | Refusal<'unknown-course' | 'too-many-holds'>> {
  const course = await lookAtCourse(trx, { course: offered, keys, now })
  if ('refused' in course) return course
  if (heldFor && (await holdsEnough(trx, heldFor, course))) return { refused: 'too-many-holds' }
  const until = now.add({ minutes: course.clinic.holdMinutes })
  const taken = await takeCourse(trx, course, { heldUntil: until, heldFor: heldFor ?? '' })
  if (taken) return taken
  const visits = course.visits.map(({ time }) => time)
  return { hold: holdTokenFrom({ keys, clinic: trx.clinic }, course.id), until, visits }
}

async function holdsEnough(
  trx: ClinicTransaction,
  heldFor: string,
  { clinic, now }: CourseToTake,
): Promise<boolean> {
  await lockHolder(trx, heldFor)
  return (await countLiveHolds(trx, { heldFor, now })) >= clinic.liveHoldsPerAddress
}
