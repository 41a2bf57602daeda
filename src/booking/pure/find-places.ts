/**
 * Where one visit fits. Whether a therapist, a room and a pen are free for their stretches of a visit are three
 * separate questions about the start alone. Each resource is asked for all its stretches, so that it is one room for
 * the whole visit; a start is open when any room and any pen and a therapist answer yes: OR over rooms, OR over pens,
 * AND over the kinds. No combination is ever tried out; which room it will be is looked up where a start is chosen.
 */
import { type BitResource, isFreeFor } from './calendar.ts'
import { weekdayOf } from './clinic-days.ts'
import { keepFitting, join } from './fit.ts'
import { emptyRow, type Horizon, minuteOfDayAt, minuteOfTick } from './horizon.ts'
import type { Minute } from './interval.ts'
import { KINDS, type Kind, tickStretchesOf } from './protocol.ts'
import { type PlaceSearch, suitableStarts } from './suitable-starts.ts'
import { type Bits, hasTick, nextTick, TICK_MINUTES } from './ticks.ts'
import type { VisitPlace } from './visit-place.ts'

/** A start at which a visit fits, and who and what is free for it. A kind that no segment holds is absent. */
export type OpenStart = {
  readonly start: Minute
  /** Counted from the calendar's first day. */
  readonly day: number
  readonly weekday: number
  readonly minuteOfDay: number
  readonly free: { readonly [kind in Kind]?: readonly string[] }
}

/** Whose starts they are: nobody's where the visit needs no therapist. */
export type TherapistStarts = { readonly therapist: BitResource | undefined; readonly starts: Bits }

/** Where the visit fits with each therapist, a room and a pen being free: the whole answer, as bits. */
export function openStarts(search: PlaceSearch): TherapistStarts[] {
  const { horizon } = search.calendar
  const suitable = suitableStarts(search)
  const withRoom = joined(fitsOf(search, 'room', suitable), horizon) ?? suitable
  const withAll = joined(fitsOf(search, 'device', withRoom), horizon) ?? withRoom
  const therapists = fitsOf(search, 'therapist', withAll)
  if (!therapists) return [{ therapist: undefined, starts: withAll }]
  return therapists.map(({ resource, starts }) => ({ therapist: resource, starts }))
}

/** The starts of a row, in order of time. */
export function listStarts(starts: Bits, { firstWord }: Horizon): Minute[] {
  const minutes: Minute[] = []
  for (let word = 0; word < starts.length; word += 1) {
    const begins = (firstWord + word) * 32
    for (let left = starts[word] ?? 0; left !== 0; left &= left - 1)
      minutes.push((begins + 31 - Math.clz32(left & -left)) * TICK_MINUTES)
  }
  return minutes
}

/** Every start at which the visit fits, in order of time. Its places are all combinations of what is free. */
export function findPlaces(search: PlaceSearch): OpenStart[] {
  const { horizon } = search.calendar
  const suitable = suitableStarts(search)
  const kinds = KINDS.flatMap((kind) => {
    const fits = fitsOf(search, kind, suitable)
    return fits ? { kind, fits } : []
  })
  const first = horizon.epochDay
  const found: OpenStart[] = []
  for (let day = 0; day < horizon.days; day += 1) {
    const until = horizon.dayStarts[day + 1] ?? 0
    let tick = nextTick(suitable, horizon.dayStarts[day] ?? 0, until)
    for (; tick >= 0; tick = nextTick(suitable, tick + 1, until)) {
      const free = freeAt(kinds, tick)
      if (!free) continue
      const weekday = weekdayOf(first + day)
      const minuteOfDay = minuteOfDayAt(horizon, { day, tick })
      found.push({ start: minuteOfTick(horizon, tick), day, weekday, minuteOfDay, free })
    }
  }
  return found
}

/** One place of an open start: with this therapist, in the first room and with the first pen that is free. */
export function placeAt(
  search: Pick<PlaceSearch, 'calendar' | 'segments'>,
  start: Minute,
  therapist: string | undefined,
): VisitPlace {
  const [room, device] = (['room', 'device'] as const).map((kind) => firstFree(search, start, kind))
  return {
    start,
    ...(therapist !== undefined && { therapist }),
    ...(room !== undefined && { room }),
    ...(device !== undefined && { device }),
  }
}

function firstFree(
  { calendar, segments }: Pick<PlaceSearch, 'calendar' | 'segments'>,
  start: Minute,
  kind: Kind,
): string | undefined {
  if (tickStretchesOf(segments, kind).length === 0) return undefined
  const visit = { start, segments }
  return calendar.resources.find((one) => one.kind === kind && isFreeFor(visit, one, calendar.horizon))?.id
}

type Fit = { readonly resource: BitResource; readonly starts: Bits }

/** The starts that each resource of a kind would allow, out of these; undefined where no segment holds the kind. */
function fitsOf({ calendar, segments, wish }: PlaceSearch, kind: Kind, within: Bits): Fit[] | undefined {
  const stretches = tickStretchesOf(segments, kind)
  if (stretches.length === 0) return undefined
  const wanted = kind === 'therapist' ? wish.therapist : undefined
  return calendar.resources
    .filter((one) => one.kind === kind && (wanted === undefined || one.id === wanted))
    .map((resource) => {
      const starts = within.slice()
      for (const stretch of stretches) keepFitting(starts, resource.free, stretch)
      return { resource, starts }
    })
}

/** What any of them allows. */
function joined(fits: readonly Fit[] | undefined, horizon: Horizon): Bits | undefined {
  if (!fits) return undefined
  const [first, ...others] = fits
  const all = first?.starts ?? emptyRow(horizon)
  for (const { starts } of others) join(all, starts)
  return all
}

function freeAt(
  kinds: readonly { readonly kind: Kind; readonly fits: readonly Fit[] }[],
  tick: number,
): OpenStart['free'] | undefined {
  const free: { [kind in Kind]?: readonly string[] } = {}
  for (const { kind, fits } of kinds) {
    const ids = fits.filter(({ starts }) => hasTick(starts, tick)).map(({ resource }) => resource.id)
    if (ids.length === 0) return undefined
    free[kind] = ids
  }
  return free
}
