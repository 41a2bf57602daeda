/** Asking, without script and without a port: step by step, and what is refused with nothing lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import { type OpenPages, openPages } from '../../test/open-pages.ts'
import { publishLibrary } from '#guide'
import { bookingLinkFor } from '#questions'
import { contactFaults, noValues } from './ask-form.ts'

const start = Temporal.Instant.from('2027-01-04T07:00:00Z')
const clock = { now: start }
let at: OpenPages
const plain = (html: string) =>
  html.replaceAll('<!-- -->', '').replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')

beforeAll(async () => {
  // Something here sends SMS, though nothing is sent in these tests.
  const set = {
    LYSTER_SMS_URL: 'http://127.0.0.1:9/',
    LYSTER_SMS_USER: 'nobody',
    LYSTER_SMS_PASSWORD: 'nothing',
    LYSTER_SMS_FROM: 'Kliniken',
  }
  at = await openPages({ rate: 'on', now: () => clock.now, set })
  const approval = {
    reviewer: 'Alva Exempel',
    credential: { sv: 'Leg. sjuksköterska', en: 'Registered nurse' },
  }
  const days = { reviewedOn: '2026-12-01', nextReviewOn: '2027-12-01', fictitious: true }
  await at.db.inClinic(at.clinic.id, (trx) => publishLibrary(trx, { ...approval, ...days }))
})
beforeEach(() => at.raw('truncate question, question_note, question_answer, suggestion_count, rate_bucket'))
afterAll(() => at.close())

type Fields = Record<string, string>
const typed = { question: 'Vad kostar parkeringen utanför?', name: 'Vera Exempel', when: 'morning' }

async function press(act: string, fields: Fields, path = '/sv/ask') {
  const answer = await at.send(path, { act, ...fields })
  return {
    status: answer.status,
    location: answer.headers.get('location') ?? '',
    retry: answer.headers.get('retry-after'),
    html: plain(await answer.text()),
  }
}

const valueOf = (html: string, name: string) =>
  html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? ''

/** As a reader goes: the question, then how she wants to be answered; what she is then asked for. */
async function upToReach(fields: Fields) {
  const first = await press('look', fields)
  const opened = valueOf(first.html, 'opened')
  clock.now = clock.now.add({ seconds: 20 })
  const reach = await press('reach', { ...fields, opened })
  return { fields: { ...fields, opened }, reach }
}
const rows = () =>
  at.raw(
    'select body, name, way, reach_at, reach_when, language, article_id, urgency from question order by question_id',
  )

