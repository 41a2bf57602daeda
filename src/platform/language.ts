export const languages = ['sv', 'en'] as const
export type Language = (typeof languages)[number]

/** A text that a clinic keeps in every language that Lyster speaks. */
export type Localised = Readonly<Record<Language, string>>

export function isLanguage(text: string | undefined): text is Language {
  return languages.some((language) => language === text)
}
