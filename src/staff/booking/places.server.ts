/**
 * Where on the board a visit may be put: for each column and each start, yes, yes with a reason (a rule of the
 * course is broken), or no and who or what is in the way. Said in runs, so that a week is a few kilobytes.
 */
import type { MoveStart } from '#booking/desk'
import type { Interval, Kind, Minute } from '#booking/pure'
import type { Rest } from '#clinic/contract'
import type { Language } from '#platform/language'
import { sayTime } from '#platform/say'
import { m } from '#platform/words'
import { type Places, runsOf, type Verdict } from './places.ts'
import { type Bookable, type Held, missingKind, type Obstacle, obstacleTo } from './why-not.server.ts'

export type PlacedDay = {
  /** 'YYYY-MM-DD' */
  readonly day: string
  /** Every start on the grid. */
  readonly starts: readonly Minute[]
  readonly bookables: readonly Bookable[]
  /** Days since the visit before, if there is one. */
  readonly restDays: number | undefined
}

export type Placing = {
  readonly by: Kind
  readonly stepMinutes: number
  readonly clock: Places['clock']
  readonly days: readonly PlacedDay[]
  readonly fits: ReadonlyMap<Minute, MoveStart>
  readonly held: ReadonlyMap<Kind, readonly Held[]>
  readonly rest: Rest | undefined
  readonly names: ReadonlyMap<string, string>
  readonly now: Minute
  readonly zone: string
  readonly language: Language
}

export function placesFrom(placing: Placing): Places {
  const verdicts: Verdict[] = []
  const numbers = new Map<string, number>()
  const numberOf = (verdict: Verdict) => {
    const key = `${verdict.may} ${verdict.words}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, verdicts.push(verdict) - 1)
    return verdicts.length - 1
  }
  const columns = placing.days.flatMap((day) =>
    day.bookables
      .filter(({ kind }) => kind === placing.by)
      .map((column) => {
        const answers = day.starts.map(
          (start) => [start, numberOf(verdictOn(placing, { day, column, start }))] as const,
        )
        return { column: column.id, day: day.day, runs: runsOf(answers, placing.stepMinutes) }
      }),
  )
  return { stepMinutes: placing.stepMinutes, clock: placing.clock, verdicts, columns }
}

type Asked = { readonly day: PlacedDay; readonly column: Bookable; readonly start: Minute }

function verdictOn(placing: Placing, asked: Asked): Verdict {
  const locale = { locale: placing.language }
  const { by, held, fits, now } = placing
  const { day, column, start } = asked
  if (start <= now) return { may: 'no', words: m.board_move_past({}, locale) }
  const own = held.get(by)
  if (!own) return { may: 'no', words: m.board_move_needs_none({}, locale) }
  const fit = fits.get(start)
  if (fit?.free[by]?.includes(column.id)) return verdictOnRest(placing, day, fit)
  const obstacle = obstacleTo(column, start, own)
  if (obstacle) {
    const { why, during } = obstacle
    const name = placing.names.get(column.id) ?? ''
    const { language } = placing
    return {
      may: 'no',
      words: sayInTheWay({ kind: by, name, why, time: saySpan(during, placing), language }),
    }
  }
  const missing = missingKind(day.bookables, start, { held, beside: by })
  return {
    may: 'no',
    words: missing ? sayMissing[missing]({}, locale) : m.board_move_being_booked({}, locale),
  }
}

function verdictOnRest({ rest, language }: Placing, { restDays }: PlacedDay, fit: MoveStart): Verdict {
  const locale = { locale: language }
  if (fit.passes !== undefined) return { may: 'no', words: sayPasses(fit.passes, { language }) }
  const days = restDays ?? 0
  if (fit.rest === 'too-short')
    return { may: 'ask', words: m.board_move_rest_short({ days, least: rest?.atLeastDays ?? 0 }, locale) }
  if (fit.rest === 'too-long')
    return { may: 'ask', words: m.board_move_rest_long({ days, most: rest?.atMostDays ?? 0 }, locale) }
  if (fit.later === 'cannot') return { may: 'ask', words: m.board_move_later_cannot({}, locale) }
  return { may: 'yes', words: fit.later === 'follow' ? m.board_move_later_follow({}, locale) : '' }
}

/** It would meet or pass that visit of its own course. */
export function sayPasses(position: number, { language }: { readonly language: Language }): string {
  return m.board_move_out_of_order({ position }, { locale: language })
}

/** Nobody, no room, no pen. */
export const sayMissing = {
  therapist: m.board_move_no_therapist,
  room: m.board_move_no_room,
  device: m.board_move_no_device,
}

type Named = {
  readonly kind: Kind
  readonly name: string
  readonly why: Obstacle['why']
  readonly time: string
  readonly language: Language
}

/** "Sara is busy 10:00–11:00", "Room 2 is in use 10:00–11:40" */
export function sayInTheWay({ kind, name, why, time, language }: Named): string {
  const locale = { locale: language }
  const somebody = kind === 'therapist'
  switch (why) {
    case 'busy':
      return somebody
        ? m.board_move_busy({ name, time }, locale)
        : m.board_move_busy_place({ name, time }, locale)
    case 'away':
      return somebody ? m.board_move_away({ name }, locale) : m.board_move_away_place({ name }, locale)
    case 'closed':
      return m.board_move_closed({}, locale)
    case 'off':
      return somebody ? m.board_move_off({ name }, locale) : m.board_move_away_place({ name }, locale)
  }
}

function saySpan(during: Interval | undefined, saying: Placing): string {
  return during ? `${sayTime(during.start, saying)}–${sayTime(during.end, saying)}` : ''
}
