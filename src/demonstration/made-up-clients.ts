import type { Contact, NewClient } from '#clinic/contract'
import type { Language } from '#platform/language'

const firstNames = words(`
  Agnes Albin Alma Anton Astrid Axel Bianca Bosse Cleo Dalia Disa Edvin Elin Elvira Farah Folke Gry Hedda Idris Inez
  Ivar Jasmin Juni Kasper Leila Lo Majken Malik Nora Olle Petra Rakel Rut Saga Samir Signe Tage Tuva Vera Ylva Yusuf`)

const lastNames = words(`
  Exempel Exempelgren Exempelberg Exempelström Exempelqvist Påhitt Påhittsson Låtsasson Låtsasberg Fiktivsson Tänktman
  Provlund Provsson Sagofors Mallgren Diktander Exempellund Exempelholm Påhittberg Tänktström Provholm Sagolin
  Låtsaslund Fiktivgren Diktberg`)

/** A client as the clinic keeps her; the number is in her address, so no two are alike. */
export type MadeUpClient = NewClient & { readonly language: Language }

const contacts: readonly Contact[] = ['email', 'email', 'sms', 'email', 'sms', 'phone']

/** The n-th made-up client. Her name says that she is, and her number is one of PTS's for books and films. */
export function madeUpClient(n: number): MadeUpClient {
  const first = firstNames[n % firstNames.length] ?? ''
  const last = lastNames[(n * 6 + Math.floor(n / firstNames.length)) % lastNames.length] ?? ''
  return {
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}.${n + 1}@post.example`,
    phone: `+467017406${String(5 + (n % 95)).padStart(2, '0')}`,
    contact: contacts[n % contacts.length] ?? 'email',
    language: n % 9 === 4 ? 'en' : 'sv',
  }
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
