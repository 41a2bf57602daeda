import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { askForReview } from './ask-for-review.ts'
import { approveText, withdrawReview } from './approve-text.ts'
import { changeFact } from './change-fact.ts'
import { approveShort, certifyBoth, publishShort, type Reviewers, shortDraft, shortText } from './makers.ts'
import { listTexts } from './list-texts.ts'
import { publishDrafts } from './publish-library.ts'
import { listArticles } from './read-approved-texts.ts'
import { readDraft } from './read-draft.ts'
import { readGuide } from './read-guide.ts'
import { countWhatNeedsReview } from './reviews.store.ts'
import { saveText } from './save-text.ts'

let at: TestClinic
let who: Reviewers
let hash: string
beforeEach(async () => {
  at = await openTestClinic()
  who = await certifyBoth(at)
  hash = await publishShort(at)
})
afterEach(() => at.close())

const today = '2027-01-04'
const inClinic = <T>(work: Parameters<TestClinic['db']['inClinic']>[1]) =>
  at.db.inClinic(at.clinic.id, work) as Promise<T>
const read = (day = today) =>
  at.db.inClinic(at.clinic.id, (trx) => readGuide(trx, { language: 'sv', slug: 'kort-text', today: day }))
const standing = async (day = today) =>
  (await at.db.inClinic(at.clinic.id, (trx) => listTexts(trx, day))).find(
    ({ articleId }) => articleId === shortText.articleId,
  )
const count = (day = today) => at.db.inClinic(at.clinic.id, (trx) => countWhatNeedsReview(trx, day))
const later = (minutes: number) => at.now.add({ minutes })
const save = (change: Partial<typeof shortDraft>, by = who.alva, began = 1) =>
  at.db.inClinic(at.clinic.id, (trx) =>
    saveText(trx, { ...shortText, draft: { ...shortDraft, ...change }, began, by, now: later(began) }),
  )
const presentHash = async () => (await standing())?.hash ?? ''

describe('a text that nobody has approved', () => {
  test('is not read by the public, and waits for a reviewer', async () => {
    expect(await read()).toEqual({ refused: 'unknown-article' })
    expect(await standing()).toMatchObject({ state: 'never-approved', review: undefined })
    expect(await count()).toEqual({ texts: 1, overdue: 0 })
  })

  test('is there for everybody once a certified reviewer has approved it', async () => {
    expect(await approveShort(at, { hash, by: who.bo })).toEqual({ approved: hash })
    expect(await read()).toMatchObject({
      title: 'Kort text',
      contentVersion: hash,
      review: {
        state: 'approved',
        by: 'Bo Exempel',
        credential: 'certifierad hudterapeut',
        on: today,
        next: '2028-01-04',
      },
    })
    expect(await count()).toEqual({ texts: 0, overdue: 0 })
  })
})

