/** A question's way through the house: asked, taken, answered by the way that was chosen. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import type { ClinicTransaction } from '#platform/db'
import type { NewQuestion } from './contract.ts'
import * as desk from './desk.ts'
import { blankAnswered } from './blank-answered.job.ts'
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

  test('with a mended number under the same form is the same one, mended, until it is answered', async () => {
    const first = aQuestion({ way: 'phone' })
    const { question } = await ask(first)
    expect(await ask({ ...first, reachAt: '+46701740606' })).toMatchObject({ question })
    expect(await read(question)).toMatchObject({ reachAt: '+46701740606', state: 'new' })
    await inClinic((trx) =>
      desk.answerQuestion(trx, { question, by: alva, body: 'Vänta 48 timmar.', now: at.now }),
    )
    const late = await ask({ ...first, reachAt: '+46701740607' })
    expect(late.question).not.toBe(question)
    expect(await read(question)).toMatchObject({ reachAt: '+46701740606', state: 'answered' })
    expect(await read(late.question)).toMatchObject({ reachAt: '+46701740607', state: 'new' })
    expect(await ask({ ...first, reachAt: '+46701740607' })).toEqual(late)
  })

  test('in other words under the same form is another, kept once, with its own urgency', async () => {
    const first = aQuestion()
    const calm = await ask(first)
    const worse = { ...first, body: 'Jag har svårt att andas' }
    const [one, other] = await Promise.all([ask(worse), ask(worse)])
    expect(one.question).not.toBe(calm.question)
    expect(other).toEqual(one)
    expect(await read(one.question)).toMatchObject({ body: worse.body, urgency: 'emergency' })
    expect(await read(calm.question)).toMatchObject({ body: first.body, urgency: undefined })
    expect(await at.raw('select from question')).toHaveLength(2)
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

  test('to somebody who has a card makes no second one; another name at the same number is another', async () => {
    const cards = async () => (await at.raw('select from client')).length
    await answer((await ask({ name: 'Rut Exempel' })).question)
    const before = await cards()
    await answer((await ask({ name: 'rut Exempel' })).question)
    expect(await cards()).toBe(before)
    await answer((await ask({ name: 'Siv Exempel' })).question)
    expect(await cards()).toBe(before + 1)
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

describe('the clinic’s time for a question', () => {
  const later = (months: number) =>
    at.now.toZonedDateTimeISO('Europe/Stockholm').add({ months, minutes: 5 }).toInstant()
  const answered = async (way: 'phone' | 'sms') => {
    const { question } = await ask({ way })
    await inClinic((trx) => desk.addNote(trx, { question, by: bo, body: 'Frågar läkaren.', now: at.now }))
    await inClinic((trx) =>
      desk.answerQuestion(trx, { question, by: alva, body: 'Hej Vera, vänta 48 timmar.', now: at.now }),
    )
    return question
  }

  test('ends a year after the answer: words, name and number are gone, and that it was asked stays', async () => {
    const called = await answered('phone')
    const written = await answered('sms')
    await at.raw(`update message set state = 'sent', sent_at = created_at`)
    const open = await ask()
    expect(await inClinic((trx) => blankAnswered(trx, later(11)))).toBe(0)
    expect(await read(called)).toMatchObject({ name: 'Vera Exempel', reachAt: '+46701740605' })
    expect(await inClinic((trx) => blankAnswered(trx, later(12)))).toBe(2)
    expect(await inClinic((trx) => blankAnswered(trx, later(12)))).toBe(0)
    for (const question of [called, written]) {
      const whole = await read(question)
      expect(JSON.stringify(whole)).not.toMatch(/Vera|simma|46701740605|48 timmar|läkaren/)
      expect(whole).toMatchObject({ state: 'answered', isBlank: true, answers: [{ by: 'Alva Exempel' }] })
    }
    expect(JSON.stringify(await at.raw('select payload from message'))).not.toMatch(/Vera|48 timmar/)
    expect(await read(open.question)).toMatchObject({ name: 'Vera Exempel', isBlank: false })
  })
})
