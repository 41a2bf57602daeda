import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { openMailSink } from '../../test/mail-sink.ts'
import { openSenders } from '#platform/senders'
import { listClientMessages, postMessage } from './index.ts'
import { type Sending, sendMessage } from './send-message.ts'

let at: TestClinic
beforeAll(async () => {
  at = await openTestClinic()
})
afterAll(() => at.close())

const course = '0197c0de-0000-7000-8000-00000000000a'

async function posted(email = 'vera@klinik.example') {
  const [added] = await at.raw<{ client_id: string }>(
    `insert into client (clinic_id, name, email, phone, contact, language, created_at)
     values ($1, 'Vera Exempel', $2, '+46701740605', 'email', 'sv', now()) returning client_id`,
    [at.clinic.id, email],
  )
  const client = added?.client_id ?? ''
  const visit = { visit: course, start: '2027-01-12T09:30:00Z', clientLeaves: '2027-01-12T11:00:00Z' }
  const payload = { course, visits: [visit] }
  const told = {
    client,
    kind: 'course-booked',
    language: 'sv',
    channel: 'email',
    payload,
    now: at.now,
  } as const
  return { client, id: await at.db.inClinic(at.clinic.id, (trx) => postMessage(trx, told)) }
}

function sendingTo(url: string, more: Partial<Sending> = {}): Sending {
  return {
    inClinic: at.db.inClinic,
    senders: openSenders({ mail: { url, from: 'post@klinik.example' }, sms: undefined }),
    linkTo: async () => 'https://klinik.example/sv/visits/a',
    now: () => at.now,
    random: () => 0.5,
    claimSeconds: 60,
    onBreakage: () => undefined,
    ...more,
  }
}

const stateOf = (client: string) =>
  at.db.inClinic(at.clinic.id, (trx) => listClientMessages(trx, { client, limit: 5 }))

test('one message that many workers are given at once is sent by one of them', async () => {
  const sink = await openMailSink()
  const { id, client } = await posted()
  const sending = sendingTo(sink.url)
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => sendMessage(sending, { clinic: at.clinic.id, id })),
  )
  expect(answers.filter((answer) => answer === 'sent')).toHaveLength(1)
  expect(sink.taken).toHaveLength(1)
  expect(await stateOf(client)).toMatchObject([{ id, state: 'sent', tries: 1 }])
  await sink.close()
})

test('what breaks on our side before a message leaves is tried again later, and told', async () => {
  const sink = await openMailSink()
  const { id, client } = await posted()
  const told: unknown[] = []
  const sending = sendingTo(sink.url, {
    linkTo: () => Promise.reject(new Error('no page')),
    onBreakage: (error) => told.push(error),
  })
  expect(await sendMessage(sending, { clinic: at.clinic.id, id })).toBe('waiting')
  expect(await stateOf(client)).toMatchObject([{ state: 'waiting', failure: 'broken' }])
  expect([told.length, sink.taken.length]).toEqual([1, 0])
  await sink.close()
})

test('an address that is none is never handed to a server', async () => {
  const { id, client } = await posted('vera@klinik.example\r\nBcc: b@c.example')
  expect(await sendMessage(sendingTo('smtp://127.0.0.1:1'), { clinic: at.clinic.id, id })).toBe('failed')
  expect(await stateOf(client)).toMatchObject([{ state: 'failed', failure: 'address' }])
})

test('a password that the server does not take is told of as such, and tried again', async () => {
  const sink = await openMailSink({ password: 'rätt' })
  const { id, client } = await posted()
  const url = sink.url.replace('smtp://', 'smtp://post:fel@')
  await sendMessage(sendingTo(url), { clinic: at.clinic.id, id })
  expect(await stateOf(client)).toMatchObject([{ state: 'waiting', failure: 'sign-in', answerCode: 535 }])
  expect(sink.taken).toHaveLength(0)
  await sink.close()
})
