/** Which reviewed answers are shown beside a question, and how it is counted that one helped. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { publishLibrary } from '#guide'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import { approveFaq, changeFaq, draftFaqFrom, listFaq, withdrawFaq } from './desk.ts'
import { countShown } from './closest.store.ts'
import { askQuestion, closestAnswers, countAnswered } from './index.ts'
import { aQuestion } from './questions.makers.ts'

let at: TestClinic
let faq = ''
const today = Temporal.PlainDate.from('2027-01-04')
const inClinic = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const near = async (words: string, language: Language = 'sv') =>
  (await inClinic((trx) => closestAnswers(trx, { words, language, today }))).map(({ question }) => question)

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
        today,
      }),
    )
    expect(found.length).toBeLessThanOrEqual(3)
    expect(found.length).toBeGreaterThan(1)
    for (const { answer } of found) expect(answer).not.toMatch(/\[\^|\{\{|\*\*/)
    const [red] = await inClinic((trx) =>
      closestAnswers(trx, { words: 'Hur länge är jag röd?', language: 'sv', today }),
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
  const [first] = await inClinic((trx) =>
    closestAnswers(trx, { words: 'Får man simma?', language: 'sv', today }),
  )
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

test('an entry is shown until a month past its review, and not once it is taken down', async () => {
  const shown = async (day: string) =>
    (
      await inClinic((trx) =>
        closestAnswers(trx, { words: 'Får man simma?', language: 'sv', today: Temporal.PlainDate.from(day) }),
      )
    ).filter(({ key }) => key === faq)
  expect(await shown('2028-02-03')).toHaveLength(1)
  expect(await shown('2028-02-04')).toHaveLength(0)
  const [bo = ''] = (
    await at.raw<{ staff_id: string }>(`select staff_id from staff where name like 'Bo%'`)
  ).map((row) => row.staff_id)
  const down = { faq, by: bo, reviewers: [bo], now: at.now }
  expect(await inClinic((trx) => withdrawFaq(trx, { ...down, reviewers: [] }))).toEqual({
    refused: 'no-reviewer',
  })
  expect(await inClinic((trx) => withdrawFaq(trx, down))).toEqual({ withdrawn: faq })
  expect(await shown('2027-01-05')).toEqual([])
  const [entry] = await inClinic((trx) => listFaq(trx))
  const again = { ...down, hash: entry?.hash ?? '', today }
  expect(await inClinic((trx) => approveFaq(trx, again))).toEqual({ approved: faq })
  expect(await shown('2027-01-05')).toMatchObject([{ answer: 'Ett utkast.' }])
})

test('two who are shown the same answers at once, in any order, never wait for each other', async () => {
  const keys = ['one', 'three', 'two']
  let attempts = 0
  const count = (trx: ClinicTransaction, shown: readonly string[]) => {
    attempts += 1
    return countShown(trx, { keys: shown, language: 'sv' })
  }
  await inClinic((trx) => count(trx, keys))
  // A third has the middle one until both are on their way: each would hold what the other waits for.
  const { both } = await inClinic(async (trx) => {
    await count(trx, ['three'])
    const shown = [keys, keys.toReversed()].map((order) => inClinic((other) => count(other, order)))
    await sleep(200)
    return { both: Promise.all(shown) }
  })
  await both
  // A deadlock is undone and done again: it would be a fifth attempt, a second later.
  expect(attempts).toBe(4)
})
