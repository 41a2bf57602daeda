import type { Temporal } from 'temporal-polyfill'
import { listServices } from '#clinic'
import type { Service } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { isLive } from './change-hold.ts'
import type { BookedVisit } from './contract.ts'
import { type CourseRow, findCourse } from './courses.store.ts'
import type { Missed } from './take-course.ts'
import { courseClaimedBy, manageSecretFrom, opensCourse, readHoldToken } from './tokens.ts'
import { listCourseVisits } from './visits.store.ts'

export type ReadCourse = {
  readonly id: string
  readonly service: Service | undefined
  readonly price: { readonly amount: number; readonly currency: string; readonly vatPercent: number }
  readonly visits: readonly BookedVisit[]
}

/** A hold as the one who has it sees it; when it has run out, what it was, so that something near can be offered. */
export async function readHold(
  trx: ClinicTransaction,
  { hold, keys, now }: { readonly hold: string; readonly keys: Keys; readonly now: Temporal.Instant },
): Promise<
  | (ReadCourse & { readonly until: Temporal.Instant })
  | Refusal<'unknown-hold'>
  | (Refusal<'hold-expired'> & { readonly missed?: Missed })
  | (Refusal<'already-booked'> & { readonly secret: string })
> {
  const signer = { keys, clinic: trx.clinic }
  const id = readHoldToken(signer, hold)
  if (!id) return { refused: 'unknown-hold' }
  const course = await findCourse(trx, id)
  if (!course) return { refused: 'hold-expired' }
  if (course.state !== 'held') return { refused: 'already-booked', secret: manageSecretFrom(signer, course) }
  const whole = await wholeCourse(trx, course)
  if (isLive(course, now)) return { ...whole, until: course.heldUntil }
  const starts = whole.visits.map((visit) => visit.start)
  return { refused: 'hold-expired', missed: { service: course.service, starts } }
}

/** The booked course that a manage secret opens. */
export async function readBookedCourse(
  trx: ClinicTransaction,
  { secret, keys }: { readonly secret: string; readonly keys: Keys },
): Promise<ReadCourse | Refusal<'unknown-secret'>> {
  const claimed = courseClaimedBy(secret)
  const course = claimed ? await findCourse(trx, claimed) : undefined
  if (!course || course.state === 'held' || !opensCourse({ keys, clinic: trx.clinic }, secret, course)) {
    return { refused: 'unknown-secret' }
  }
  return wholeCourse(trx, course)
}

/** The secret with which the client comes back to a booked course: derived, stored nowhere. */
export async function getManageSecret(
  trx: ClinicTransaction,
  { course: id, keys }: { readonly course: string; readonly keys: Keys },
): Promise<string> {
  const course = await findCourse(trx, id)
  if (!course || course.state === 'held') throw new Error(`There is no booked course ${id}.`)
  return manageSecretFrom({ keys, clinic: trx.clinic }, course)
}

async function wholeCourse(trx: ClinicTransaction, course: CourseRow): Promise<ReadCourse> {
  const services = await listServices(trx)
  return {
    id: course.id,
    service: services.find((service) => service.id === course.service),
    price: { amount: course.priceMinor, currency: course.currency, vatPercent: course.vatPercent },
    visits: await listCourseVisits(trx, course.id),
  }
}
