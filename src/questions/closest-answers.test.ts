/** Which reviewed answers are shown beside a question, and how it is counted that one helped. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { publishLibrary } from '#guide'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import { approveFaq, changeFaq, draftFaqFrom, listFaq } from './desk.ts'
import { askQuestion, closestAnswers, countAnswered } from './index.ts'
import { aQuestion } from './questions.makers.ts'

let at: TestClinic
let faq = ''
const inClinic = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const near = async (words: string, language: Language = 'sv') =>
  (await inClinic((trx) => closestAnswers(trx, { words, language }))).map(({ question }) => question)

beforeAll(async () => {
  at = await openTestClinic()
  const staff = (await at.raw<{ staff_id: string }>('select staff_id from staff order by name')).map(
    (row) => row.staff_id,
  )
  const [alva = '', bo = ''] = staff
  const { now } = at
  await inClinic(async (trx) => {
    await publishLibrary(trx, {
      reviewer: 'Alva Exempel',
      credential: { sv: 'Leg. sjuksköterska', en: 'Registered nurse' },
      reviewedOn: '2026-12-01',
      nextReviewOn: '2027-12-01',
      fictitious: true,
    })
    const { question } = await askQuestion(trx, { ...aQuestion(), now })
    const words = { question: 'Får jag simma i havet efteråt?', answer: 'Vänta ett par dygn, helst längre.' }
    const made = await draftFaqFrom(trx, { question, by: alva, words, now })
    if ('refused' in made) throw new Error(made.refused)
    faq = made.faq
    const today = Temporal.PlainDate.from('2027-01-04')
    await approveFaq(trx, { faq, hash: made.hash, by: bo, reviewers: staff, today, now })
  })
})
afterAll(() => at.close())

describe('near to what is asked', () => {
  test.each([
    ['Hur länge är man röd efter en behandling?', /röd/],
    ['När kan jag börja sminka mig igen', /sminka/],
    ['kan man gora det nar man ar gravid', /gravid/],
    ['jag är gravd, går det bra?', /gravid/],
    ['Får man simma?', /simma/],
    ['Hjälper det mot akneärr', /akneärr|hjälper/i],
  ])('%s finds %s first', async (asked, found) => {
    expect((await near(asked))[0]).toMatch(found)
  })

  test.each([
    ['how long am I red afterwards?', /red/],
    ['When may I wear makeup', /make-up/],
    ['im pregnant, can I come', /pregnant/],
    ['Does it help acne scars?', /scars|help/i],
  ])('%s finds %s first', async (asked, found) => {
    expect((await near(asked, 'en'))[0]).toMatch(found)
  })

  test.each([
    'Vad kostar parkeringen?',
    'Tar ni emot Swish?',
    'xyzzy',
    '',
    '12345',
    "'); drop table faq; --",
  ])('nothing is near to %j', async (asked) => {
    expect(await near(asked)).toEqual([])
  })

  test('at most three, in plain words with the clinic’s number, and in her language alone', async () => {
    const found = await inClinic((trx) =>
      closestAnswers(trx, {
        words: 'Kan jag komma om jag är gravid?',
        language: 'sv',
      }),
    )
    expect(found.length).toBeLessThanOrEqual(3)
    expect(found.length).toBeGreaterThan(1)
    for (const { answer } of found) expect(answer).not.toMatch(/\[\^|\{\{|\*\*/)
    const [red] = await inClinic((trx) =>
      closestAnswers(trx, { words: 'Hur länge är jag röd?', language: 'sv' }),
    )
    expect(red?.answer).toContain('040-628 04 00')
    expect(red?.article).toEqual({ slug: expect.any(String), title: expect.any(String) })
    expect(await near('Får jag simma i havet?', 'en')).toEqual([])
  })
})

test('an entry shows its approved words while its draft is being changed', async () => {
  const [alva] = await at.raw<{ staff_id: string }>(`select staff_id from staff where name like 'Alva%'`)
  const words = { question: 'Får jag simma i havet efteråt?', answer: 'Ett utkast.' }
  await inClinic((trx) => changeFaq(trx, { faq, words, by: alva?.staff_id ?? '', now: at.now }))
  const [first] = await inClinic((trx) => closestAnswers(trx, { words: 'Får man simma?', language: 'sv' }))
  expect(first?.answer).toBe('Vänta ett par dygn, helst längre.')
})

test('"that answers it" is counted for the answer; one that was never shown counts nothing', async () => {
  const count = async () =>
    (await inClinic((trx) => listFaq(trx))).map(({ shown, answered }) => [shown, answered])
  const [[shown = 0, answered = 0] = []] = await count()
  await near('Får man simma?')
  expect(await inClinic((trx) => countAnswered(trx, { key: faq, language: 'sv' }))).toBe(true)
  expect(await count()).toEqual([[shown + 1, answered + 1]])
  expect(await inClinic((trx) => countAnswered(trx, { key: 'made-up', language: 'sv' }))).toBe(false)
})
