import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { dayIn } from '#platform/time'
import { publishQuestions } from '#screening'
import { daysOffAround } from './days-off.ts'
import {
  madeUpClinic,
  ointment,
  openingHours,
  type Person,
  people,
  pens,
  rooms,
  services,
} from './made-up-clinic.ts'
import { setUpGuide } from './set-up-guide.ts'
import {
  addClinic,
  addOintment,
  addOpeningHours,
  addResource,
  addService,
  addStaffMember,
  addTimesOff,
  addWorkingHours,
} from './set-up.store.ts'

type SetUp = { readonly users: ReadonlyMap<Person, string>; readonly now: Temporal.Instant }

/** The made-up clinic with its people, rooms, services and texts, and nothing booked. */
export async function setUpClinic(trx: ClinicTransaction, { users, now }: SetUp): Promise<void> {
  const zone = madeUpClinic.time_zone
  const today = dayIn(zone, now)
  await addClinic(trx, madeUpClinic)
  await addOpeningHours(trx, openingHours)
  const therapists = await addPeople(trx, users)
  for (const [position, name] of rooms.entries()) await addResource(trx, { kind: 'room', name, position })
  for (const [position, name] of pens.entries()) await addResource(trx, { kind: 'device', name, position })
  await addTimesOff(
    trx,
    daysOffAround(today).map(({ person, from, days, why }) => ({
      resource: person === undefined ? undefined : therapists.get(person),
      from: from.toZonedDateTime(zone).toInstant(),
      until: from.add({ days }).toZonedDateTime(zone).toInstant(),
      why,
    })),
  )
  const reviewedOn = today.subtract({ days: 14 })
  const ointmentId = await addOintment(trx, ointment, reviewedOn.toString())
  for (const [position, service] of services.entries()) {
    await addService(trx, { ...service, position }, ointmentId)
  }
  await publishQuestions(trx)
  await setUpGuide(trx, { today, now })
}

/** The ids under which the therapists are booked, by name. */
async function addPeople(
  trx: ClinicTransaction,
  users: SetUp['users'],
): Promise<ReadonlyMap<string, string>> {
  const therapists = new Map<string, string>()
  for (const [position, person] of people.entries()) {
    const staff = await addStaffMember(trx, person, users.get(person))
    if (!person.week) continue
    const resource = await addResource(trx, { kind: 'therapist', name: person.name, staff, position })
    await addWorkingHours(trx, resource, person.week)
    therapists.set(person.name, resource)
  }
  return therapists
}
