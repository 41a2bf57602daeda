import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { languages } from '#platform/language'
import { listMessages, postMessage } from './index.ts'
import { writeLetter } from './pure/index.ts'

const words = {
  clinic: { name: 'Kliniken vid kanalen', phone: '040-628 04 15', address: 'Exempelgatan 12, 211 00 Malmö' },
  visits: [
    'tisdag 12 januari kl. 10:30, hos Alva Exempel',
    'torsdag 11 februari kl. 10:30, hos Alva Exempel',
  ],
  link: 'https://klinik.example/sv/visits/AbC.dEf',
}
const kinds = ['course-booked', 'visits-cancelled'] as const
/** What nobody may read over a shoulder. */
const treatment =
  /needling|behandl|treat|hud|skin|analy|kur\b|course|ärr|scar|akne|acne|bedöv|numb|terapeut|therap|pigment|injek|inject|klinisk|lidoka/i

describe.each(languages.flatMap((language) => kinds.map((kind) => ({ language, kind }))))(
  'a letter ($language, $kind)',
  ({ language, kind }) => {
    const letter = writeLetter(kind, language, words)

    test('names the clinic in its subject, and never the treatment or a symptom', () => {
      expect(letter.subject).toContain('Kliniken vid kanalen')
      expect(letter.subject).not.toMatch(treatment)
      expect(letter.subject).not.toMatch(/[\r\n]/)
      expect(letter.text).not.toMatch(treatment)
    })

    test('says when, whom to call, and where to look', () => {
      for (const word of [...words.visits, words.clinic.phone, words.link])
        expect(letter.text).toContain(word)
      if (kind === 'course-booked') expect(letter.text).toContain(words.clinic.address)
    })

    test('speaks of one visit where there is one', () => {
      const one = writeLetter(kind, language, { ...words, visits: words.visits.slice(0, 1) })
      expect(one.text.split('\n')[0]).not.toBe(letter.text.split('\n')[0])
    })
  },
)

test('the two languages say it in different words', () => {
  for (const kind of kinds) expect(writeLetter(kind, 'sv', words)).not.toEqual(writeLetter(kind, 'en', words))
})

describe('the outbox', () => {
  let at: TestClinic
  let client: string
  const course = '0197c0de-0000-7000-8000-00000000000a'
  beforeAll(async () => {
    at = await openTestClinic()
    const [row] = await at.raw<{ client_id: string }>(
      `insert into client (clinic_id, name, email, phone, contact, language, created_at)
       values ($1, 'Vera Exempel', 'vera@klinik.example', '+46701740605', 'sms', 'en', $2) returning client_id`,
      [at.clinic.id, at.now.toString()],
    )
    client = row?.client_id ?? ''
  })
  afterAll(() => at.close())

  const post = (minutes: number, kind: (typeof kinds)[number] = 'course-booked') =>
    at.db.inClinic(at.clinic.id, (trx) =>
      postMessage(trx, {
        client,
        kind,
        language: 'en',
        channel: 'sms',
        payload: {
          course,
          visits: [{ visit: course, start: '2027-01-12T09:30:00Z', clientLeaves: '2027-01-12T11:00:00Z' }],
        },
        now: at.now.add({ minutes }),
      }),
    )

  test('lists the newest first, each waiting, with whom it is for', async () => {
    await post(0)
    await post(1, 'visits-cancelled')
    const messages = await at.db.inClinic(at.clinic.id, (trx) => listMessages(trx, { limit: 10 }))
    expect(messages).toMatchObject([
      { kind: 'visits-cancelled', state: 'waiting', language: 'en', channel: 'sms' },
      { kind: 'course-booked', client: { name: 'Vera Exempel' }, payload: { course } },
    ])
    expect(await at.db.inClinic(at.clinic.id, (trx) => listMessages(trx, { limit: 1 }))).toHaveLength(1)
  })

  test('keeps nothing of an act that was refused', async () => {
    const before = await at.raw('select 1 from message')
    await at.db.inClinic(at.clinic.id, async (trx) => {
      await postMessage(trx, {
        client,
        kind: 'course-booked',
        language: 'sv',
        channel: 'email',
        payload: { course, visits: [] },
        now: at.now,
      })
      return { refused: 'time-taken' } as const
    })
    expect(await at.raw('select 1 from message')).toHaveLength(before.length)
  })
})
