import { createHash } from 'node:crypto'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'
import type { Contact, NewClient } from '#clinic/contract'
import { isLanguage, type Language } from '#platform/language'
import { type ClientField, fold } from './pure/index.ts'

export type ClientReason =
  | 'wrong-columns'
  | 'no-name'
  | 'bad-name'
  | 'bad-phone'
  | 'bad-email'
  | 'nowhere-to-reach'
  | 'bad-contact'
  | 'cannot-be-reached-so'
  | 'bad-language'
  | 'bad-number'
  | 'twice'

type Fault = { readonly field: ClientField | 'line'; readonly reason: ClientReason }

export type ReadLine = {
  readonly client: NewClient & { readonly language: Language }
  /** The first is the line's own; by any of them it is known again. */
  readonly keys: readonly [string, ...string[]]
}

const readable = /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u
const emailShape = z.email().max(254)
const contactWords: Readonly<Record<string, Contact>> = {
  email: 'email',
  epost: 'email',
  mail: 'email',
  mejl: 'email',
  sms: 'sms',
  text: 'sms',
  phone: 'phone',
  telefon: 'phone',
  tel: 'phone',
  ring: 'phone',
  samtal: 'phone',
}
const languageWords: Readonly<Record<string, string>> = {
  svenska: 'sv',
  swedish: 'sv',
  se: 'sv',
  engelska: 'en',
  english: 'en',
  gb: 'en',
  uk: 'en',
}

/** A line as a client, or everything in it that cannot be taken. */
export function readClientLine(
  cell: (field: ClientField) => string,
  ordinary: Language,
): ReadLine | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const name = (cell('name') || `${cell('given')} ${cell('family')}`).trim().replace(/\s+/g, ' ')
  if (name === '') faults.push({ field: 'name', reason: 'no-name' })
  else if (name.length > 200 || !readable.test(name) || !/\p{L}/u.test(name))
    faults.push({ field: 'name', reason: 'bad-name' })
  const number = cell('number')
  if (number.length > 100 || !readable.test(number)) faults.push({ field: 'number', reason: 'bad-number' })
  const phone = cell('phone') === '' ? '' : readPhone(cell('phone'))
  if (phone === undefined) faults.push({ field: 'phone', reason: 'bad-phone' })
  const email = cell('email')
  if (email !== '' && !emailShape.safeParse(email).success)
    faults.push({ field: 'email', reason: 'bad-email' })
  if (phone === '' && email === '') faults.push({ field: 'line', reason: 'nowhere-to-reach' })
  const contact = readContact(cell('contact'), email)
  if (!contact) faults.push({ field: 'contact', reason: 'bad-contact' })
  else if ((contact === 'email' ? email : phone) === '' && (email !== '' || phone !== ''))
    faults.push({ field: 'contact', reason: 'cannot-be-reached-so' })
  const language = readLanguage(cell('language'), ordinary)
  if (!language) faults.push({ field: 'language', reason: 'bad-language' })
  if (faults.length > 0 || phone === undefined || !contact || !language) return { faults }
  const person = `client:${hashOf([fold(name), phone, fold(email)])}`
  return {
    client: { name, phone, email, contact, language },
    keys: number === '' ? [person] : [keyOfNumber(number), person],
  }
}

/** A client's number in the system that she comes from, as it is kept. */
export function keyOfNumber(number: string): string {
  return `number:${number.trim().toLowerCase()}`
}

/** E.164; numbers without a country are Swedish. */
export function readPhone(text: string): string | undefined {
  const number = text.length > 40 ? undefined : parsePhoneNumberFromString(text, 'SE')
  return number?.isValid() && !number.ext ? number.number : undefined
}

function readContact(text: string, email: string): Contact | undefined {
  if (text === '') return email === '' ? 'phone' : 'email'
  return contactWords[fold(text).replace(/[^a-z]/g, '')]
}

function readLanguage(text: string, ordinary: Language): Language | undefined {
  if (text === '') return ordinary
  const word = fold(text)
  const language = languageWords[word] ?? word.slice(0, word.search(/[-_]|$/))
  return isLanguage(language) ? language : undefined
}

function hashOf(words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url')
}
