/** A question's way through the house: asked, taken, answered by the way that was chosen, made an entry of. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import type { ClinicTransaction } from '#platform/db'
import type { NewQuestion } from './contract.ts'
import * as desk from './desk.ts'
import { promisedBy } from './ask-question.ts'
import { askQuestion, bookingLinkFor, readKeptDetails } from './index.ts'
import { aQuestion } from './questions.makers.ts'

let at: TestClinic
let alva = ''
let bo = ''
const inClinic = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const ask = (change: Partial<NewQuestion> = {}, now = at.now) =>
  inClinic((trx) => askQuestion(trx, { ...aQuestion(change), now }))
const read = (question: string, now = at.now) => inClinic((trx) => desk.readQuestion(trx, { question, now }))

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

describe('a question', () => {
  test('is promised an answer by the close of the next working day', async () => {
    const { question, answerBy } = await ask()
    expect(Temporal.Instant.fromEpochMilliseconds(answerBy * 60_000).toString()).toBe('2027-01-05T16:00:00Z')
    expect(await read(question)).toMatchObject({ state: 'new', overdue: false, urgency: undefined })
    expect(await read(question, at.now.add({ hours: 36 }))).toMatchObject({ overdue: true })
  })

  test('waits longer where the clinic says so, and a closed day does not count', async () => {
    await inClinic((trx) => desk.setAnswerDays(trx, { days: 2 }))
    await at.raw(
      `insert into unavailable (clinic_id, during, why) values ($1, '[2027-01-05T00:00+01,2027-01-06T00:00+01)', 'closed')`,
      [at.clinic.id],
    )
    const by = await inClinic((trx) => promisedBy(trx, at.now))
    expect(Temporal.Instant.fromEpochMilliseconds(by * 60_000).toString()).toBe('2027-01-07T16:00:00Z')
    await at.raw('delete from unavailable')
    expect(await inClinic((trx) => desk.setAnswerDays(trx, { days: 0 }))).toEqual({
      refused: 'no-such-promise',
    })
    await inClinic((trx) => desk.setAnswerDays(trx, { days: 1 }))
  })

  test('sent twice with the same form is one', async () => {
    const form = aQuestion().form
    const [one, other] = await Promise.all([ask({ form }), ask({ form })])
    expect(other).toEqual(one)
    expect(await at.raw('select from question')).toHaveLength(1)
  })

  test('that smells of harm stands above older ones', async () => {
    const calm = await ask({}, at.now.subtract({ hours: 96 }))
    const harm = await ask({ body: 'Jag har fått feber' })
    const worse = await ask({ body: 'Jag har svårt att andas' })
    const open = await inClinic((trx) =>
      desk.listQuestions(trx, { show: 'open', staff: alva, limit: 10, now: at.now }),
    )
    expect(open.map(({ id }) => id)).toEqual([worse.question, harm.question, calm.question])
    expect(open.map(({ urgency }) => urgency)).toEqual(['emergency', 'same-day', undefined])
    expect(open.map(({ overdue }) => overdue)).toEqual([false, false, true])
    expect(await inClinic((trx) => desk.countQuestions(trx, { now: at.now, staff: alva }))).toEqual({
      new: 3,
      mine: 0,
      waiting: 0,
      open: 3,
      overdue: 1,
      urgent: 2,
    })
  })

  test('waits until its day, is overdue first then, and is new again when it is given back', async () => {
    const { question } = await ask()
    const until = at.now.add({ hours: 72 })
    await inClinic((trx) => desk.setWaiting(trx, { question, by: alva, until, now: at.now }))
    const tomorrow = at.now.add({ hours: 48 })
    expect(await read(question, tomorrow)).toMatchObject({ state: 'waiting', overdue: false })
    expect(await read(question, until)).toMatchObject({ state: 'waiting', overdue: true })
    const counted = await inClinic((trx) => desk.countQuestions(trx, { now: until, staff: alva }))
    expect(counted).toEqual({ new: 0, mine: 1, waiting: 1, open: 1, overdue: 1, urgent: 0 })
    await inClinic((trx) => desk.giveBackQuestion(trx, { question, by: alva, now: at.now }))
    expect(await read(question, tomorrow)).toMatchObject({
      state: 'new',
      takenBy: undefined,
      waitsUntil: undefined,
      overdue: true,
    })
  })

  test('is taken, set waiting and noted beside, each seen by colleagues', async () => {
    const { question } = await ask()
    const mine = async (staff: string) =>
      inClinic((trx) => desk.listQuestions(trx, { show: 'mine', staff, limit: 9, now: at.now }))
    await inClinic((trx) => desk.takeQuestion(trx, { question, by: alva, now: at.now }))
    expect([(await mine(alva)).length, (await mine(bo)).length]).toEqual([1, 0])
    const until = at.now.add({ hours: 48 })
    await inClinic((trx) => desk.setWaiting(trx, { question, by: bo, until, now: at.now }))
    await inClinic((trx) => desk.addNote(trx, { question, by: bo, body: 'Frågar läkaren.', now: at.now }))
    expect(await read(question)).toMatchObject({
      state: 'waiting',
      takenBy: { name: 'Bo Exempel' },
      notes: [{ body: 'Frågar läkaren.', by: 'Bo Exempel' }],
    })
    const nobody = { question: alva, by: alva, body: 'x', now: at.now }
    expect(await inClinic((trx) => desk.takeQuestion(trx, nobody))).toEqual({ refused: 'unknown-question' })
    expect(await inClinic((trx) => desk.addNote(trx, nobody))).toEqual({ refused: 'unknown-question' })
  })
})

describe('an answer', () => {
  const answer = (question: string, withBookingLink = false) =>
    inClinic((trx) =>
      desk.answerQuestion(trx, {
        question,
        by: alva,
        body: 'Vänta 48 timmar.',
        withBookingLink,
        now: at.now,
      }),
    )
  const messages = () =>
    at.raw<{ kind: string; channel: string; payload: object }>('select kind, channel, payload from message')

  test('by SMS makes a card and a message that holds the reply and nothing of the question', async () => {
    const { question } = await ask()
    await answer(question, true)
    expect(await messages()).toEqual([
      {
        kind: 'question-answered',
        channel: 'sms',
        payload: { reply: 'Vänta 48 timmar.', bookingFrom: question, visits: [] },
      },
    ])
    const [client] = await at.raw('select name, email, phone, contact from client')
    expect(client).toEqual({ name: 'Vera Exempel', email: '', phone: '+46701740605', contact: 'sms' })
    const whole = await read(question)
    expect(whole).toMatchObject({
      state: 'answered',
      overdue: false,
      answers: [{ way: 'sms', by: 'Alva Exempel' }],
    })
  })

  test('by phone is a call that somebody made: no card and no message', async () => {
    await at.raw('delete from client_word')
    await at.raw('update question set client_id = null')
    await at.raw('delete from client')
    const { question } = await ask({ way: 'phone' })
    await answer(question)
    expect([await messages(), await at.raw('select from client')]).toEqual([[], []])
  })

  test('is given once, also by two at the same time', async () => {
    const { question } = await ask({ way: 'email', reachAt: 'vera@klinik.example' })
    const both = await Promise.all([answer(question), answer(question)])
    expect(both.filter((one) => 'refused' in one)).toEqual([{ refused: 'already-answered' }])
    expect(await messages()).toHaveLength(1)
  })

  test('may carry a link to booking whose address tells nothing, and which knows her for a month', async () => {
    const { question } = await ask()
    const { keys } = at
    const link = bookingLinkFor({ question, clinic: at.clinic.id, language: 'sv', keys })
    expect(link).toMatch(/^\/sv\/book\?kept=[\w-]+\.[\w-]+$/)
    const kept = new URL(link, 'https://klinik.example').searchParams.get('kept') ?? ''
    const details = (token: string, now = at.now) =>
      inClinic((trx) => readKeptDetails(trx, { kept: token, keys, now }))
    expect(await details(kept)).toEqual({
      name: 'Vera Exempel',
      email: '',
      phone: '+46701740605',
      contact: 'sms',
    })
    expect(await details(kept, at.now.add({ hours: 31 * 24 }))).toBeUndefined()
    const { question: other } = await ask()
    expect(await details(`${other}.${kept.split('.')[1]}`)).toBeUndefined()
    expect(await details('nonsense')).toBeUndefined()
  })
})

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
    const words = { ...clean, answer: 'Vänta 48 timmar.[^swim-wait]' }
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
