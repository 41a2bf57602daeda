import { Temporal } from 'temporal-polyfill'

/** A calendar day as a date field sends it, or 'now'; undefined for everything else. */
export function askedLastDay(text: string): Temporal.PlainDate | 'now' | undefined {
  if (text === 'now') return 'now'
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
