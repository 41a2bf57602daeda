/** The inbox as built: who reads what, who wins when two answer, and a question's whole way to the next who asks. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cookieFrom, type OpenPages, openPages, stranger } from '../../../test/open-pages.ts'
import { certifyBoth } from '#guide/makers'
import { askQuestion } from '#questions'
import { aQuestion } from '../../questions/questions.makers.ts'

let at: OpenPages
let cookie: string
let clock = Temporal.Instant.from('2027-01-04T07:00:00Z')
const body = 'Min kind är svullen och varm.\nÄr det som det ska?'

beforeAll(async () => {
  // Something here sends SMS, though nothing is sent in these tests.
  const set = {
    LYSTER_SMS_URL: 'http://127.0.0.1:9/',
    LYSTER_SMS_USER: 'nobody',
    LYSTER_SMS_PASSWORD: 'nothing',
    LYSTER_SMS_FROM: 'Kliniken',
  }
  at = await openPages({ now: () => clock, set })
  await certifyBoth(at)
  await at.raw(
    `update staff set user_id = (select id from auth."user" where email = $1) where name = 'Bo Exempel'`,
    [stranger.email],
  )
  cookie = await at.signedIn()
})
beforeEach(async () => {
  await at.raw(
    'truncate question, question_note, question_answer, faq, faq_review, suggestion_count, message',
  )
  await at.raw(`update staff set role = 'owner' where name = 'Alva Exempel'`)
})
afterAll(() => at.close())

const as = (role: string) => at.raw(`update staff set role = $1 where name = 'Alva Exempel'`, [role])
const page = async (path: string) => {
  const answer = await at.ask(path, { headers: { cookie } })
  return { status: answer.status, text: await answer.text() }
}
const send = async (path: string, fields: Record<string, string>, who = cookie) => {
  const answer = await at.send(path, fields, who)
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
}
const ask = async (change: Parameters<typeof aQuestion>[0] = {}) => {
  const asked = { ...aQuestion({ body, ...change }), now: clock }
  return (await at.db.inClinic(at.clinic.id, (trx) => askQuestion(trx, asked))).question
}
const bo = async () => cookieFrom(await at.send('/staff/sign-in', stranger))

describe('the list', () => {
  test('has what smells of harm on top, counts each view, and the bar counts what is new', async () => {
    await ask({ name: 'Ada Exempel', body: 'Vad kostar det?' })
    const urgent = await ask()
    const { text } = await page('/staff/questions')
    expect(text.indexOf('Vera Exempel')).toBeLessThan(text.indexOf('Ada Exempel'))
    expect(text).toContain('Brådskar: i dag')
    expect(text).toMatch(/Nya (?:<!-- -->)?<span class="question-count">2</)
    expect((await page('/staff/day')).text).toContain('2 nya, 0 för sena')
    await send(`/staff/questions/${urgent}`, { act: 'take' })
    const mine = (await page('/staff/questions?show=mine')).text
    expect(mine).toContain('Hos Alva Exempel')
    expect(mine).not.toContain('Ada Exempel')
  })

  test('holds no number and no address, and the look is on record', async () => {
    await ask()
    await at.raw('truncate audit')
    const { text } = await page('/staff/questions')
    expect(text).toContain('Min kind är svullen')
    expect(text).not.toMatch(/070-174|\+4670174/)
    expect(await at.raw('select act from audit')).toEqual([{ act: 'questions-looked-at' }])
  })
})

describe('the desk', () => {
  test('sees who, how and how urgent, and neither the words nor what was answered', async () => {
    const question = await ask()
    await send(`/staff/questions/${question}`, { act: 'note', note: 'Ring efter lunch.' })
    await send(`/staff/questions/${question}`, { act: 'answer', body: 'Det brukar gå över.' })
    const open = await ask()
    await as('desk')
    for (const path of [
      '/staff/questions',
      '/staff/questions?show=answered',
      `/staff/questions/${question}`,
    ]) {
      expect((await page(path)).text, path).not.toMatch(/svullen|efter lunch|brukar gå över/)
    }
    const { text } = await page(`/staff/questions/${open}`)
    expect(text).toContain('href="tel:+46701740605"')
    expect(text).toContain('Svara i dag')
    expect(text).not.toMatch(/svullen|name="body"/)
    expect((await send(`/staff/questions/${open}`, { act: 'answer', body: 'Ja' })).status).toBe(403)
    const outbox = (await page('/staff/messages')).text
    expect(outbox).not.toContain('brukar gå över')
    expect(outbox).toContain('Orden läser bara den som behandlar.')
  })
})

describe('a question', () => {
  test('that is looked at is on record, with the advice that its signs call for', async () => {
    const question = await ask()
    await at.raw('truncate audit')
    const { text } = await page(`/staff/questions/${question}`)
    expect(text).toContain('Svara i dag. Frågan kan handla om besvär')
    expect(await at.raw('select act, subject_id from audit')).toEqual([
      { act: 'question-looked-at', subject_id: question },
    ])
    expect((await page('/staff/questions/01965a3e-0000-7000-8000-000000000001')).status).toBe(404)
  })

  test('is filled with a template in its own language and its SMS counted by the server', async () => {
    const question = await ask({ language: 'en' })
    const greeted = await send(`/staff/questions/${question}`, {
      act: 'template-greeting',
      body: 'Keep it dry.',
    })
    expect(greeted.text).toContain('Hello Vera,\n\nthank you for your question.\n\nKeep it dry.</textarea>')
    const counted = await send(`/staff/questions/${question}`, { act: 'count', body: 'å'.repeat(147) })
    expect(counted.text).toContain('161 tecken med klinikens namn: 2 SMS')
    const short = await send(`/staff/questions/${question}`, { act: 'count', body: 'å'.repeat(146) })
    expect(short.text).toContain('160 tecken med klinikens namn: ett SMS')
    const long = await send(`/staff/questions/${question}`, { act: 'answer', body: 'å'.repeat(1300) })
    expect([long.status, await at.raw('select from message')]).toEqual([422, []])
  })

  test('waits until a day that is ahead, and no other', async () => {
    const question = await ask()
    const past = await send(`/staff/questions/${question}`, { act: 'wait', until: '2027-01-04' })
    expect(past.status).toBe(422)
    await send(`/staff/questions/${question}`, { act: 'wait', until: '2027-01-08' })
    expect((await page('/staff/questions?show=waiting')).text).toContain('Väntar till fre 8 jan.')
  })

  test('that two answer at once is answered once, and the other is told with her words kept', async () => {
    const question = await ask()
    const path = `/staff/questions/${question}`
    const both = await Promise.all([
      send(path, { act: 'answer', body: 'Den ena tror det ena.' }),
      send(path, { act: 'answer', body: 'Den andra tror det andra.' }, await bo()),
    ])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([303, 409]))
    const late = both.find(({ status }) => status === 409)?.text ?? ''
    expect(late).toContain('Frågan är redan besvarad')
    expect(late).toMatch(
      /Den ena tror det ena[\s\S]*Den andra tror det andra|Den andra tror[\s\S]*Den ena tror/,
    )
    expect(await at.raw('select from message')).toHaveLength(1)
    expect(await at.raw('select from question_answer')).toHaveLength(1)
  })

  test('whose letter waits or has failed says so, though it is answered', async () => {
    const question = await ask()
    const path = `/staff/questions/${question}`
    await send(path, { act: 'answer', body: 'Det brukar gå över.' })
    expect((await page(path)).text).toContain('Svaret väntar på att skickas')
    await at.raw(`update message set state = 'failed', failure = 'refused', answer_code = 550, tries = 1`)
    expect((await page(path)).text).toContain('Svaret kom inte fram')
    await at.raw(`update message set state = 'sent', failure = null, sent_at = created_at`)
    expect((await page(path)).text).not.toMatch(/Svaret kom inte fram|Svaret väntar/)
  })

  test('by phone is answered by a call: nothing is sent, and what was said is kept', async () => {
    const question = await ask({ way: 'phone' })
    const sent = await send(`/staff/questions/${question}`, { act: 'answer', body: 'Vi ses på tisdag.' })
    expect(sent.to).toBe(`/staff/questions/${question}?done=called`)
    expect(await at.raw('select from message')).toEqual([])
    expect((await page(`/staff/questions/${question}`)).text).toContain('Vi ses på tisdag.')
  })
})

test('the clinic’s promise is changed where its messages are, and nonsense is not taken', async () => {
  const days = (words: string) => send('/staff/clinic/messages', { days: words })
  expect((await days('nej')).status).toBe(422)
  expect((await days('2')).status).toBe(303)
  expect((await page('/staff/questions')).text).toContain('Vi lovar svar inom 2 arbetsdagar.')
  await days('1')
})

/** The next step of the form that the site sent back, with every field that it carries. */
function carried(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => input)
  return Object.fromEntries(
    inputs.map((input) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      /value="([^"]*)"/.exec(input)?.[1] ?? '',
    ]),
  )
}

