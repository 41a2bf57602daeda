/**
 * A day's hours as a person writes them: "8–12, 12.30–16". A week of such lines is seven fields instead of the
 * twenty-eight that a form of times would need, and a day off is an empty one.
 *
 * What cannot be read is refused, never guessed; stretches are returned in the order of the day.
 */

/** HH:MM, within one day; `to` may be '24:00'. */
export type Hours = { readonly from: string; readonly to: string }

/** Undefined where it cannot be read, a stretch ends before it begins, or two of them overlap. */
export function hoursFromWords(text: string): Hours[] | undefined {
  const parts = text
    .trim()
    .split(/\s*(?:,|;|\boch\b|\band\b|&|\+)\s*/i)
    .filter((part) => part !== '')
  const hours = parts.map(stretchFrom)
  const sorted = hours.filter((one) => one !== undefined).sort((a, b) => (a.from < b.from ? -1 : 1))
  if (sorted.length !== parts.length) return undefined
  const overlaps = sorted.some(({ from }, at) => from < (sorted[at - 1]?.to ?? '00:00'))
  return overlaps ? undefined : sorted
}

/** "08:00–12:00, 12:30–16:00"; nothing for a day off. Takes HH:MM:SS as well. */
export function wordsFromHours(hours: readonly Hours[]): string {
  return hours.map(({ from, to }) => `${from.slice(0, 5)}–${to.slice(0, 5)}`).join(', ')
}

/** One time of the day, '21', '21.00' or '21:00', as HH:MM; undefined where it cannot be read. */
export function clockFromWords(text: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim())
  const clock = found ? clockFrom(found[1], found[2]) : undefined
  return clock === '24:00' ? undefined : clock
}

const stretch = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|till|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/i

function stretchFrom(text: string): Hours | undefined {
  const found = stretch.exec(text)
  if (!found) return undefined
  const [from, to] = [clockFrom(found[1], found[2]), clockFrom(found[3], found[4])]
  return from && to && from < to ? { from, to } : undefined
}

function clockFrom(hour = '', minute = '00'): string | undefined {
  if (Number(minute) > 59 || Number(hour) * 60 + Number(minute) > 1440) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}
