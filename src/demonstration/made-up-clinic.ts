/**
 * The made-up clinic, as values. Its people's names say that they are made up; its numbers come from the series that
 * the Swedish regulator (PTS) keeps for books and films, its addresses from `.example`, which leads nowhere.
 */
import type { Kind, Role } from '#clinic/contract'
import type { Localised } from '#platform/language'

export const madeUpClinic = {
  name: 'Kliniken vid kanalen',
  street: 'Exempelgatan 12',
  postcode: '211 00',
  city: 'Malmö',
  phone: '+46406280415',
  email: 'hej@klinik.example',
  time_zone: 'Europe/Stockholm',
  currency: 'SEK',
  languages: ['sv', 'en'],
  demonstration: true,
  change_notice_hours: 24,
}

/** Weekday 1 is Monday. */
export type Shift = { readonly weekday: number; readonly from: string; readonly to: string }

export const openingHours: readonly Shift[] = [
  ...on([1, 2, 3, 5], '08:00', '18:00'),
  ...on([4], '08:00', '20:00'),
  ...on([6], '09:00', '15:00'),
]

export type Person = {
  readonly name: string
  readonly title: Localised
  readonly role: Role
  /** Whoever is certified reviews the guide's texts. */
  readonly credential?: Localised
  /** Where the person can sign in. */
  readonly email?: string
  /** Whoever has a week can be booked. */
  readonly week?: readonly Shift[]
}

const therapist = { sv: 'Hudterapeut', en: 'Skin therapist' }
const credential: Localised = { sv: 'certifierad hudterapeut', en: 'certified skin therapist' }

/** Who signs in where nobody else is named. */
export const demonstrationOwner = {
  name: 'Alva Exempelsson',
  email: 'agare@klinik.example',
} as const

export const people: readonly Person[] = [
  {
    ...demonstrationOwner,
    title: { sv: 'Hudterapeut och ägare', en: 'Skin therapist and owner' },
    role: 'owner',
    credential,
    week: [
      ...on([1, 2], '08:00', '12:00'),
      ...on([1, 2], '12:30', '16:00'),
      ...on([3], '08:30', '12:30'),
      ...on([4], '12:00', '16:00'),
      ...on([4], '16:30', '20:00'),
    ],
  },
  {
    name: 'Sixten Påhittad',
    title: therapist,
    role: 'therapist',
    credential,
    email: 'terapeut@klinik.example',
    week: [
      ...on([1, 3, 5], '10:00', '14:00'),
      ...on([1, 3, 5], '14:30', '18:00'),
      ...on([4], '08:00', '13:00'),
    ],
  },
  {
    name: 'Freja Fiktiv',
    title: therapist,
    role: 'therapist',
    week: [
      ...on([2, 3, 5], '08:00', '12:00'),
      ...on([2, 3], '12:30', '16:30'),
      ...on([5], '12:30', '16:00'),
      ...on([6], '09:00', '15:00'),
    ],
  },
  {
    name: 'Milo Låtsas',
    title: therapist,
    role: 'therapist',
    week: [
      ...on([1, 5], '09:00', '13:00'),
      ...on([1, 5], '13:30', '17:00'),
      ...on([2], '12:00', '18:00'),
      ...on([4], '08:00', '12:00'),
      ...on([4], '12:30', '16:00'),
    ],
  },
  {
    name: 'Ebba Tänkt',
    title: { sv: 'Reception', en: 'Front desk' },
    role: 'desk',
    email: 'reception@klinik.example',
  },
]

export const rooms = ['Rum 1', 'Rum 2', 'Rum 3'] as const
export const pens = ['Penna 1', 'Penna 2'] as const

/** Its contact time decides how long the numbing takes. */
export const ointment = {
  name: { sv: 'Lidokain 4 %', en: 'Lidocaine 4%' },
  minutes: 30,
  source: 'droracle.ai on liposomal lidocaine 4% (secondary source): 30 minutes, with nothing covering it',
  grade: 'verified',
}

export type MadeUpSegment = {
  readonly name: Localised
  /** Or as long as the ointment needs. */
  readonly minutes: number | 'ointment'
  readonly holds: readonly Kind[]
  readonly clientPresent?: false
}

export type MadeUpService = {
  readonly kind: 'analysis' | 'treatment'
  readonly name: Localised
  readonly summary: Localised
  readonly visits: number
  readonly rest?: { readonly least: number; readonly ideal: number; readonly most: number }
  /** For the whole course, VAT included. */
  readonly priceMinor: number
  readonly vatPercent: number
  readonly segments: readonly MadeUpSegment[]
}

export const services: readonly MadeUpService[] = [
  {
    kind: 'treatment',
    name: { sv: 'Microneedling, tre behandlingar', en: 'Microneedling, three treatments' },
    summary: {
      sv: 'Tre besök med ungefär en månad emellan. Först får en bedövande salva verka, sedan behandlas huden med fina nålar, och till sist vilar den under en kylande mask.',
      en: 'Three visits, about a month apart. First a numbing ointment is given time to work, then the skin is treated with fine needles, and at the end it rests under a cooling mask.',
    },
    visits: 3,
    rest: { least: 28, ideal: 30, most: 42 },
    priceMinor: 585_000,
    vatPercent: 25,
    segments: [
      { name: { sv: 'Välkomnande', en: 'Welcome' }, minutes: 10, holds: ['therapist', 'room'] },
      { name: { sv: 'Bedövning', en: 'Numbing' }, minutes: 'ointment', holds: ['room'] },
      { name: { sv: 'Nålbehandling', en: 'Needling' }, minutes: 30, holds: ['therapist', 'room', 'device'] },
      { name: { sv: 'Kylande mask', en: 'Cooling mask' }, minutes: 15, holds: ['room'] },
      { name: { sv: 'Råd och avslut', en: 'Handover' }, minutes: 5, holds: ['therapist', 'room'] },
      { name: { sv: 'Städning', en: 'Cleaning' }, minutes: 10, holds: ['room'], clientPresent: false },
    ],
  },
  {
    kind: 'analysis',
    name: { sv: 'Hudanalys', en: 'Skin analysis' },
    summary: {
      sv: 'Ett lugnt samtal och en noggrann titt på din hud. Du får veta vad som kan hjälpa, hur lång tid det tar, vad det kostar och vad vi inte vet.',
      en: 'A calm talk and a careful look at your skin. You hear what may help, how long it takes, what it costs, and what we do not know.',
    },
    visits: 1,
    priceMinor: 45_000,
    vatPercent: 25,
    segments: [{ name: { sv: 'Hudanalys', en: 'Skin analysis' }, minutes: 45, holds: ['therapist', 'room'] }],
  },
]

function on(weekdays: readonly number[], from: string, to: string): Shift[] {
  return weekdays.map((weekday) => ({ weekday, from, to }))
}
