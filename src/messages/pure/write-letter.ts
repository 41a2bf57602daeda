/**
 * What a message says. Subjects name the clinic and never the treatment or a symptom: a subject is read over a
 * shoulder, and a calendar is shared. Each text says what happened, when it is, and what to do if it does not fit.
 *
 * The words stand here and not among the pages' words, since a message is kept and sent long after the page, in
 * the client's language and not the reader's.
 */
export type Letter = { readonly subject: string; readonly text: string }

export type LetterWords = {
  readonly clinic: { readonly name: string; readonly phone: string; readonly address: string }
  /** As a person says them: "Tuesday 12 January, 10:30", with the therapist where one is known. */
  readonly visits: readonly string[]
  /** The page on which she looks and cancels. */
  readonly link: string
}

type Kind = 'course-booked' | 'visits-cancelled'
type Language = 'sv' | 'en'

export function writeLetter(kind: Kind, language: Language, words: LetterWords): Letter {
  return letters[language][kind](words)
}

const letters: Record<Language, Record<Kind, (words: LetterWords) => Letter>> = {
  sv: {
    'course-booked': ({ clinic, visits, link }) => ({
      subject: `Besök hos ${clinic.name}`,
      text: paragraphs(
        visits.length > 1 ? 'Dina besök är bokade:' : 'Ditt besök är bokat:',
        lines(visits),
        `Adress: ${clinic.address}`,
        `Här ser du dina tider och kan avboka: ${link}`,
        `Passar något inte, ring oss på ${clinic.phone}.`,
      ),
    }),
    'visits-cancelled': ({ clinic, visits, link }) => ({
      subject: `Avbokat besök hos ${clinic.name}`,
      text: paragraphs(
        visits.length > 1 ? 'De här besöken är avbokade:' : 'Det här besöket är avbokat:',
        lines(visits),
        `Här ser du vad som fortfarande är bokat: ${link}`,
        `Undrar du något, ring oss på ${clinic.phone}.`,
      ),
    }),
  },
  en: {
    'course-booked': ({ clinic, visits, link }) => ({
      subject: `Visit at ${clinic.name}`,
      text: paragraphs(
        visits.length > 1 ? 'Your visits are booked:' : 'Your visit is booked:',
        lines(visits),
        `Address: ${clinic.address}`,
        `See your times or cancel here: ${link}`,
        `If something does not fit, call us on ${clinic.phone}.`,
      ),
    }),
    'visits-cancelled': ({ clinic, visits, link }) => ({
      subject: `Cancelled visit at ${clinic.name}`,
      text: paragraphs(
        visits.length > 1 ? 'These visits are cancelled:' : 'This visit is cancelled:',
        lines(visits),
        `See what is still booked here: ${link}`,
        `If you wonder about anything, call us on ${clinic.phone}.`,
      ),
    }),
  },
}

function lines(visits: readonly string[]): string {
  return visits.map((visit) => `– ${visit}`).join('\n')
}

function paragraphs(...parts: readonly string[]): string {
  return parts.join('\n\n')
}
