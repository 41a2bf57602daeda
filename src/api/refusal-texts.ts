/**
 * Every "no" that this entrance can answer: its status, the field that it is about where that is always the same,
 * and what it says. The codes are the contract; the texts are for people and may change.
 */
export const refusalTexts = {
  'missing-field': { status: 422, sv: 'Här saknas en uppgift.', en: 'Something is missing here.' },
  'unknown-field': {
    status: 422,
    sv: 'Den här uppgiften känner vi inte till.',
    en: 'This field is not known.',
  },
  'too-long': { status: 422, sv: 'Det här är för långt.', en: 'This is too long.' },
  'invalid-field': { status: 422, sv: 'Det här går inte att läsa.', en: 'This cannot be read.' },
  'out-of-range': {
    status: 422,
    sv: 'Det här talet ligger utanför gränserna.',
    en: 'This number is out of range.',
  },
  'invalid-date': {
    status: 422,
    sv: 'Skriv ett datum som finns, så här: 2027-01-31.',
    en: 'Write a date that exists, like this: 2027-01-31.',
  },
  'past-date': {
    status: 422,
    path: 'from',
    sv: 'Det datumet har redan varit.',
    en: 'That date has already been.',
  },
  'too-far-ahead': {
    status: 422,
    path: 'from',
    sv: 'Så långt fram går det inte att boka.',
    en: 'It is not possible to book that far ahead.',
  },
  'invalid-name': { status: 422, sv: 'Skriv ett namn.', en: 'Write a name.' },
  'invalid-email': {
    status: 422,
    sv: 'Kontrollera e-postadressen, så här: namn@exempel.se.',
    en: 'Check the e-mail address, like this: name@example.com.',
  },
  'invalid-phone': {
    status: 422,
    sv: 'Kontrollera telefonnumret; skriv landsnumret om det inte är svenskt.',
    en: 'Check the phone number; give the country code unless it is Swedish.',
  },
  'language-not-spoken': {
    status: 422,
    path: 'language',
    sv: 'Kliniken talar inte det språket.',
    en: 'The clinic does not speak that language.',
  },
  'broken-json': {
    status: 422,
    path: 'body',
    sv: 'Det som skickades är inte giltig JSON.',
    en: 'What was sent is not valid JSON.',
  },
  'not-json': {
    status: 415,
    path: 'body',
    sv: 'Skicka JSON, med Content-Type: application/json.',
    en: 'Send JSON, with Content-Type: application/json.',
  },
  'unknown-service': {
    status: 404,
    path: 'service',
    sv: 'Den behandlingen finns inte här.',
    en: 'There is no such service here.',
  },
  'unknown-therapist': {
    status: 404,
    path: 'therapist',
    sv: 'Den terapeuten finns inte här.',
    en: 'There is no such therapist here.',
  },
  'unknown-course': {
    status: 422,
    path: 'course',
    sv: 'Det förslaget är inte vårt, eller så gäller det inte längre. Sök igen.',
    en: 'That course is not one of ours, or the offer has run out. Search again.',
  },
  'unknown-hold': {
    status: 404,
    path: 'hold',
    sv: 'Det finns ingen sådan reservation.',
    en: 'There is no such hold.',
  },
  'unknown-booking': {
    status: 404,
    path: 'secret',
    sv: 'Det finns ingen sådan bokning.',
    en: 'There is no such booking.',
  },
  'unknown-visit': {
    status: 404,
    path: 'visit',
    sv: 'Det besöket finns inte i bokningen.',
    en: 'There is no such visit in this booking.',
  },
  'unknown-move': {
    status: 422,
    path: 'move',
    sv: 'Den flytten är inte vår, eller så gäller den inte längre. Sök igen.',
    en: 'That move is not one of ours, or the offer has run out. Search again.',
  },
  'time-taken': {
    status: 409,
    sv: 'Ett av besöken hann bli upptaget. Här är det närmaste som är ledigt.',
    en: 'One of the visits was taken just before. This is the nearest that is free.',
  },
  'hold-expired': {
    status: 409,
    sv: 'Tiden för reservationen har gått ut. Här är det närmaste som är ledigt.',
    en: 'The hold has run out. These are the nearest free courses.',
  },
  'not-live': {
    status: 409,
    sv: 'Kliniken tar inte emot bokningar än. Bokningen öppnar snart.',
    en: 'The clinic does not take bookings yet. Booking opens soon.',
  },
  'already-booked': {
    status: 409,
    sv: 'De här tiderna är redan bokade.',
    en: 'This course is already booked.',
  },
  'held-long-enough': {
    status: 409,
    sv: 'Reservationen kan inte förlängas mer.',
    en: 'The hold cannot be extended any further.',
  },
  'already-begun': {
    status: 409,
    sv: 'Besöket har redan börjat. Ring kliniken.',
    en: 'The visit has already begun. Please call the clinic.',
  },
  'too-late': {
    status: 409,
    sv: 'Det är för nära besöket för att ändra här. Ring kliniken.',
    en: 'It is too close to the visit to change it here. Please call the clinic.',
  },
  'changed-meanwhile': {
    status: 409,
    sv: 'Bokningen har ändrats sedan flytten föreslogs. Sök igen.',
    en: 'The booking has changed since the move was offered. Search again.',
  },
  'key-reused': {
    status: 422,
    path: 'Idempotency-Key',
    sv: 'Den nyckeln är redan använd för något annat.',
    en: 'That key has already been used for something else.',
  },
  'too-many-holds': {
    status: 429,
    sv: 'För många reservationer härifrån. Boka eller släpp en först.',
    en: 'Too many holds from here. Book or release one first.',
  },
  'too-many-requests': {
    status: 429,
    sv: 'För många frågor på kort tid. Vänta en liten stund.',
    en: 'Too many requests in a short time. Please wait a moment.',
  },
  'unknown-address': { status: 404, sv: 'Här finns ingenting.', en: 'There is nothing here.' },
  'wrong-method': {
    status: 405,
    sv: 'Det går inte att göra så med den här adressen.',
    en: 'This address does not take that method.',
  },
} as const

export type RefusalCode = keyof typeof refusalTexts

export function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(refusalTexts, text)
}