describe('a change', () => {
  beforeEach(async () => {
    await approveShort(at, { hash, by: who.bo })
  })

  test('of one word is kept from the public, listed for staff, and shown only when it is approved', async () => {
    const before = await read()
    expect(await save({ summary: 'En enda mening.' })).toEqual({ saved: true })
    expect(await read()).toEqual(before)
    expect(await standing()).toMatchObject({ state: 'text-changed', changedFacts: [] })
    expect(await count()).toEqual({ texts: 1, overdue: 0 })
    expect(await approveShort(at, { hash: await presentHash(), by: who.bo, now: later(5) })).toMatchObject({
      approved: expect.any(String),
    })
    expect(await read()).toMatchObject({ summary: 'En enda mening.' })
    expect(await count()).toEqual({ texts: 0, overdue: 0 })
  })

  test('of one cited fact does the same, and says which', async () => {
    const before = await read()
    const draft = { value: '4', wording: { sv: 'Ungefär 4 dagar.', en: 'About 4 days.' } }
    const change = {
      factId: 'days-red',
      draft: { ...draft, unit: 'days', source: 's', sourceUrl: null, grade: 'memory' as const },
    }
    const answer = await inClinic((trx) =>
      changeFact(trx, {
        ...change,
        began: 1,
        by: { id: who.alva, name: 'Alva Exempel' },
        now: later(1),
        today,
      }),
    )
    expect(answer).toEqual({ texts: 1 })
    expect(await read()).toEqual(before)
    expect(await standing()).toMatchObject({ state: 'fact-changed', changedFacts: ['days-red'] })
    expect(await count()).toEqual({ texts: 1, overdue: 0 })
    await approveShort(at, { hash: await presentHash(), by: who.bo, now: later(5) })
    const after = await read()
    expect('html' in after && after.html).toContain('Ungefär 4 dagar.')
  })

  test('of a fact that the text does not cite changes nothing', async () => {
    const draft = {
      value: '10',
      unit: '',
      wording: { sv: 'Tio.', en: 'Ten.' },
      source: 's',
      sourceUrl: null,
      grade: 'memory' as const,
    }
    const by = { id: who.alva, name: 'Alva Exempel' }
    expect(
      await inClinic((trx) =>
        changeFact(trx, { factId: 'unused', draft, began: 1, by, now: later(1), today }),
      ),
    ).toEqual({ texts: 0 })
    expect(await standing()).toMatchObject({ state: 'approved' })
  })

  test('that is taken back to the letter is approved again', async () => {
    await save({ summary: 'Annat.' })
    await save({}, who.alva, 2)
    expect(await standing()).toMatchObject({ state: 'approved', hash })
  })

  test('is refused where somebody else has saved since', async () => {
    await save({ summary: 'Annat.' })
    expect(await save({ summary: 'Tredje.' }, who.bo)).toEqual({ refused: 'changed-meanwhile' })
  })

  test('that promises, or cites what is not kept, is refused with its place', async () => {
    expect(await save({ body: 'Det är säkert för dig.' })).toMatchObject({
      refused: 'text-faults',
      faults: [
        { field: 'body', fault: 'forbidden-word', text: 'säkert', sentence: 'Det är säkert för dig.' },
      ],
    })
    expect(await save({ body: 'Nytt.[^nowhere]' })).toEqual({ refused: 'unknown-facts', facts: ['nowhere'] })
    expect(await standing()).toMatchObject({ state: 'approved' })
  })
})

describe('an approval', () => {
  test('of another text than the present one is refused', async () => {
    await save({ summary: 'Annat.' })
    expect(await approveShort(at, { hash, by: who.bo })).toEqual({ refused: 'text-changed' })
    await at.raw(`update fact set value = '7' where fact_id = 'pain'`)
    const seen = await presentHash()
    await at.raw(`update fact set value = '8' where fact_id = 'pain'`)
    expect(await approveShort(at, { hash: seen, by: who.bo })).toEqual({ refused: 'text-changed' })
    expect(await read()).toEqual({ refused: 'unknown-article' })
  })

  test('of one’s own text is refused where another reviewer exists, and given where none does', async () => {
    await save({ summary: 'Annat.' })
    const seen = await presentHash()
    expect(await approveShort(at, { hash: seen, by: who.alva, now: later(5) })).toEqual({
      refused: 'own-text',
    })
    await at.raw(`update staff set credential = null where name = 'Bo Exempel'`)
    expect(await approveShort(at, { hash: seen, by: who.alva, now: later(5) })).toEqual({ approved: seen })
  })

  test('of a text whose cited fact she has changed is of her own text too', async () => {
    await approveShort(at, { hash, by: who.alva })
    const draft = {
      value: '2',
      unit: '',
      wording: { sv: 'Två.', en: 'Two.' },
      source: 's',
      sourceUrl: null,
      grade: 'memory' as const,
    }
    const by = { id: who.alva, name: 'Alva Exempel' }
    await inClinic((trx) => changeFact(trx, { factId: 'pain', draft, began: 1, by, now: later(1), today }))
    const seen = await presentHash()
    expect(await approveShort(at, { hash: seen, by: who.alva, now: later(5) })).toEqual({
      refused: 'own-text',
    })
    expect(await approveShort(at, { hash: seen, by: who.bo, now: later(5) })).toEqual({ approved: seen })
  })

  test('takes somebody who is certified', async () => {
    await at.raw(`update staff set credential = null where name = 'Bo Exempel'`)
    expect(await approveShort(at, { hash, by: who.bo })).toEqual({ refused: 'no-credential' })
    await at.raw(`update staff set left_on = '2027-01-03' where name = 'Alva Exempel'`)
    expect(await approveShort(at, { hash, by: who.alva })).toEqual({ refused: 'no-credential' })
  })

  test('by two at once is given once', async () => {
    const answers = await Promise.all([who.alva, who.bo].map((by) => approveShort(at, { hash, by })))
    expect(answers).toContainEqual({ approved: hash })
    expect(answers).toContainEqual({ refused: 'already-approved' })
    expect((await at.raw('select from review')).length).toBe(1)
  })

  test('while somebody saves covers the one text or is refused, never a mixture', async () => {
    const [saved, approved] = await Promise.all([
      save({ summary: 'Annat.' }, who.alva),
      approveShort(at, { hash, by: who.bo }),
    ])
    expect(saved).toEqual({ saved: true })
    const page = await read()
    if ('refused' in approved) expect([approved.refused, 'refused' in page]).toEqual(['text-changed', true])
    else expect(page).toMatchObject({ summary: 'En mening.', contentVersion: hash })
  })

  test('is due after a year: staff are told the day after, the public when 30 days more have gone', async () => {
    await approveShort(at, { hash, by: who.bo })
    const told = async (day: string) => {
      const page = await read(day)
      return [(await standing(day))?.state, (await count(day)).overdue, 'review' in page && page.review.state]
    }
    expect(await told('2028-01-04')).toEqual(['approved', 0, 'approved'])
    expect(await told('2028-02-02')).toEqual(['overdue', 1, 'approved'])
    expect(await told('2028-02-03')).toEqual(['overdue', 1, 'approved'])
    expect(await told('2028-02-04')).toEqual(['overdue', 1, 'overdue'])
  })

  test('may be renewed on another day', async () => {
    await approveShort(at, { hash, by: who.bo })
    expect(await approveShort(at, { hash, by: who.alva, now: at.now.add({ hours: 24 }) })).toEqual({
      approved: hash,
    })
    expect(await read('2027-01-05')).toMatchObject({ review: { by: 'Alva Exempel', next: '2028-01-05' } })
  })

  test('that is taken back gives the public the one before it, or nothing', async () => {
    await approveShort(at, { hash, by: who.bo })
    await save({ summary: 'Annat.' })
    await approveShort(at, { hash: await presentHash(), by: who.bo, now: later(5) })
    const takeBack = async () => {
      const found = await inClinic<{ reviews: { reviewId: string; withdrawn: unknown }[] }>((trx) =>
        readDraft(trx, { ...shortText, by: who.bo, today }),
      )
      const review = found.reviews.find(({ withdrawn }) => !withdrawn)?.reviewId ?? ''
      return inClinic((trx) => withdrawReview(trx, { ...shortText, review, by: who.alva, now: later(9) }))
    }
    expect(await takeBack()).toEqual({ withdrawn: true })
    expect(await read()).toMatchObject({ summary: 'En mening.', contentVersion: hash })
    expect(await takeBack()).toEqual({ withdrawn: true })
    expect(await read()).toEqual({ refused: 'unknown-article' })
  })
})

