/**
 * Which words of an entry may be somebody's name, for the eyes of whoever approves it: words with a capital letter
 * inside a sentence. It is only a flag. A place or a brand is one too, and a name that begins a sentence is missed,
 * which a list of names would not mend: the register's names are many people's.
 */
export function wordsLikeNames(text: string, known: readonly string[]): string[] {
  const ours = new Set(known.flatMap((words) => words.split(/\s+/)).map((word) => word.toLowerCase()))
  const found = [...text.matchAll(insideSentence)].map(([, word = '']) => word.replace(/[’']s$/u, ''))
  return [...new Set(found)].filter((word) => !ours.has(word.toLowerCase()) && !ordinary.has(word))
}

/** A capital after a small letter, a figure or a comma: what begins a sentence or a line does not count. */
const insideSentence = /(?<=[\p{Ll}\d,;]["”’)]?[ ]["“”’(]?)(\p{Lu}[\p{L}’'-]{1,60})/gu

const ordinary = new Set(
  (
    'SMS January February March April May June July August September October November December ' +
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday Swedish English Sweden'
  ).split(' '),
)
