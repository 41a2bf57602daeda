/** Planned courses as the room's uses want them, and many of them booked side by side with a clock. */
import { Temporal } from 'temporal-polyfill'
import { bookForClient } from '../../src/booking/desk.ts'
import { confirmCourse, holdCourse } from '../../src/booking/index.ts'
import { courseTokenFrom } from '../../src/booking/tokens.ts'
import { minuteFrom } from '../../src/platform/time.ts'
import type { Lab } from './open-lab.ts'
import type { PlannedCourse, PlannedVisit } from './plan-courses.ts'
import { clinicId, resourceId, treatmentOf, zone } from './seed-clinics.ts'

/** A course that is free in a clinic. */
export type ToBook = { readonly clinic: number; readonly course: PlannedCourse }

/** When and where it is measured: the lab, the first day of the plan, and the moment that it is. */
export type Scene = {
  readonly lab: Lab
  readonly firstDay: Temporal.PlainDate
  readonly now: Temporal.Instant
}

const client = {
  name: 'Vera Exempel',
  email: 'vera@klinik.example',
  phone: '+46701740605',
  contact: 'email',
} as const
const by = 'staff:00000000-0000-7000-8000-00000000d05c' as const

/** Held and booked in one transaction, as at the desk. */
export async function bookAtOnce(scene: Scene, one: ToBook): Promise<void> {
  const { lab, now } = scene
  const asked = {
    course: tokenOf(scene, one),
    client: { ...client, language: 'sv' },
    by,
    keys: lab.keys,
    now,
  } as const
  const done = await lab.db.inClinic(clinicId(one.clinic), (trx) => bookForClient(trx, asked))
  if ('refused' in done) throw new Error(`refused: ${done.refused}`)
}

/** Held, and confirmed later: two transactions, as a client does. */
export async function holdAndConfirm(scene: Scene, one: ToBook): Promise<void> {
  const { lab, now } = scene
  const { keys } = lab
  const clinic = clinicId(one.clinic)
  const course = tokenOf(scene, one)
  const held = await lab.db.inClinic(clinic, (trx) =>
    holdCourse(trx, { course, keys, heldFor: undefined, now }),
  )
  if ('refused' in held) throw new Error(`refused: ${held.refused}`)
  const asked = {
    hold: held.hold,
    keys,
    client,
    language: 'sv',
    key: held.hold,
    requestHash: '',
    now,
  } as const
  const done = await lab.db.inClinic(clinic, (trx) => confirmCourse(trx, asked))
  if ('refused' in done) throw new Error(`refused: ${done.refused}`)
}

export function startOf(firstDay: Temporal.PlainDate, { day, minute }: PlannedVisit): Temporal.Instant {
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return firstDay.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
}

function tokenOf({ lab, firstDay, now }: Scene, { clinic, course }: ToBook): string {
  return courseTokenFrom(
    { keys: lab.keys, clinic: clinicId(clinic) },
    {
      service: treatmentOf(clinic),
      expires: minuteFrom(now) + 60,
      visits: course.map((visit) => ({
        start: minuteFrom(startOf(firstDay, visit)),
        therapist: resourceId(clinic, 'therapist', visit.therapist),
        room: resourceId(clinic, 'room', visit.room),
        device: resourceId(clinic, 'device', visit.device),
      })),
    },
  )
}

/** So many side by side until all are done: seconds. */
export async function sideBySide<T>(
  list: readonly T[],
  { width, work }: { readonly width: number; readonly work: (one: T) => Promise<void> },
): Promise<number> {
  const began = performance.now()
  const left = [...list]
  const worker = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one)
  }
  await Promise.all(Array.from({ length: width }, worker))
  return (performance.now() - began) / 1000
}
