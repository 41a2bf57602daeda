import { Temporal } from 'temporal-polyfill'
import type { Contact } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'

export type VisitToRemindOf = {
  readonly id: string
  readonly course: string
  readonly start: Temporal.Instant
  readonly clientLeaves: Temporal.Instant
  readonly sequence: number
  readonly therapist: string | undefined
  readonly toldAt: Temporal.Instant
  readonly client: { readonly id: string; readonly contact: Contact; readonly language: Language }
}

/** Booked visits that begin in a stretch of time, with whom they are for. */
export async function listVisitsToRemindOf(
  trx: ClinicTransaction,
  { from, until }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<VisitToRemindOf[]> {
  const rows = await trx
    .selectFrom('visit')
    .innerJoin('course', (join) =>
      join
        .onRef('course.clinic_id', '=', 'visit.clinic_id')
        .onRef('course.course_id', '=', 'visit.course_id'),
    )
    .innerJoin('client', (join) =>
      join
        .onRef('client.clinic_id', '=', 'course.clinic_id')
        .onRef('client.client_id', '=', 'course.client_id'),
    )
    .leftJoin('resource', (join) =>
      join
        .onRef('resource.clinic_id', '=', 'visit.clinic_id')
        .onRef('resource.resource_id', '=', 'visit.therapist_id'),
    )
    .select(['visit.visit_id', 'visit.course_id', 'visit.starts', 'visit.client_leaves', 'visit.sequence'])
    .select(['resource.name as therapist', 'course.booked_at', 'course.created_at', 'visit.told_at'])
    .select(['client.client_id', 'client.contact', 'client.language'])
    .where('visit.clinic_id', '=', trx.clinic)
    .where('visit.state', '=', 'booked')
    .where('visit.starts', '>', from)
    .where('visit.starts', '<=', until)
    .orderBy('visit.starts')
    .execute()
  return rows.map((row) => ({
    id: row.visit_id,
    course: row.course_id,
    start: row.starts,
    clientLeaves: row.client_leaves,
    sequence: row.sequence,
    therapist: row.therapist ?? undefined,
    toldAt: laterOf(row.booked_at ?? row.created_at, row.told_at),
    client: {
      id: row.client_id,
      contact: row.contact === 'sms' || row.contact === 'phone' ? row.contact : 'email',
      language: isLanguage(row.language) ? row.language : 'sv',
    },
  }))
}

function laterOf(booked: Temporal.Instant, told: Temporal.Instant | null): Temporal.Instant {
  return told !== null && Temporal.Instant.compare(told, booked) > 0 ? told : booked
}

/** The client has just been told of new times for these visits. */
export async function keepTold(
  trx: ClinicTransaction,
  { visits, now }: { readonly visits: readonly string[]; readonly now: Temporal.Instant },
): Promise<void> {
  await trx
    .updateTable('visit')
    .set({ told_at: now })
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', 'in', [...visits])
    .execute()
}

/**
 * True when the visit still stands as it was read, and then until the transaction ends: whoever cancels it, moves it
 * or gives it to somebody else waits, and withdraws the reminder that is written meanwhile.
 */
export async function keepStanding(
  trx: ClinicTransaction,
  { id, start, sequence }: Pick<VisitToRemindOf, 'id' | 'start' | 'sequence'>,
): Promise<boolean> {
  const row = await trx
    .selectFrom('visit')
    .select('visit_id')
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', '=', id)
    .where('state', '=', 'booked')
    .where('starts', '=', start)
    .where('sequence', '=', sequence)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}
