/**
 * The words by which a client is found. Åsa is found by "asa" and Asa by "åsa": both sides are folded to plain
 * small letters before they meet. A number is kept as it is dialled from abroad and from home. Whoever seeks
 * writes the beginning of any words, in any order.
 *
 * Why words and not trigrams: under row-level security an index serves only comparisons that cannot leak, and a
 * range of a sorted column is one (bench/register.ts).
 */
export type ClientWord = {
  readonly word: string
  /** Hardly two people share it: a whole number, a whole address, the sound of a whole name. */
  readonly isMark: boolean
}

export type NamedClient = { readonly name: string; readonly email: string; readonly phone: string }

const mostWords = 12
/** Digits that are no part of a word or an address, with what people write between them. */
const standingNumber = /(?<![\p{L}\p{N}@._+-])\+?\d(?:[\d\s()./-]*\d)?(?![\p{L}@])/gu
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

/** Small letters without their rings, dots and accents. */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæœßđðłþı]/g, (letter) => letters[letter] ?? letter)
}

export function wordsOf({ name, email, phone }: NamedClient): ClientWord[] {
  const address = fold(email.trim())
  const sound = soundOf(name)
  const marks = [address, phone.replace(/\D/g, ''), sound && `~${sound}`].filter((word) => word !== '')
  const others = [...partsOf(name), ...partsOf(address.split('@')[0] ?? ''), dialledAtHome(phone)]
  const plain = new Set(others.filter((word) => word !== '' && !marks.includes(word)).slice(0, mostWords))
  return [
    ...marks.map((word) => ({ word, isMark: true })),
    ...[...plain].map((word) => ({ word, isMark: false })),
  ]
}

/** What somebody wrote in the search field, the longest word first: it leaves the fewest. */
export function wordsAsked(text: string): string[] {
  const numbers = text.slice(0, 200).replace(standingNumber, (number) => ` ${digitsOf(number)} `)
  const words = numbers
    .split(/[\s,;]+/)
    .flatMap((word) => (word.includes('@') ? [fold(word)] : partsOf(word)))
  return [...new Set(words)].toSorted((one, other) => other.length - one.length).slice(0, 5)
}

/**
 * How a name sounds, roughly: its words in order of letters, their vowels and doubled letters left out and
 * letters that sound alike made one. Kristina Svensson and Christina Svenson share it. A hint, not a proof.
 */
export function soundOf(name: string): string {
  const words = partsOf(name).map((word) =>
    spoken(word)
      .replace(/(?<=.)[aeiouyhj]/g, '')
      .replace(/^[iyj]/, 'i')
      .replace(/(.)\1+/g, '$1'),
  )
  return words.length < 2 ? '' : words.toSorted().join('~')
}

/** Letters apart, counted over the whole names as they are spoken, words in order: at most one in eight. */
export function isMuchAlike(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => partsOf(name).map(spoken).toSorted().join(' '))
  if (!a || !b) return false
  return distance(a, b) <= Math.max(1, Math.floor(Math.min(a.length, b.length) / 8))
}

/** Letters that sound alike made one. */
function spoken(word: string): string {
  return word
    .replace(/ch|ck|q|c/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/w/g, 'v')
    .replace(/z/g, 's')
    .replace(/x/g, 'ks')
    .replace(/(.)\1+/g, '$1')
}

function distance(a: string, b: string): number {
  const first = Array.from({ length: b.length + 1 }, (_, at) => at)
  const last = [...a].reduce((above, letter, row) => {
    const line = [row + 1]
    for (const [at, other] of [...b].entries()) {
      const changed = (above[at] ?? 0) + (letter === other ? 0 : 1)
      line.push(Math.min(changed, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1))
    }
    return line
  }, first)
  return last.at(-1) ?? 0
}

function partsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function digitsOf(number: string): string {
  return number.replace('(0)', '').replace(/\D/g, '').replace(/^00/, '')
}

/** 0701740605 for +46701740605; numbers of other lands are dialled with their code. */
function dialledAtHome(phone: string): string {
  return phone.startsWith('+46') ? `0${phone.slice(3)}` : ''
}
