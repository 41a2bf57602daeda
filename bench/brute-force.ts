/**
 * The same question answered the way nobody can get wrong: paint every minute, then try every start minute
 * by minute. It shares no line with the search. That `search-oracle.makers.ts`, which reads the wall clock
 * with Temporal for every minute, agrees too is asked in the room's own tests.
 */
import { daysOf, type MadeUp, type Span } from './made-up-clinic.ts'

export type Question = {
  readonly span: Span
  readonly minutes: number
  readonly gridMinutes: number
}

/** Every start, as minutes since 1970, at which this one alone is free for that long. */
export function startsByBruteForce(who: MadeUp, { span, minutes, gridMinutes }: Question): number[] {
  const { free, first } = freeMinutesOf(who, span)
  const starts: number[] = []
  for (const { midnight } of daysOf(span)) {
    for (let minute = 0; minute < 1440; minute += gridMinutes) {
      const at = midnight + minute - first
      let held = 0
      while (held < minutes && free[at + held] === 1) held += 1
      if (held === minutes) starts.push(midnight + minute)
    }
  }
  return starts
}

/** One byte a minute, from some hours before the first midnight. */
export function freeMinutesOf(who: MadeUp, span: Span): { free: Uint8Array; first: number } {
  const days = daysOf(span)
  const first = (days[0]?.midnight ?? 0) - 120
  const free = new Uint8Array((span.days + 1) * 1440 + 240)
  for (const { date, midnight, weekday } of days) {
    if (weekday > 5 || who.daysOff.includes(date)) continue
    for (const { from, to } of who.shifts) free.fill(1, midnight + from - first, midnight + to - first)
  }
  for (const { start, end } of who.booked) free.fill(0, start - first, end - first)
  return { free, first }
}

/** A visit's segment: its minutes and what it holds meanwhile. */
export type Held = { readonly minutes: number; readonly holds: readonly MadeUp['kind'][] }

export type ClinicQuestion = {
  readonly span: Span
  readonly gridMinutes: number
  readonly segments: readonly Held[]
  readonly visits: number
  readonly rest: { readonly atLeastDays: number; readonly atMostDays: number }
}

/** How many courses a clinic could give, by starts and therapists: every start after every start, one by one. */
export function coursesByBruteForce(clinic: readonly MadeUp[], question: ClinicQuestion): number {
  const beginnings = beginningsOf(clinic, question)
  let ways = beginnings.map(() => 1)
  for (let visit = 1; visit < question.visits; visit += 1) {
    ways = beginnings.map(({ day }) => {
      let sum = 0
      for (const [at, later] of beginnings.entries()) {
        const rest = later.day - day
        if (rest >= question.rest.atLeastDays && rest <= question.rest.atMostDays) sum += ways[at] ?? 0
      }
      return sum
    })
  }
  return ways.reduce((sum, way) => sum + way, 0)
}

/** Each start with each therapist who could then give the visit, some room and some pen being free for it. */
function beginningsOf(
  clinic: readonly MadeUp[],
  { span, gridMinutes, segments }: ClinicQuestion,
): { day: number }[] {
  const painted = clinic.map((who) => ({ kind: who.kind, ...freeMinutesOf(who, span) }))
  const held = segments.flatMap(({ minutes, holds }) => Array.from({ length: minutes }, () => holds))
  const fits = ({ kind, free, first }: (typeof painted)[number], start: number): boolean =>
    held.every((holds, minute) => !holds.includes(kind) || free[start + minute - first] === 1)
  const needed = (['room', 'device'] as const).filter((kind) =>
    segments.some(({ holds }) => holds.includes(kind)),
  )
  const therapists = painted.filter(({ kind }) => kind === 'therapist')
  const found: { day: number }[] = []
  for (const [day, { midnight }] of daysOf(span).entries()) {
    for (let minute = 0; minute < 1440; minute += gridMinutes) {
      const start = midnight + minute
      const possible = needed.every((kind) => painted.some((one) => one.kind === kind && fits(one, start)))
      if (!possible) continue
      found.push(...therapists.filter((one) => fits(one, start)).map(() => ({ day })))
    }
  }
  return found
}
