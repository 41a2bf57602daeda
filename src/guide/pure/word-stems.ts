/**
 * Words as a search compares them: in small letters, without the endings that grammar hangs on. It is a light stemmer:
 * it takes one ending at most, and never so much that two different things become one (a stem keeps three letters).
 */
export type TextLanguage = 'sv' | 'en'

/** The stems of a text in order, without the words that every text has. */
export function stemsIn(text: string, language: TextLanguage): string[] {
  return wordsOf(text)
    .filter((word) => !commonWords[language].has(word))
    .map((word) => stemOf(word, language))
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]{2,}/gu) ?? []
  )
}

export function stemOf(word: string, language: TextLanguage): string {
  const ending = endings[language].find((one) => word.endsWith(one) && word.length - one.length >= 3)
  return ending === undefined ? word : word.slice(0, -ending.length)
}

/** Longest first: 'rynkornas' loses 'ornas', not 's'. */
const endings: Readonly<Record<TextLanguage, readonly string[]>> = {
  sv: (
    'arnas ernas ornas ningar ningen arna erna orna ades ande ning are ade ens ets ' +
    'ar er or en et an na as es at a e s t n'
  ).split(' '),
  en: 'nesses ments ness ment ings edly ing ies ied ed es ly er s y e'.split(' '),
}

const commonWords: Readonly<Record<TextLanguage, ReadonlySet<string>>> = {
  sv: new Set(
    (
      'alla allt att av bara bli blir de dem den denna det detta dig din dina ditt du där då efter eller en ett finns flera ' +
      'från får för gör ha han har hon hur här i in inga ingen inget inte ja jag kan kunna man med men mer mig min mot ' +
      'mycket nej ni nu när några något och också om oss på sedan sig sin ska så som till under upp ur ut utan vad var ' +
      'vara vi vid vilka vilken än är åt över'
    )
      .split(' ')
      .filter((word) => word !== 'efter' && word !== 'var'),
  ),
  en: new Set(
    (
      'a about all also an and any are as at be been but by can could did do does few for from get had has have he her how ' +
      'i if in into is it its just may me more most my no not of on one or our out she so some such than that the their them ' +
      'then there these they this those to too up us was we were what when where which who will with would you your'
    )
      .split(' ')
      .filter((word) => word !== 'who'),
  ),
}