describe('a question', () => {
  test('by SMS asks for a number alone, and keeps it as it is dialled from anywhere', async () => {
    const { fields, reach } = await upToReach({ ...typed, way: 'sms', consent: 'yes' })
    expect(reach.html).toContain('type="tel"')
    expect(reach.html).not.toContain('type="email"')
    const sent = await press(
      'send',
      { ...fields, reach: '070-174 06 05' },
      '/sv/ask?about=how-microneedling-works',
    )
    expect([sent.status, sent.location]).toEqual([303, '/sv/ask/done?by=2027-01-05'])
    expect(await rows()).toEqual([
      {
        body: typed.question,
        name: 'Vera Exempel',
        way: 'sms',
        reach_at: '+46701740605',
        reach_when: 'morning',
        language: 'sv',
        article_id: 'how-microneedling-works',
        urgency: null,
      },
    ])
    const done = plain(await (await at.ask(sent.location)).text())
    expect(done).toContain('Du får svar senast tisdag 5 januari.')
    expect(done).toContain('1177')
    expect(done).not.toContain('parkering')
  })

  test('by e-mail asks for an address alone', async () => {
    const { fields, reach } = await upToReach({ ...typed, way: 'email', consent: 'yes' })
    expect(reach.html).toContain('type="email"')
    expect(reach.html).not.toContain('type="tel"')
    expect((await press('send', { ...fields, reach: 'vera@' })).status).toBe(422)
    expect((await press('send', { ...fields, reach: 'vera@klinik.example' })).status).toBe(303)
  })

  test('without consent, name or way comes back whole, and nothing is kept', async () => {
    const { reach } = await upToReach({ ...typed, name: '' })
    expect(reach.status).toBe(422)
    for (const field of ['name', 'way', 'consent']) expect(reach.html).toContain(`href="#field-${field}"`)
    expect(reach.html).toContain(`value="${typed.question}"`)
    expect((await press('look', { question: ' ' })).status).toBe(422)
    expect((await press('look', { question: 'x'.repeat(2001) })).status).toBe(422)
    expect(await rows()).toEqual([])
  })

  test('with a sign that nobody types, or an article that is none, is kept without it', async () => {
    const { fields } = await upToReach({
      ...typed,
      question: 'Vad kostar\u0000 det?\nMed moms?',
      way: 'phone',
      consent: 'yes',
    })
    const sent = await press('send', { ...fields, reach: '0701740605' }, '/sv/ask?about=nothing-here')
    expect(sent.status).toBe(303)
    expect(await rows()).toMatchObject([{ body: 'Vad kostar det?\nMed moms?', article_id: null }])
  })

  test('by SMS takes no landline, and the title of each step says where she is', async () => {
    const { fields, reach } = await upToReach({ ...typed, way: 'sms', consent: 'yes' })
    expect(reach.html).toContain('<title>Hur vi når dig – ')
    const landline = await press('send', { ...fields, reach: '040-628 04 00' })
    expect(landline.status).toBe(422)
    expect(landline.html).toContain('Skriv ett mobilnummer')
    expect(landline.html).toContain('<title>Något saknas: Hur vi når dig – ')
    expect(landline.html.match(/<title>/g)).toHaveLength(1)
    expect((await press('send', { ...fields, way: 'phone', reach: '040-628 04 00' })).status).toBe(303)
  })

  test('sent twice leads to the same page and is kept once', async () => {
    const { fields } = await upToReach({ ...typed, way: 'phone', consent: 'yes' })
    const both = await Promise.all([1, 2].map(() => press('send', { ...fields, reach: '0701740605' })))
    expect(both.map(({ location }) => location)).toEqual(Array(2).fill('/sv/ask/done?by=2027-01-05'))
    expect(await rows()).toHaveLength(1)
  })

  test('is never in an address, and no page of the way is for search or for keeping', async () => {
    const { html } = await press('look', typed)
    expect(html).not.toMatch(/(?:href|action)="[^"]*parkering/)
    const answer = await at.ask('/sv/ask')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

test('an SMS is no way where nothing here sends one', () => {
  const values = { ...noValues, ...typed, way: 'sms', consent: 'yes' }
  expect(contactFaults(values, { sms: true })).toEqual([])
  expect(contactFaults(values, { sms: false })).toEqual(['way'])
})

describe('answers that are there already', () => {
  test('stand before the form, and one that helped is counted without what was asked', async () => {
    const { html } = await press('look', { question: 'När får jag sminka mig?' })
    expect(html).toContain('Svar som liknar din fråga')
    const key = valueOf(html, 'answer')
    const thanked = await press('answered', { answer: key })
    expect([thanked.status, thanked.location]).toEqual([303, '/sv/ask/done?answered'])
    expect(
      await at.raw('select answer_key, shown, answered from suggestion_count where answered > 0'),
    ).toEqual([{ answer_key: key, shown: 1, answered: 1 }])
    expect(await rows()).toEqual([])
    expect(plain(await (await at.ask(thanked.location)).text())).toContain('Din fråga är inte sparad')
  })

  test('are passed over where there are none', async () => {
    const { html } = await press('look', typed)
    expect(html).toContain('Hur vill du få svar?')
  })
})

describe('a question that smells of harm', () => {
  test('meets 112, 1177 and the clinic’s number before anything else, with the sources, and goes on top', async () => {
    const question = 'Jag har svårt att andas och mina läppar svullnar'
    const { html } = await press('look', { question })
    const places = [
      'Läs det här först',
      'tel:112',
      'tel:1177',
      'tel:+46406280400',
      'Lyster&#x27;s notes',
      question,
    ].map((part) => html.indexOf(part.replaceAll('&#x27;', "'")))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(Math.min(...places)).toBeGreaterThan(0)
    expect(html).toContain('Händer det nu? Ring 112')
    const { fields } = await upToReach({ ...typed, question, way: 'phone', consent: 'yes' })
    const sent = await press('send', { ...fields, reach: '0701740605' })
    expect(sent.location).toBe('/sv/ask/done?by=2027-01-05&urgent=emergency')
    expect(await rows()).toMatchObject([{ urgency: 'emergency' }])
    const done = plain(await (await at.ask(sent.location)).text())
    expect(done).toContain('tel:1177')
    expect(done).toContain('Händer det nu? Ring 112')
    const today = plain(await (await at.ask('/sv/ask/done?urgent=same-day')).text())
    expect(today).toContain('Har du besvär nu? Vänta inte på vårt svar')
  })
})

describe('a program that sends forms', () => {
  const whole = { ...typed, way: 'phone', consent: 'yes', reach: '0701740605' }

  test('is asked to press once more: too quick, without our form, or with a field that nobody sees', async () => {
    const opened = valueOf((await press('look', typed)).html, 'opened')
    const quick = await press('send', { ...whole, opened })
    expect([quick.status, quick.html.includes('Tryck på Skicka en gång till')]).toEqual([422, true])
    expect((await press('send', { ...whole, opened: 'made.up.token' })).status).toBe(422)
    clock.now = clock.now.add({ seconds: 30 })
    expect((await press('send', { ...whole, opened, website: 'https://spam.example' })).status).toBe(422)
    expect(await rows()).toEqual([])
    expect((await press('send', { ...whole, opened: valueOf(quick.html, 'opened') })).status).toBe(303)
  })

  test('a form that was left open over lunch comes back whole and is sent by one more press', async () => {
    const opened = valueOf((await press('look', typed)).html, 'opened')
    clock.now = clock.now.add({ hours: 3 })
    const late = await press('send', { ...whole, opened })
    expect(late.status).toBe(422)
    expect(valueOf(late.html, 'question')).toBe(typed.question)
    clock.now = clock.now.add({ seconds: 5 })
    expect((await press('send', { ...whole, opened: valueOf(late.html, 'opened') })).status).toBe(303)
  })

  test('ten from one address in a minute are limited, and the honest one loses nothing', async () => {
    const tokens: string[] = []
    for (let n = 0; n < 10; n += 1) tokens.push(valueOf((await press('look', typed)).html, 'opened'))
    clock.now = clock.now.add({ seconds: 5 })
    const sent = []
    for (const opened of tokens) sent.push(await press('send', { ...whole, opened }))
    const limited = sent.filter(({ status }) => status === 429)
    expect(sent.filter(({ status }) => status === 303)).toHaveLength(5)
    expect(limited).toHaveLength(5)
    const [one] = limited
    expect(one?.retry).toBe('60')
    expect(one?.html).toMatch(/Tryck på Skicka igen efter \d\d:\d\d/)
    for (const [field, value] of Object.entries(whole)) expect(valueOf(one?.html ?? '', field)).toBe(value)
    clock.now = clock.now.add({ seconds: 60 })
    expect((await press('send', { ...whole, opened: valueOf(one?.html ?? '', 'opened') })).status).toBe(303)
    expect(await rows()).toHaveLength(6)
  })
})

test('an article’s foot leads to the same form, which says what it is about', async () => {
  const { html } = await press('rewrite', { question: 'Hej' }, '/sv/ask?about=how-microneedling-works')
  expect(html).toContain('Så fungerar microneedling')
  const other = await at.ask('/en/ask?about=nothing-here')
  expect([other.status, (await other.text()).includes('Your question is about')]).toEqual([200, false])
})

test('a link that the clinic sent fills in who she is when she has chosen her times, and its address says nothing', async () => {
  const { keys, clinic } = at
  const { fields } = await upToReach({ ...typed, way: 'sms', consent: 'yes' })
  await press('send', { ...fields, reach: '0701740605' })
  const [row] = await at.raw<{ question_id: string }>('select question_id from question')
  const link = bookingLinkFor({ question: row?.question_id ?? '', clinic: clinic.id, language: 'sv', keys })
  const kept = valueOf(await (await at.ask(link)).text(), 'kept')
  expect(link).toContain(kept)
  const times = `/sv/book/times?service=${clinic.analysis}&kept=${kept}`
  const course = valueOf(plain(await (await at.ask(times)).text()), 'course')
  const held = await at.send(times, { course })
  const hold = held.headers.get('location') ?? ''
  expect([held.status, hold.includes(kept)]).toEqual([303, true])
  const form = plain(await (await at.ask(hold)).text())
  expect(form).toContain('value="Vera Exempel"')
  expect(form).toContain('value="+46701740605"')
  const forged = plain(await (await at.ask(hold.replace(/kept=[^.]+/, `kept=${clinic.id}`))).text())
  expect(forged).not.toContain('Vera Exempel')
})