test('asked on the site by SMS, answered, made an entry, approved, and shown to the next who asks', async () => {
  const words = 'Kan jag bada bastu dagen efter behandlingen?'
  const first = await send('/sv/ask', { act: 'contact', question: words }, '')
  const about = { name: 'Vera Exempel', way: 'sms', when: 'morning', consent: 'yes', question: words }
  const reach = await send('/sv/ask', { ...carried(first.text), ...about, act: 'reach' }, '')
  clock = clock.add({ seconds: 20 })
  const asked = await send(
    '/sv/ask',
    { ...carried(reach.text), ...about, reach: '070-174 06 05', act: 'send' },
    '',
  )
  expect(asked.to).toMatch(/^\/sv\/ask\/done\?by=2027-01-05/)

  const [, path = ''] =
    /href="(\/staff\/questions\/[0-9a-f-]{36})"/.exec((await page('/staff/questions')).text) ?? []
  const reply = 'Hej Vera, vänta med bastu i ett par dagar. Huden behöver vara stängd först.'
  expect((await send(path, { act: 'answer', body: reply, link: 'yes' })).status).toBe(303)
  const [message] = await at.raw<{ kind: string; payload: object }>('select kind, payload from message')
  expect(message?.kind).toBe('question-answered')
  expect(JSON.stringify(message?.payload)).not.toContain('bada')
  const outbox = (await page('/staff/messages')).text
  expect(outbox).toContain('vänta med bastu')
  expect(/class="message-subject"[^>]*>([^<]*)</.exec(outbox)?.[1]).toBe('Svar från Testkliniken')

  const proposed = (await page(`${path}/entry`)).text
  expect(proposed).toContain('Hej …, vänta med bastu')
  expect((await send(`${path}/entry`, { question: words, answer: reply })).text).toContain(
    'Ta bort det som visar vem som frågade: Vera',
  )
  const answer = 'Vänta med bastu i ett par dagar. Huden behöver vara stängd först.'
  const made = await send(`${path}/entry`, { question: words, answer })
  const entry = made.to?.replace('?done=saved', '') ?? ''
  const hashOn = (text: string) => /name="hash" value="([0-9a-f]{64})"/.exec(text)?.[1] ?? ''
  expect((await page(entry)).text).toContain('Du skrev texten.')
  expect(await send('/sv/ask', { question: 'Får man bada bastu efteråt?' }, '')).not.toMatchObject({
    text: expect.stringContaining(answer),
  })
  const boCookie = await bo()
  const read = await (await at.ask(entry, { headers: { cookie: boCookie } })).text()
  const approved = await send(entry, { act: 'approve', hash: hashOn(read) }, boCookie)
  expect(approved.to).toBe(`${entry}?done=approved`)
  const next = await send('/sv/ask', { question: 'Får man bada bastu efteråt?' }, '')
  expect(next.text).toContain(answer)
  expect((await send(entry, { act: 'withdraw' }, boCookie)).to).toBe(`${entry}?done=withdrawn`)
  expect((await page(entry)).text).toContain('Nedtaget')
  const gone = await send('/sv/ask', { question: 'Får man bada bastu efteråt?' }, '')
  expect(gone.text).not.toContain(answer)
})
