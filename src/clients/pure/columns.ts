/**
 * Which column of somebody else's file is what. Headers are guessed by their words, in Swedish and English, and a
 * person corrects the guess before anything is read: a column that is nothing to us is left out.
 */
import { fold } from './client-words.ts'

export const clientFields = [
  'number',
  'name',
  'given',
  'family',
  'phone',
  'email',
  'contact',
  'language',
] as const
export type ClientField = (typeof clientFields)[number]

export const visitFields = ['client', 'date', 'time', 'service', 'therapist'] as const
export type VisitField = (typeof visitFields)[number]

/** For each column of the file its field, or undefined where it is left out. No field stands twice. */
export type Columns<Field extends string> = readonly (Field | undefined)[]

const clientWords: Readonly<Record<ClientField, string>> = {
  number:
    'kundnr kundnummer kund-id kundid klientnummer nummer nr id clientid client-id customerid number external-id',
  name: 'namn name fullstandigt-namn full-name kund klient client customer kundnamn',
  given: 'fornamn first-name firstname given-name given tilltalsnamn',
  family: 'efternamn last-name lastname surname family-name family',
  phone: 'telefon telefonnummer tel mobil mobilnummer mobiltelefon phone phone-number mobile cell',
  email: 'e-post epost e-postadress epostadress mail mejl e-mail email email-address',
  contact: 'kontakt kontaktsatt kontaktvag contact contact-way preferred-contact',
  language: 'sprak language lang',
}

const visitWords: Readonly<Record<VisitField, string>> = {
  client: `kund klient client customer ${clientWords.number} ${clientWords.phone} ${clientWords.email}`,
  date: 'datum dag date day',
  time: 'tid klockslag kl start starttid time start-time',
  service: 'tjanst behandling service treatment',
  therapist: 'terapeut hudterapeut behandlare personal resurs therapist staff practitioner resource',
}

export function guessClientColumns(header: readonly string[]): Columns<ClientField> {
  return guess(header, clientFields, clientWords)
}

export function guessVisitColumns(header: readonly string[]): Columns<VisitField> {
  return guess(header, visitFields, visitWords)
}

/** The first column that fits has the field. */
function guess<Field extends string>(
  header: readonly string[],
  fields: readonly Field[],
  words: Readonly<Record<Field, string>>,
): Columns<Field> {
  const taken = new Set<Field>()
  return header.map((column) => {
    const asked = fold(column)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    const field = fields.find((one) => !taken.has(one) && words[one].split(' ').includes(asked))
    if (field) taken.add(field)
    return field
  })
}

/** A row's cells by their fields. A field that no column has is an empty text. */
export function cellsByField<Field extends string>(
  cells: readonly string[],
  columns: Columns<Field>,
): (field: Field) => string {
  return (field) => {
    const at = columns.indexOf(field)
    return at === -1 ? '' : (cells[at] ?? '').trim()
  }
}
