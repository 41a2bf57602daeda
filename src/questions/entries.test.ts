/** An entry out of a good answer: what keeps it from being saved or approved, and who approves. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { publishLibrary } from '#guide'
import type { ClinicTransaction } from '#platform/db'
import * as desk from './desk.ts'
import { askQuestion } from './index.ts'
import { aQuestion } from './questions.makers.ts'

let at: TestClinic
let alva = ''
let bo = ''
const inClinic = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const ask = () => inClinic((trx) => askQuestion(trx, { ...aQuestion(), now: at.now }))

beforeAll(async () => {
  at = await openTestClinic()
  const staff = await at.raw<{ staff_id: string }>('select staff_id from staff order by name')
  alva = staff[0]?.staff_id ?? ''
  bo = staff[1]?.staff_id ?? ''
})
beforeEach(() =>
  at.raw('truncate question, question_note, question_answer, faq, faq_review, suggestion_count, message'),
)
afterAll(() => at.close())

describe('an entry out of a good answer', () => {
  const clean = { question: 'Får jag simma dagen efter?', answer: 'Vänta ett par dagar.' }
  const draft = async (words = clean) => {
    const { question } = await ask()
    return inClinic((trx) => desk.draftFaqFrom(trx, { question, by: alva, words, now: at.now }))
  }
  const approve = (faq: string, hash: string, who: { by?: string; reviewers?: string[] } = {}) => {
    const { by = bo, reviewers = [alva, bo] } = who
    const today = Temporal.PlainDate.from('2027-01-04')
    return inClinic((trx) => desk.approveFaq(trx, { faq, hash, by, reviewers, today, now: at.now }))
  }

  test('is refused while it tells who asked', async () => {
    expect(await draft({ ...clean, answer: 'Vera, vänta ett par dagar. Vi ringer 070-174 06 05.' })).toEqual({
      refused: 'still-personal',
      words: ['070-174 06 05', 'Vera'],
    })
    expect(await at.raw('select from faq')).toEqual([])
  })

  test('is public once somebody else has approved these very words', async () => {
    const made = await draft()
    if ('refused' in made) throw new Error(made.refused)
    expect(await approve(made.faq, 'another hash')).toEqual({ refused: 'text-changed' })
    expect(await approve(made.faq, made.hash, { by: alva })).toEqual({ refused: 'own-text' })
    expect(await approve(made.faq, made.hash, { by: bo, reviewers: [alva] })).toEqual({
      refused: 'no-reviewer',
    })
    expect(await approve(made.faq, made.hash)).toEqual({ approved: made.faq })
    expect(await inClinic((trx) => desk.listFaq(trx))).toMatchObject([
      { ...clean, review: { by: 'Bo Exempel', on: '2027-01-04', next: '2028-01-04', isOfThisText: true } },
    ])
  })

  test('is held to the guide’s bar before anybody approves it, and may cite a fact', async () => {
    const bold = await draft({ ...clean, answer: 'Det är helt säkert. Vänta 48 timmar.' })
    if ('refused' in bold) throw new Error(bold.refused)
    expect(await approve(bold.faq, bold.hash)).toMatchObject({
      refused: 'text-faults',
      faults: [{ fault: 'forbidden-word' }, { fault: 'unsourced-figure', text: 'Vänta 48 timmar.' }],
    })
    await inClinic((trx) =>
      publishLibrary(trx, {
        reviewer: 'Alva Exempel',
        credential: { sv: 'Leg. sjuksköterska', en: 'Registered nurse' },
        reviewedOn: '2026-12-01',
        nextReviewOn: '2027-12-01',
        fictitious: true,
      }),
    )
    const words = { ...clean, answer: 'Vänta 48 timmar.[^make-up-wait]' }
    const mended = await inClinic((trx) =>
      desk.changeFaq(trx, { faq: bold.faq, words, by: alva, now: at.now }),
    )
    if ('refused' in mended) throw new Error(mended.refused)
    expect(await approve(bold.faq, mended.hash)).toEqual({ approved: bold.faq })
  })

  test('takes no number and no address when it is changed either', async () => {
    const made = await draft()
    if ('refused' in made) throw new Error(made.refused)
    const words = { ...clean, answer: 'Skriv till vera@klinik.example, eller till hej@klinik.example.' }
    expect(
      await inClinic((trx) => desk.changeFaq(trx, { faq: made.faq, words, by: alva, now: at.now })),
    ).toEqual({ refused: 'still-personal', words: ['vera@klinik.example'] })
  })

  test('stays her own when somebody saves what stands there already, and when it is changed by two', async () => {
    const made = await draft()
    if ('refused' in made) throw new Error(made.refused)
    const save = (by: string, words = clean) =>
      inClinic((trx) => desk.changeFaq(trx, { faq: made.faq, words, by, now: at.now }))
    expect(await save(bo)).toEqual({ hash: made.hash })
    expect(await approve(made.faq, made.hash, { by: alva })).toEqual({ refused: 'own-text' })
    const third = '01965a3e-0000-7000-8000-000000000003'
    const changed = await save(bo, { ...clean, answer: 'Vänta en vecka.' })
    if ('refused' in changed) throw new Error(changed.refused)
    const all = [alva, bo, third]
    for (const by of [alva, bo]) {
      expect(await approve(made.faq, changed.hash, { by, reviewers: all })).toEqual({ refused: 'own-text' })
    }
    expect(await approve(made.faq, changed.hash, { by: alva })).toEqual({ approved: made.faq })
  })

  test('that cites a fact which nobody keeps is not approved', async () => {
    const made = await draft({ ...clean, answer: 'Vänta 48 timmar.[^swim-wiat]' })
    if ('refused' in made) throw new Error(made.refused)
    expect(await approve(made.faq, made.hash)).toMatchObject({
      refused: 'text-faults',
      faults: [{ fault: 'unknown-fact', text: '[^swim-wiat]' }],
    })
  })

  test('of her own may be approved by the only one there is', async () => {
    const made = await draft()
    if ('refused' in made) throw new Error(made.refused)
    expect(await approve(made.faq, made.hash, { by: alva, reviewers: [alva] })).toEqual({
      approved: made.faq,
    })
  })

  test('keeps its approved words for the public while the draft changes', async () => {
    const made = await draft()
    if ('refused' in made) throw new Error(made.refused)
    await approve(made.faq, made.hash)
    const words = { ...clean, answer: 'Vänta en vecka.' }
    const changed = await inClinic((trx) =>
      desk.changeFaq(trx, { faq: made.faq, words, by: alva, now: at.now }),
    )
    expect(changed).not.toEqual({ hash: made.hash })
    expect(await approve(made.faq, made.hash)).toEqual({ refused: 'text-changed' })
    const [entry] = await inClinic((trx) => desk.listFaq(trx))
    expect(entry).toMatchObject({ answer: 'Vänta en vecka.', review: { isOfThisText: false } })
  })
})
