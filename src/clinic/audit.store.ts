import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'

/** Who acts: a client with her link, a staff member, or another program through the API. */
export type Actor = 'client' | `staff:${string}`

export type AuditedAct =
  | 'course-booked'
  | 'visits-cancelled'
  | 'visits-moved'
  | 'visit-marked'
  | 'visit-left-standing'
  | 'time-blocked'
  | 'time-given-back'
  | 'day-looked-at'
  | 'visit-looked-at'
  | 'messages-looked-at'
  | 'message-resent'
  | 'client-called'
  | 'signed-in'
  | 'clinic-changed'
  | 'people-looked-at'
  | 'person-invited'
  | 'invitation-withdrawn'
  | 'person-joined'
  | 'role-changed'
  | 'credential-changed'
  | 'person-left'
  | 'visits-handed-over'
  | 'password-changed'
  | 'sessions-ended'
  | 'second-factor-on'
  | 'second-factor-off'
  | 'passkey-added'
  | 'passkey-removed'
  | 'clients-searched'
  | 'client-looked-at'
  | 'client-changed'
  | 'client-note-written'
  | 'clients-merged'
  | 'merge-undone'
  | 'clients-imported'
  | 'visits-imported'
  | 'questions-looked-at'
  | 'question-looked-at'
  | 'question-answered'
  | 'faq-approved'
  | 'faq-withdrawn'

/** One line of what was done, by whom, to what; in the transaction of the act. Ids and counts only. */
export async function addAudit(
  trx: ClinicTransaction,
  line: {
    readonly at: Temporal.Instant
    readonly actor: Actor
    readonly act: AuditedAct
    readonly subject: string
    readonly detail?: Readonly<Record<string, string | number | readonly string[]>>
  },
): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      clinic_id: trx.clinic,
      at: line.at,
      actor: line.actor,
      act: line.act,
      subject_id: line.subject,
      detail: JSON.stringify(line.detail ?? {}),
    })
    .execute()
}
