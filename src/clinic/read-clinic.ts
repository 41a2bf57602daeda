import { isLanguage } from '#platform/language'
import type { ClinicTransaction } from '#platform/db'
import {
  getClinic,
  listOpeningHours,
  listResources,
  listUnavailable,
  listWorkingHours,
} from './clinic.store.ts'
import type { Clinic, Resource, Unavailable } from './contract.ts'

/** The clinic itself, with its opening hours. */
export async function readClinic(trx: ClinicTransaction): Promise<Clinic> {
  const row = await getClinic(trx)
  return {
    id: row.clinic_id,
    name: row.name,
    street: row.street,
    postcode: row.postcode,
    city: row.city,
    phone: row.phone,
    email: row.email,
    zone: row.time_zone,
    currency: row.currency,
    languages: row.languages.filter(isLanguage),
    demonstration: row.demonstration,
    live: row.live,
    country: row.country,
    gridMinutes: row.grid_minutes,
    holdMinutes: row.hold_minutes,
    liveHoldsPerAddress: row.live_holds_per_address,
    leadMinutes: row.lead_minutes,
    corsOrigins: row.cors_origins,
    openingHours: await listOpeningHours(trx),
  }
}

/** Therapists with their working hours; rooms and pens may be used whenever the clinic is open. */
export async function readResources(trx: ClinicTransaction): Promise<Resource[]> {
  const opening = await listOpeningHours(trx)
  const working = await listWorkingHours(trx)
  const rows = await listResources(trx)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    staff: row.staff ?? undefined,
    hours: row.kind === 'therapist' ? working.filter((hours) => hours.resource === row.id) : opening,
  }))
}

/** Absences and closures that touch the window (minutes since 1970). */
export async function readUnavailable(
  trx: ClinicTransaction,
  window: { readonly start: number; readonly end: number },
): Promise<Unavailable[]> {
  return listUnavailable(trx, window)
}
