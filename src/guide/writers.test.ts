import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { changeFact } from './change-fact.ts'
import type { Concern } from './contract.ts'
import { findFact } from './facts.store.ts'
import { listTexts } from './list-texts.ts'
import { approveShort, certifyBoth, publishShort, type Reviewers, shortDraft, shortText } from './makers.ts'
import { saveText } from './save-text.ts'

let at: TestClinic
let who: Reviewers
beforeEach(async () => {
  at = await openTestClinic()
  who = await certifyBoth(at)
  await approveShort(at, { hash: await publishShort(at), by: who.bo })
})
afterEach(() => at.close())

const later = (minutes: number) => at.now.add({ minutes })
const save = (by: string, began: number, change: { summary?: string; concern?: Concern }) =>
  at.db.inClinic(at.clinic.id, (trx) =>
    saveText(trx, { ...shortText, draft: { ...shortDraft, ...change }, began, by, now: later(began) }),
  )
const approve = async (by: string) => {
  const texts = await at.db.inClinic(at.clinic.id, (trx) => listTexts(trx, '2027-01-04'))
  const seen = texts.find(({ articleId }) => articleId === shortText.articleId)
  return approveShort(at, { hash: seen?.hash ?? '', by, now: later(9) })
}

describe('whose text it is', () => {
  test('a colleague who only lists it elsewhere does not free its writer to approve her own words', async () => {
    await save(who.alva, 1, { summary: 'Annat.' })
    await save(who.bo, 2, { summary: 'Annat.', concern: 'care' })
    expect(await approve(who.alva)).toEqual({ refused: 'own-text' })
    expect(await approve(who.bo)).toMatchObject({ approved: expect.any(String) })
  })

  test('neither does one who keeps a cited fact as it is', async () => {
    await save(who.alva, 1, { summary: 'Annat.' })
    await at.db.inClinic(at.clinic.id, async (trx) => {
      const fact = await findFact(trx, 'pain')
      if (!fact) throw new Error('The fact is missing.')
      const { factId, value, unit, source, sourceUrl, grade } = fact
      const draft = {
        value,
        unit,
        wording: { sv: fact.wording.sv, en: fact.wording.en },
        source,
        sourceUrl,
        grade,
      }
      const by = { id: who.bo, name: 'Bo Exempel' }
      await changeFact(trx, { factId, draft, began: 1, by, now: later(2), today: '2027-01-04' })
    })
    expect(await approve(who.alva)).toEqual({ refused: 'own-text' })
    expect(await approve(who.bo)).toMatchObject({ approved: expect.any(String) })
  })

  test('where nobody has written, who listed it elsewhere has it approved by somebody else', async () => {
    await save(who.alva, 1, { concern: 'care' })
    expect(await approve(who.alva)).toEqual({ refused: 'own-text' })
    expect(await approve(who.bo)).toMatchObject({ approved: expect.any(String) })
  })
})
