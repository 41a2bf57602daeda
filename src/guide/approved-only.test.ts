/** What the public meets outside an article's own words: its place in the guide, and facts told as advice. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { addSmallClinic } from '../../test/small-clinic.ts'
import { changeFact } from './change-fact.ts'
import { contentHash, wordsHash } from './content-hash.ts'
import { listFacts } from './facts.store.ts'
import { readLibraryFacts } from './library.ts'
import { listTexts } from './list-texts.ts'
import { approveShort, certifyBoth, publishShort, type Reviewers, shortDraft, shortText } from './makers.ts'
import { listArticles } from './read-approved-texts.ts'
import { readToldFacts } from './read-told-facts.ts'
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
const later = (minutes: number) => at.now.add({ minutes })
const saveConcern = (concern: 'texture' | 'care', began = 1) =>
  at.db.inClinic(at.clinic.id, (trx) =>
    saveText(trx, {
      ...shortText,
      draft: { ...shortDraft, concern },
      began,
      by: who.alva,
      now: later(began),
    }),
  )
const standing = async () => {
  const texts = await at.db.inClinic(at.clinic.id, (trx) => listTexts(trx, today))
  return texts.find(({ articleId }) => articleId === shortText.articleId)
}
const publicConcern = async () =>
  (await at.db.inClinic(at.clinic.id, (trx) => listArticles(trx, 'sv')))[0]?.concern
const waiting = async () =>
  (await at.db.inClinic(at.clinic.id, (trx) => countWhatNeedsReview(trx, today))).texts

describe('what a reader comes for', () => {
  test('is approved with the text: another one waits for a reviewer, and the guide lists it as before', async () => {
    await approveShort(at, { hash, by: who.bo })
    expect(await saveConcern('texture')).toEqual({ saved: true })
    expect([await publicConcern(), (await standing())?.state, await waiting()]).toEqual([
      'basics',
      'text-changed',
      1,
    ])
    await approveShort(at, { hash: (await standing())?.hash ?? '', by: who.bo, now: later(5) })
    expect([await publicConcern(), (await standing())?.state, await waiting()]).toEqual([
      'texture',
      'approved',
      0,
    ])
  })

  test('approved before it was hashed is still approved, as it was listed when it was approved', async () => {
    await addSmallClinic(at)
    await approveShort(at, { hash, by: who.bo })
    await beforeConcerns()
    expect([await publicConcern(), (await standing())?.state]).toEqual(['basics', 'approved'])
    expect([(await standing())?.hash, await waiting()]).toEqual([hash, 0])
    await saveConcern('care')
    await beforeConcerns()
    expect([await publicConcern(), (await standing())?.state, await waiting()]).toEqual([
      'basics',
      'text-changed',
      1,
    ])
  })
})

/** The rows as they were kept before, and what the migration makes of them. */
async function beforeConcerns(): Promise<void> {
  const old = wordsHash(shortDraft, await at.db.inClinic(at.clinic.id, listFacts))
  for (const table of ['article', 'article_version', 'review', 'review_request'])
    await at.raw(`update ${table} set content_hash = $1`, [old])
  await at.raw(`update review set snapshot = snapshot - 'concern'`)
  await at.raw(readFileSync(new URL('../../migrations/0018-guide-concern.sql', import.meta.url), 'utf8'))
}

describe('a fact told as advice', () => {
  const told = async (id: string) =>
    (await at.db.inClinic(at.clinic.id, (trx) => readToldFacts(trx, [id]))).map(({ value }) => value)
  const change = (factId: string, value: string) => {
    const words = { sv: `Ungefär ${value}.`, en: `About ${value}.` }
    const draft = {
      value,
      unit: 'days',
      wording: words,
      source: 's',
      sourceUrl: null,
      grade: 'memory' as const,
    }
    const by = { id: who.alva, name: 'Alva Exempel' }
    return at.db.inClinic(at.clinic.id, (trx) =>
      changeFact(trx, { factId, draft, began: 1, by, now: later(1), today }),
    )
  }

  test('is the one that was approved, until another is', async () => {
    await approveShort(at, { hash, by: who.bo })
    await change('days-red', '4')
    expect(await told('days-red')).toEqual(['3'])
    await approveShort(at, { hash: (await standing())?.hash ?? '', by: who.bo, now: later(5) })
    expect(await told('days-red')).toEqual(['4'])
  })

  test('that no approved text cites is as it came with Lyster, or is not told', async () => {
    const [shipped] = (await readLibraryFacts()).filter(({ factId }) => factId === 'call-infection')
    await at.raw(
      `insert into fact (clinic_id, fact_id, value, unit, wording, source, grade, reviewed_on)
        values ($1, 'call-infection', 'changed', '', '{"sv":"a","en":"b"}', 's', 'memory', '2027-01-01')`,
      [at.clinic.id],
    )
    expect(await told('call-infection')).toEqual([shipped?.value])
    expect(await told('days-red')).toEqual([])
  })
})

describe('the kept hash of a text', () => {
  test('that a change at the same time has left behind is mended by the approval', async () => {
    await at.raw(`update article set content_hash = 'left-behind'`)
    expect(await approveShort(at, { hash, by: who.bo })).toEqual({ approved: hash })
    expect(await waiting()).toBe(0)
    expect(hash).toBe(contentHash(shortDraft, await at.db.inClinic(at.clinic.id, listFacts)))
  })
})
