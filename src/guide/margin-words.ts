import type { Language } from '#platform/language'
import type { Grade } from './contract.ts'

type MarginWords = {
  readonly source: (number: number) => string
  readonly sources: (numbers: readonly number[]) => string
  readonly back: (number: number, place: number) => string
  readonly questionsHeading: string
  readonly sourcesHeading: string
  readonly sourcesIntro: string
  readonly lookedAt: (day: string) => string
  readonly grade: Readonly<Record<Grade, string>>
}

/** What the machinery around an article says. The article's own words are in its file. */
export const marginWords: Readonly<Record<Language, MarginWords>> = {
  sv: {
    source: (number) => `Källa ${number}`,
    sources: (numbers) => (numbers.length === 1 ? `Källa ${numbers[0]}` : `Källor ${numbers.join(', ')}`),
    back: (number, place) => `Tillbaka till texten: källa ${number}, ställe ${place}`,
    questionsHeading: 'Vanliga frågor',
    sourcesHeading: 'Källor',
    sourcesIntro:
      'Under varje källa står hur väl vi känner till uppgiften. Är den läst i källan, vår bedömning, uträknad av oss eller allmän kunskap?',
    lookedAt: (day) => `Genomgången ${day}`,
    grade: {
      verified: 'Läst i källan',
      judgement: 'Vår bedömning',
      derived: 'Uträknat av oss',
      memory: 'Allmän kunskap, inte kontrollerad',
    },
  },
  en: {
    source: (number) => `Source ${number}`,
    sources: (numbers) => (numbers.length === 1 ? `Source ${numbers[0]}` : `Sources ${numbers.join(', ')}`),
    back: (number, place) => `Back to the text: source ${number}, place ${place}`,
    questionsHeading: 'Common questions',
    sourcesHeading: 'Sources',
    sourcesIntro:
      'Below each source stands how well we know the fact. Was it read in the source, judged by us, worked out by us, or is it common knowledge?',
    lookedAt: (day) => `Looked at on ${day}`,
    grade: {
      verified: 'Read in the source',
      judgement: 'Our judgement',
      derived: 'Worked out by us',
      memory: 'Common knowledge, not checked',
    },
  },
}
