/**
 * Swedish writes as one word what English writes as two: 'rynkbehandling', 'bedövningssalva'. A compound is taken
 * apart at the words of the texts themselves: an end that is a known word, and before it something long enough to be
 * one, with or without the binding 's'. So a search for either half finds the whole, and the other way round.
 */

const shortestPart = 4
/** A shorter end counts only where what stands before it is a word too: 'parkering' does not ring. */
const shortestAlone = 5
const shortestHead = 3

/** The known words that this one is put together of, the last part first; empty for a word that is not. */
export function compoundParts(word: string, known: ReadonlySet<string>): string[] {
  for (let at = shortestHead; at <= word.length - shortestPart; at += 1) {
    const tail = word.slice(at)
    if (!known.has(tail)) continue
    const head = word.slice(0, at)
    const plain = head.endsWith('s') && known.has(head.slice(0, -1)) ? head.slice(0, -1) : head
    if (known.has(plain)) return [tail, plain]
    if (tail.length >= shortestAlone) return [tail]
  }
  return []
}
