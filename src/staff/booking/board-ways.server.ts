/** The ways from one board to the others: by day or week, by therapist, room or pen. */
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { addressOf, bys } from './board-address.ts'
import type { WayTo } from './board-page.panel.tsx'
import type { By } from './boarded-day.ts'

type From = {
  readonly view: 'day' | 'week'
  readonly by: By
  readonly date: string
  readonly language: Language
}

export function waysFrom({ view, by, date, language }: From): { views: WayTo[]; bys: WayTo[] } {
  const locale = { locale: language }
  const names = {
    therapist: m.staff_therapists({}, locale),
    room: m.staff_rooms({}, locale),
    device: m.board_devices({}, locale),
  }
  return {
    views: [
      { href: addressOf({ view: 'day', by, date }), words: m.board_day({}, locale), isHere: view === 'day' },
      {
        href: addressOf({ view: 'week', by, date }),
        words: m.board_week({}, locale),
        isHere: view === 'week',
      },
    ],
    bys: bys.map((one) => ({
      href: addressOf({ view, by: one, date }),
      words: names[one],
      isHere: one === by,
    })),
  }
}

export function boardLabel({ view, by, language }: From): string {
  const locale = { locale: language }
  if (view === 'week') return m.board_label_week({}, locale)
  if (by === 'device') return m.board_label_device({}, locale)
  return by === 'room' ? m.staff_board_by_room({}, locale) : m.staff_board_by_therapist({}, locale)
}

/** A weekday begins with a small letter in Swedish, a heading does not. */
export function asHeading(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
