/**
 * Whether a question may be about harm: fever, pus, an eye, breathing, swelling of lips or throat, sight, signs of a
 * stroke, cramps, not wanting to live, and the rest of the clinic's red flags (harm-words.ts has the words). It looks for beginnings of words,
 * since Swedish hangs its endings on them, in both languages whatever the page's is.
 *
 * It errs on the side of showing. "I have no fever" shows the advice too: reading three lines too many costs little,
 * and who can tell a "not" that was meant for another word. Each sign names the fact that holds its threshold and
 * its source (the clinical facts of the guide).
 */
import { harmless, smells, type Sign, type Smell } from './harm-words.ts'

export type Urgency = 'emergency' | 'same-day'
export type Harm = { readonly urgency: Urgency; readonly signs: readonly Sign[] }

/** Signs that call for 112 at once, whatever else is said. */
const calls112: readonly Sign[] = ['breathing', 'sight', 'stroke', 'blue-lips', 'seizure', 'despair']

/** The fact, in the guide, that a sign's advice rests on. What no fact tells of is met with the numbers alone. */
const factOf: Readonly<Record<Sign, string | undefined>> = {
  breathing: 'emergency-allergy',
  sight: 'emergency-eye',
  eye: 'emergency-eye',
  stroke: 'emergency-stroke',
  'blue-lips': 'emergency-blue-lips',
  seizure: undefined,
  despair: undefined,
  infection: 'call-infection',
  blisters: 'call-blisters',
  'swelling-pain': 'call-swelling-pain',
  redness: 'call-redness',
  numbness: 'call-numbness',
  other: undefined,
}

const signs = Object.keys(factOf) as readonly Sign[]

export function smellsOfHarm(text: string): Harm | undefined {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’‘´`]/g, '')
    .replace(/\s+/g, ' ')
  const words = ` ${plain.replace(harmless, ' ')} `
  const found = signs.filter((sign) => smells[sign].some((smell) => isIn(words, smell)))
  if (found.length === 0) return undefined
  return { urgency: found.some((sign) => calls112.includes(sign)) ? 'emergency' : 'same-day', signs: found }
}

/** The facts to show with the advice, the most urgent first, each once. */
export function factsOf({ signs: found }: Harm): string[] {
  return [...new Set(found.flatMap((sign) => factOf[sign] ?? []))]
}

function isIn(words: string, smell: Smell): boolean {
  return typeof smell === 'string' ? isTyped(words, smell) : smell.every((one) => isTyped(words, one))
}

/**
 * As it is spelt, or typed without its dots and rings. Only the sign's word loses them, never what was asked:
 * "kläder" would be read as the itch that "klad" is.
 */
function isTyped(words: string, start: string): boolean {
  return begins(words, start) || begins(words, bareOf(start))
}

const bare = new Map<string, string>()

function bareOf(start: string): string {
  const known = bare.get(start) ?? start.normalize('NFD').replace(/\p{M}/gu, '')
  bare.set(start, known)
  return known
}

/** True where a word begins so; with a hyphen before it, also where a part of a compound does ("halssvullnad"). */
function begins(words: string, start: string): boolean {
  if (start.startsWith('-')) return words.includes(start.slice(1))
  let at = words.indexOf(start)
  while (at >= 0) {
    if (!/[\p{L}\p{N}]/u.test(words[at - 1] ?? ' ')) return true
    at = words.indexOf(start, at + 1)
  }
  return false
}
