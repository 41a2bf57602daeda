/** A clinic with two certified reviewers and one short approved text; for tests only. */
import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { TestClinic } from '../../test/database.ts'
import { publishArticle } from './articles.store.ts'
import { approveText } from './approve-text.ts'
import { contentHash } from './content-hash.ts'
import { addFacts, listFacts } from './facts.store.ts'
import type { Fact } from './read-fact-file.ts'

export const shortText = { articleId: 'short-text', language: 'sv' as const }
export const shortDraft = {
  title: 'Kort text',
  summary: 'En mening.',
  body: 'Huden är lugn. Det tar 3 dagar.[^days-red]\n\nEn annan mening.',
  questions: [{ question: 'Gör det ont?', answer: 'Lite.[^pain]' }],
  concern: 'basics' as const,
}

const fact = (factId: string, value: string): Fact => ({
  factId,
  value,
  unit: 'days',
  wording: { sv: `Ungefär ${value} dagar.`, en: `About ${value} days.` },
  source: 'Somebody 2014',
  sourceUrl: 'https://doi.org/10.1/a',
  grade: 'verified',
  reviewedOn: '2026-11-01',
})
const shortFacts = [fact('days-red', '3'), fact('pain', '1'), fact('unused', '9')]

export type Reviewers = { readonly alva: string; readonly bo: string }

/** Both therapists of the small clinic, certified and able to sign in. */
export async function certifyBoth(at: TestClinic): Promise<Reviewers> {
  const certified = `update staff set credential = '{"sv":"certifierad hudterapeut","en":"certified skin therapist"}',
    user_id = coalesce(user_id, $2) where name = $1 returning staff_id as id`
  const idOf = async (name: string) =>
    (await at.raw<{ id: string }>(certified, [name, randomUUID()]))[0]?.id ?? ''
  return { alva: await idOf('Alva Exempel'), bo: await idOf('Bo Exempel') }
}

/** The text as it comes with a library, approved by nobody. */
export async function publishShort(at: TestClinic): Promise<string> {
  return at.db.inClinic(at.clinic.id, async (trx) => {
    await addFacts(trx, shortFacts)
    const hash = contentHash(shortDraft, await listFacts(trx))
    const kept = {
      ...shortText,
      ...shortDraft,
      slug: 'kort-text',
      author: 'Lyster',
      publishedOn: '2026-11-01',
    }
    const day = at.now.subtract({ hours: 24 * 30 })
    await publishArticle(trx, { ...kept, contentHash: hash }, { by: null, at: day })
    return hash
  })
}

export async function approveShort(
  at: TestClinic,
  approval: { readonly hash: string; readonly by: string; readonly now?: Temporal.Instant },
) {
  const now = approval.now ?? at.now
  const today = now.toZonedDateTimeISO('Europe/Stockholm').toPlainDate().toString()
  return at.db.inClinic(at.clinic.id, (trx) => approveText(trx, { ...shortText, ...approval, now, today }))
}
