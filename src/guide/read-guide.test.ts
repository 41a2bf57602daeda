import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { addSmallClinic } from '../../test/small-clinic.ts'
import { listFacts } from './facts.store.ts'
import { publishLibrary } from './publish-library.ts'
import { listArticles } from './read-approved-texts.ts'
import { type Guide, readGuide } from './read-guide.ts'
import type { Approval } from './reviews.store.ts'

const approval: Approval = {
  reviewer: 'Test Person',
  credential: { sv: 'diplomerad hudterapeut', en: 'certified skin therapist' },
  reviewedOn: '2026-11-02',
  nextReviewOn: '2027-05-01',
  fictitious: true,
}
const swedish = { language: 'sv', slug: 'sa-fungerar-microneedling' } as const

let world: TestClinic
beforeAll(async () => {
  world = await openTestClinic()
})
afterAll(() => world.close())

const read = async (
  today = '2026-12-01',
  question: { language: 'sv' | 'en'; slug: string } = swedish,
): Promise<Guide> => {
  const guide = await world.db.inClinic(world.clinic.id, (trx) => readGuide(trx, { ...question, today }))
  if ('refused' in guide) throw new Error(guide.refused)
  return guide
}
const publish = (clinic = world.clinic.id) =>
  world.db.inClinic(clinic, (trx) => publishLibrary(trx, approval))

describe('reading the guide', () => {
  test('an address that leads to no text is refused by name', async () => {
    const answer = await world.db.inClinic(world.clinic.id, (trx) =>
      readGuide(trx, { ...swedish, today: '2026-12-01' }),
    )
    expect(answer).toEqual({ refused: 'unknown-article' })
  })

  test('a published article is whole: text, sources, number, review and its other language', async () => {
    await publish()
    const guide = await read()
    expect(guide).toMatchObject({
      title: 'Så fungerar microneedling',
      publishedOn: '2026-11-01',
      review: {
        state: 'approved',
        by: 'Test Person',
        credential: 'diplomerad hudterapeut',
        next: '2027-05-01',
        fictitious: true,
      },
      alternates: [{ language: 'en', slug: 'how-microneedling-works' }, swedish],
    })
    expect(guide.html).toContain('<a href="tel:+46406280400">')
    expect(guide.html).not.toContain('{{')
    expect(guide.minutesToRead).toBeGreaterThan(5)
    expect(JSON.stringify(guide.questions)).not.toMatch(/\[\^|\{\{|<a/)
  })

  test('each language has its list, and the facts are kept with their grades', async () => {
    const [lines, facts] = await world.db.inClinic(
      world.clinic.id,
      async (trx) => [await listArticles(trx, 'en'), await listFacts(trx)] as const,
    )
    expect(lines.find((line) => line.slug === 'how-microneedling-works')).toMatchObject({ concern: 'basics' })
    expect(facts.find((fact) => fact.factId === 'pain-face')).toMatchObject({
      value: '1.08',
      grade: 'verified',
      reviewedOn: '2026-11-01',
    })
  })

  test('a text is as new as its approval, and has no twin in a language that the clinic does not speak', async () => {
    const listed = await world.db.inClinic(world.clinic.id, (trx) => listArticles(trx, 'sv'))
    expect(listed[0]).toMatchObject({ publishedOn: '2026-11-01', approvedOn: '2026-11-02' })
    expect(await read()).toMatchObject({ publishedOn: '2026-11-01', approvedOn: '2026-11-02' })
    await world.raw(`update clinic set languages = '{sv}'`)
    expect((await read()).alternates).toEqual([swedish])
    await world.raw(`update clinic set languages = '{sv,en}'`)
  })

  test('publishing again changes nothing, and approves nothing twice', async () => {
    const before = await read()
    const reviews = await world.raw('select from review')
    await publish()
    expect(await read()).toEqual(before)
    expect((await world.raw('select from review')).length).toBe(reviews.length)
  })

  test('a review past its day is overdue to the public when 30 days of grace have gone too', async () => {
    expect((await read('2027-05-31')).review).toMatchObject({ state: 'approved', next: '2027-05-01' })
    expect((await read('2027-06-01')).review).toMatchObject({ state: 'overdue', on: '2026-11-02' })
  })

  test('a sentence or a fact changed behind everybody’s back does not show', async () => {
    const before = await read()
    await world.raw(`update article set title = 'Annat', body = body || E'\n\nNytt.' where language = 'sv'`)
    await world.raw(`update fact set value = '2', wording = '{"sv":"Två.","en":"Two."}'`)
    expect(await read()).toEqual(before)
    await publish()
    expect(await read()).toEqual(before)
  })

  test('a text that nobody has approved is not there', async () => {
    await world.raw(`update review set snapshot = null where language = 'en'`)
    const english = { language: 'en', slug: 'how-microneedling-works', today: '2026-12-01' } as const
    expect(await world.db.inClinic(world.clinic.id, (trx) => readGuide(trx, english))).toEqual({
      refused: 'unknown-article',
    })
    expect(await world.db.inClinic(world.clinic.id, (trx) => listArticles(trx, 'en'))).toEqual([])
    expect((await read()).alternates).toEqual([swedish])
  })

  test('one clinic never reads another’s texts', async () => {
    const other = await addSmallClinic(world)
    const answer = await world.db.inClinic(other.id, (trx) =>
      readGuide(trx, { ...swedish, today: '2026-12-01' }),
    )
    expect(answer).toEqual({ refused: 'unknown-article' })
    await publish(other.id)
    await world.raw(
      `update review set snapshot = jsonb_set(snapshot, '{title}', '"Annan"') where clinic_id = $1`,
      [other.id],
    )
    expect((await read()).title).toBe('Så fungerar microneedling')
  })
})
