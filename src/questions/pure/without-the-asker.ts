/**
 * Before an answer becomes an entry that everybody reads, nothing in it may tell who asked. The asker's own name,
 * number and address are known and are looked for word by word; any other number of a telephone's length and any
 * address of e-mail is taken for somebody's too, but for the clinic's own.
 */
export type Asker = { readonly name: string; readonly reachAt: string }

/** The words as they may stand, with what was taken out marked by an ellipsis. */
export function withoutTheAsker(text: string, asker: Asker): string {
  let bare = text.replace(mail, '…').replace(number, (found) => (day.test(found) ? found : '…'))
  for (const word of namesOf(asker))
    bare = bare.replace(wholeWord(word), (found) => (isName(found) ? '…' : found))
  return bare
}

/** What of the asker still stands in the text. */
export function tracesOf(
  text: string,
  { asker, clinic }: { asker: Asker; clinic: readonly string[] },
): string[] {
  const ours = new Set(clinic.map(plainly))
  const reachable = [...text.matchAll(mail), ...text.matchAll(number)]
    .map(([found]) => found)
    .filter((found) => !ours.has(plainly(found)) && !day.test(found))
  return [
    ...reachable,
    ...namesOf(asker).filter((word) => [...text.matchAll(wholeWord(word))].some(([found]) => isName(found))),
  ]
}

/** It ends with a letter or a figure: the full stop after it is the sentence's. */
const mail = /[^\s@<>]{1,64}@[^\s@<>]{0,252}[\p{L}\p{N}]/gu
/** Seven digits or more, with what people put between them. */
const number =
  /(?:(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./ ]\d{4})(?!-?\d))|\+?\d(?:[ \-–()./]{0,2}\d){6,14}/gu
/** A day is nobody's number; a personal identity number has four figures more. */
const day =
  /^(?:(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|\d{1,2}[./]\d{1,2}[./ ](?:19|20)\d{2})$/u

function namesOf({ name }: Asker): string[] {
  return name.split(/[\s,]+/u).filter((word) => word.length >= 2)
}

/** "Per" is a name and "per dag" is none: a name is written with a capital. */
function isName(found: string): boolean {
  return /^\p{Lu}/u.test(found)
}

function wholeWord(word: string): RegExp {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // A genitive's s belongs to the name: "Veras hud".
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}s?(?![\\p{L}\\p{N}])`, 'giu')
}

function plainly(text: string): string {
  return text.includes('@')
    ? text.toLowerCase()
    : text.replace(/\D/g, '').replace(/^00/, '').replace(/^0/, '46')
}
