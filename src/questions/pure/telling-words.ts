/**
 * A question without the words that tell nothing of what it is about: "may I", "how do I", "is it good to". Full
 * text leaves out articles and pronouns by itself, but not these, and it knows none that was typed without dots.
 */
const empty: Readonly<Record<'sv' | 'en', string>> = {
  sv: 'tar ta får få far fa gör göra gor gora kan går gå gar ga börja börjar bra ska skall vill emot behöver måste man igen blir bli är ar när nar hur vad hej tack snälla undrar fråga hos er ni ens se säga bör jag mig min mitt mina om en ett det den på att för och efteråt',
  en: 'may can could should would shall will might must do does did get gets take takes go goes need needs want again im ive hi hello thanks thank please wonder question know tell ok okay good afterwards',
}

export function tellingWords(text: string, language: 'sv' | 'en'): string {
  const skipped = new Set(empty[language].split(' '))
  const words =
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) ?? []
  return words.filter((word) => !skipped.has(word.replace(/['’]/g, ''))).join(' ')
}
