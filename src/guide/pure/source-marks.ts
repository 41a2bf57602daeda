/**
 * A clinical sentence is followed by marks such as `[^pain-face]`, each the id of a fact. Sources are numbered
 * in the order of first mention, so that the reader meets 1, 2, 3; a fact cited again keeps its number. Places
 * are counted so that the list of sources can lead back to every mention.
 */

export type Mark = {
  readonly factId: string
  /** The source's number in the list, from 1. */
  readonly number: number
  /** Which mention of this source it is, from 1. */
  readonly place: number
}

/** A mark at the very start of a text, and the same anywhere in it. */
export const markAtStart = /^\[\^([a-z0-9-]+)\]/
const markAnywhere = /\[\^([a-z0-9-]+)\]/g

export function factIdsIn(text: string): string[] {
  return [...text.matchAll(markAnywhere)].map((match) => match[1] ?? '')
}

export function withoutMarks(text: string): string {
  return text.replace(markAnywhere, '')
}

/** Numbers the mentions in the order in which they are read. */
export function numberMarks(factIds: readonly string[]): Mark[] {
  const numbers = new Map<string, number>()
  const places = new Map<string, number>()
  return factIds.map((factId) => {
    const number = numbers.get(factId) ?? numbers.size + 1
    const place = (places.get(factId) ?? 0) + 1
    numbers.set(factId, number)
    places.set(factId, place)
    return { factId, number, place }
  })
}
