/** Made up for tests: the whole course that the small clinic offers first, booked by one client. */
import { confirmCourse, holdCourse, offerCourses } from '#booking'
import type { TestClinic } from '../../test/database.ts'

/** The ids of its three visits, in order. */
export async function bookFirst(at: TestClinic): Promise<readonly string[]> {
  const { keys, now } = at
  const booked = await at.db.inClinic(at.clinic.id, async (trx) => {
    const ask = { service: at.clinic.treatment, days: 120, limit: 1, wish: {}, now, keys }
    const offers = await offerCourses(trx, ask)
    if ('refused' in offers) return offers
    const hold = await holdCourse(trx, { course: offers.courses[0]?.id ?? '', keys, heldFor: 'v', now })
    if ('refused' in hold) return hold
    const client = {
      name: 'Vera Exempel',
      email: 'vera@klinik.example',
      phone: '+46701740605',
      contact: 'email' as const,
    }
    return confirmCourse(trx, {
      hold: hold.hold,
      keys,
      client,
      language: 'sv',
      key: 'k',
      requestHash: 'h',
      now,
    })
  })
  if ('refused' in booked) throw new Error(booked.refused)
  const rows = await at.raw<{ visit_id: string }>('select visit_id from visit order by position')
  return rows.map((row) => row.visit_id)
}
