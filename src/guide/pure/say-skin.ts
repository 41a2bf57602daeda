/**
 * The same moment in words, for whoever does not see the picture and for whoever wants to know what is drawn. The words
 * come from the page, with places such as {low}; here are only the numbers, rounded as far as they can be trusted.
 */
import type { SkinNow } from './healing-model.ts'
import type { Band } from './healing-parameters.ts'
import { spellOf } from './skin-moments.ts'

export type SkinWords = {
  readonly decimal: string
  readonly prick: string
  readonly hours: string
  readonly days: string
  readonly weeks: string
  readonly months: string
  /** {low} {high} millimetres of a set {length}. */
  readonly reached: string
  readonly mayGoThrough: string
  /** {low} {high} hours. */
  readonly closing: string
  readonly closed: string
  /** {low} {high} percent. */
  readonly collagen: string
  readonly noCollagen: string
  readonly redness: string
  readonly noRedness: string
  readonly phases: Readonly<Record<SkinNow['phase'], string>>
}

export function sayMoment(days: number, words: SkinWords): string {
  const { count, unit } = spellOf(days)
  return days === 0 ? words.prick : filled(words[unit], { count: String(count) })
}

/** Sentences in the order in which the picture is read, from the surface down. */
export function saySkin(
  now: SkinNow,
  { lengthMm, days }: { readonly lengthMm: number; readonly days: number },
  words: SkinWords,
): string[] {
  const mm = (value: number) => decimal(value, 2, words)
  const isOpen = now.open.high > 0.125
  return [
    words.phases[now.phase],
    now.redness.high > 0.1 ? words.redness : words.noRedness,
    filled(words.reached, { ...bandWords(now.reachedMm, mm), length: mm(lengthMm) }),
    ...(now.layerReached.includes('below') ? [words.mayGoThrough] : []),
    isOpen
      ? filled(
          words.closing,
          bandWords(now.closedAfterHours, (hours) => String(Math.round(hours))),
        )
      : words.closed,
    days < 14 || now.collagen.high < 1
      ? words.noCollagen
      : filled(
          words.collagen,
          bandWords(now.collagen, (percent) => String(Math.round(percent))),
        ),
  ]
}

/** '5–27', or one figure where both are the same. */
export function sayBand({ low, high }: Band, places: number, words: Pick<SkinWords, 'decimal'>): string {
  const [from, until] = [decimal(low, places, words), decimal(high, places, words)]
  return from === until ? from : `${from}–${until}`
}

function bandWords({ low, high }: Band, say: (value: number) => string) {
  return { low: say(low), high: say(high) }
}

function decimal(value: number, places: number, words: Pick<SkinWords, 'decimal'>): string {
  const factor = 10 ** places
  return String(Math.round(value * factor) / factor).replace('.', words.decimal)
}

function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
