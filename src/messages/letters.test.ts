import { caniemail } from 'caniemail'
import { describe, expect, test } from 'vitest'
import { languages } from '#platform/language'
import { letterKinds, writeLetter } from './pure/index.ts'

const words = {
  clinic: {
    name: 'Kliniken <vid> kanalen & co',
    phone: '040-628 04 15',
    address: 'Exempelgatan 12, 211 00 Malmö',
  },
  visits: ['tisdag 12 januari kl. 10:30, hos Alva Exempel'],
  before: 'måndag 11 januari kl. 09:00',
  link: 'https://klinik.example/sv/visits/AbC.dEf?a=1&b=2',
  reply: 'Hej Vera,\n\nvänta i två dygn.',
}
const treatment =
  /needling|behandl|treat|hud|skin|analy|kur\b|course|ärr|scar|akne|acne|bedöv|numb|terapeut|therap|pigment|injek|inject|klinisk|lidoka/i
const every = languages.flatMap((language) => letterKinds.map((kind) => ({ language, kind })))

describe.each(every)('a letter ($language, $kind)', ({ language, kind }) => {
  const letter = writeLetter(kind, language, words)

  test('names no treatment and no symptom in its subject, its text, its HTML or its SMS', () => {
    for (const part of Object.values(letter)) expect(part).not.toMatch(treatment)
  })

  test('says the same in HTML as in text, with nothing fetched and nothing that could run', () => {
    const said = letter.html
      .replace(/<title>.*<\/title>/, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
    const plain = (text: string) => text.replace(/[–\s]+/g, ' ').trim()
    expect(plain(said)).toBe(plain(letter.text))
    expect(letter.html).not.toMatch(/<img|<script|<link|<style|url\(|<vid>/i)
    expect(letter.html).toContain('href="https://klinik.example/sv/visits/AbC.dEf?a=1&amp;b=2"')
  })

  test('is drawn by the mail programs that clients use', () => {
    const { issues } = caniemail({
      clients: ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*', 'samsung-email.*'],
      html: letter.html,
    })
    expect([...issues.errors.values()].flat().map(({ title }) => title)).toEqual([])
  })

  test('as an SMS begins with the clinic, and says when', () => {
    expect(letter.sms.startsWith(words.clinic.name)).toBe(true)
    expect(letter.sms).toContain(kind === 'question-answered' ? 'vänta i två dygn' : '12 januari kl. 10:30')
    expect(letter.sms).not.toContain('\n')
  })
})

test('an answer says what somebody wrote, paragraph by paragraph, and its subject only that there is one', () => {
  const { subject, text, sms } = writeLetter('question-answered', 'sv', words)
  expect(subject).toBe('Svar från Kliniken <vid> kanalen & co')
  expect(text.split('\n\n').slice(0, 2)).toEqual(['Hej Vera,', 'vänta i två dygn.'])
  expect(sms).toContain('Tider: https://')
  const without = writeLetter('question-answered', 'sv', { ...words, link: '' })
  expect(without.text + without.sms).not.toMatch(/Tider|tider|https/)
})

test('a moved visit is told of with its new time and its old one', () => {
  expect(writeLetter('visit-moved', 'sv', words).text).toContain(
    'måndag 11 januari kl. 09:00, gäller inte längre',
  )
  expect(writeLetter('visit-moved', 'sv', { ...words, before: undefined }).text).not.toContain('gamla')
})

test('of several visits that have moved each says where it stood', () => {
  const { text, sms } = writeLetter('visit-moved', 'sv', {
    ...words,
    visits: ['nu 1 (förut 1)', 'nu 2 (förut 2)'],
  })
  expect(text).toContain('Dina besök har fått nya tider')
  expect(sms).toContain('och 1 till')
})

test('of another therapist it is said that the time is the same', () => {
  expect(writeLetter('therapist-changed', 'sv', words).text).toContain('Tiden är densamma')
  expect(writeLetter('therapist-changed', 'en', words).sms).toContain('same time, somebody else')
})

test('a mail program that could not draw a letter would be found', () => {
  const { issues } = caniemail({ clients: ['outlook.windows'], html: '<div style="display:flex">a</div>' })
  expect(issues.errors.size).toBeGreaterThan(0)
})

test.each(languages)('where the page both moves and cancels, the letter says so (%s)', (language) => {
  for (const kind of ['course-booked', 'visit-moved', 'therapist-changed', 'reminder-days'] as const) {
    const { text, sms } = writeLetter(kind, language, words)
    expect(text, kind).toMatch(/flytta eller avboka|move or cancel/i)
    if (/avboka|cancel/.test(sms)) expect(sms, kind).toMatch(/flytta eller avboka|move or cancel/i)
  }
})
