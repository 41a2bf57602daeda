import type { ClinicTransaction } from '#platform/db'
import { isLanguage } from '#platform/language'
import {
  type ClinicRow,
  kindFrom,
  listOpeningHours,
  listResources,
  listUnavailable,
  listWorkingHours,
  workingHoursFrom,
} from './clinic.store.ts'
import type { Clinic, Kind, Resource, Service, Unavailable, WeeklyHours } from './contract.ts'
import { servicesFrom } from './services.store.ts'
import { getClinic, getSetting } from './setting.store.ts'

/** The clinic itself, with its opening hours. */
export async function readClinic(trx: ClinicTransaction): Promise<Clinic> {
  const { clinic, opening } = await getClinic(trx)
  return clinicFrom(clinic, opening)
}

export type Setting = {
  readonly clinic: Clinic
  readonly resources: readonly Resource[]
  readonly services: readonly Service[]
}

/** The clinic, what can be booked of it and what for: as the three reads for themselves, in one statement. */
export async function readSetting(trx: ClinicTransaction): Promise<Setting> {
  const { clinic, opening, working, resources, services, segments } = await getSetting(trx)
  const hours = { opening, working: working.map(workingHoursFrom) }
  return {
    clinic: clinicFrom(clinic, opening),
    resources: resources.map((row) => resourceFrom({ ...row, kind: kindFrom(row.kind) }, hours)),
    services: servicesFrom(services, segments),
  }
}

function clinicFrom(row: ClinicRow, openingHours: readonly WeeklyHours[]): Clinic {
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
    changeNoticeHours: row.change_notice_hours,
    corsOrigins: row.cors_origins,
    openingHours,
  }
}

/** Therapists with their working hours; rooms and pens may be used whenever the clinic is open. */
export async function readResources(trx: ClinicTransaction): Promise<Resource[]> {
  const opening = await listOpeningHours(trx)
  const working = await listWorkingHours(trx)
  const rows = await listResources(trx)
  return rows.map((row) => resourceFrom(row, { opening, working }))
}

type Hours = {
  readonly opening: readonly WeeklyHours[]
  readonly working: readonly (WeeklyHours & { readonly resource: string })[]
}

function resourceFrom(
  row: { readonly id: string; readonly kind: Kind; readonly name: string; readonly staff: string | null },
  { opening, working }: Hours,
): Resource {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    staff: row.staff ?? undefined,
    hours: row.kind === 'therapist' ? working.filter((hours) => hours.resource === row.id) : opening,
  }
}

/** Absences and closures that touch the window (minutes since 1970). */
export async function readUnavailable(
  trx: ClinicTransaction,
  window: { readonly start: number; readonly end: number },
): Promise<Unavailable[]> {
  return listUnavailable(trx, window)
}