describe('asking for a review', () => {
  const ask = (of: string) =>
    inClinic((trx) => askForReview(trx, { ...shortText, hash: of, by: who.alva, now: later(2) }))

  test('puts the text first, and says who asked', async () => {
    expect(await ask(hash)).toEqual({ asked: true })
    expect(await ask(hash)).toEqual({ asked: false })
    expect(await standing()).toMatchObject({ asked: { by: 'Alva Exempel' } })
    await approveShort(at, { hash, by: who.bo })
    expect(await standing()).toMatchObject({ asked: undefined })
  })

  test('is of one exact text', async () => {
    await save({ summary: 'Annat.' })
    expect(await ask(hash)).toEqual({ refused: 'text-changed' })
    await ask(await presentHash())
    await save({ summary: 'Tredje.' }, who.bo, 2)
    expect(await standing()).toMatchObject({ asked: undefined })
  })
})

describe('a clinic of its own', () => {
  test('has the library as drafts, and its one certified owner approves them text by text', async () => {
    await at.raw(`update staff set credential = null where name = 'Bo Exempel'`)
    const drafts = await at.db.inClinic(at.clinic.id, async (trx) => {
      await publishDrafts(trx)
      return listTexts(trx, today)
    })
    expect(new Set(drafts.map(({ state }) => state))).toEqual(new Set(['never-approved']))
    const [one] = drafts.filter(({ language, articleId }) => language === 'en' && articleId !== 'short-text')
    if (!one) throw new Error('There are no drafts.')
    const { articleId, language, hash: seen } = one
    const approving = { articleId, language, hash: seen, by: who.alva, now: at.now, today }
    expect(await inClinic((trx) => approveText(trx, approving))).toEqual({ approved: seen })
    const listed = await at.db.inClinic(at.clinic.id, (trx) => listArticles(trx, 'en'))
    expect(listed.map((line) => line.articleId)).toEqual([articleId])
  })
})
