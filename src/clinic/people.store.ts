import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'
import type { Contact, Role, StaffMember } from './contract.ts'

/** The staff member behind a signed-in person, if she works at this clinic today. */
export async function findStaffByUser(
  trx: ClinicTransaction,
  { user, today }: { readonly user: string; readonly today: string },
): Promise<StaffMember | undefined> {
  const row = await trx
    .selectFrom('staff')
    .select(['staff_id', 'name', 'title', 'role'])
    .where('clinic_id', '=', trx.clinic)
    .where('user_id', '=', user)
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>=', today)]))
    .executeTakeFirst()
  return row && { id: row.staff_id, name: row.name, title: row.title, role: roleFrom(row.role) }
}

function roleFrom(text: string): Role {
  if (text === 'owner' || text === 'therapist' || text === 'desk') return text
  throw new Error(`An unknown role: ${text}`)
}

/** How a client wants to be reached, and in which language. */
export async function getClientContact(
  trx: ClinicTransaction,
  client: string,
): Promise<{ readonly contact: Contact; readonly language: Language }> {
  const row = await trx
    .selectFrom('client')
    .select(['contact', 'language'])
    .where('clinic_id', '=', trx.clinic)
    .where('client_id', '=', client)
    .executeTakeFirstOrThrow()
  const contact = row.contact === 'sms' || row.contact === 'phone' ? row.contact : 'email'
  return { contact, language: isLanguage(row.language) ? row.language : 'sv' }
}
