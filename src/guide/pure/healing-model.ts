/**
 * What is thought to happen in needled skin, as bands and never as single lines. The set length says two things only:
 * how deep the tips may come, against how thick the skin is there, and how long the channels stay open. New collagen
 * follows from the treatments alone (collagen-course.ts) and knows neither length nor passes.
 */
import { bandOf, collagenAfter, type NewCollagen, startsOf } from './collagen-course.ts'
import type { Band, HealingParameters, Layers, Zone } from './healing-parameters.ts'

export type Choice = {
  readonly zone: Zone
  readonly lengthMm: number
  readonly passes: number
  readonly sessions: number
  /** Since the first treatment. */
  readonly days: number
}

export type Phase = 'closing' | 'calming' | 'building' | 'maturing'

export type SkinNow = NewCollagen & {
  readonly layers: Layers
  /** Millimetres under the surface at which the tips may have stopped. */
  readonly reachedMm: Band
  readonly layerReached: readonly ('epidermis' | 'dermis' | 'below')[]
  /** Hours until an eighth of the opening is left. */
  readonly closedAfterHours: Band
  /** How much of the opening of the last treatment is left, from 0 to 1. */
  readonly open: Band
  /** 1 right after a treatment. */
  readonly redness: Band
  readonly phase: Phase
  /** Treatments that have been given by then. */
  readonly given: number
}

/** Days between treatments in the picture. */
export const daysApart = 30
/** Half is left after one half-life, an eighth after three: what the sources call recovered. */
const closedAfterHalves = 3

export function skinAt(choice: Choice, parameters: HealingParameters): SkinNow {
  const { zone, lengthMm, days } = choice
  const sinceEach = startsOf(choice.sessions, daysApart)
    .map((start) => days - start)
    .filter((since) => since >= 0)
  const sinceLast = sinceEach.at(-1) ?? 0
  const layers = parameters.layers[zone]
  const reachedMm = reachedDepth(lengthMm, parameters)
  const halfHours = halfHoursAt(lengthMm, parameters)
  return {
    ...collagenAfter(sinceEach, parameters),
    layers,
    reachedMm,
    layerReached: layersReached(reachedMm, layers),
    closedAfterHours: times(halfHours, closedAfterHalves),
    open: mapBand(halfHours, (half) => 2 ** ((-24 * sinceLast) / half)),
    redness: mapBand(parameters.rednessDays, (fade) => Math.exp(-sinceLast / fade)),
    phase: phaseOf(sinceLast),
    given: sinceEach.length,
  }
}

/** Never the set length as such: a share of it that the sources do not agree on. */
function reachedDepth(lengthMm: number, { depthRatio }: HealingParameters): Band {
  return times(depthRatio, lengthMm)
}

/** Between the two lengths that were measured by equal factors; beyond them as at the nearer one. */
function halfHoursAt(lengthMm: number, { closure: { short, long } }: HealingParameters): Band {
  const share = Math.min(1, Math.max(0, (lengthMm - short.lengthMm) / (long.lengthMm - short.lengthMm)))
  const between = (from: number, to: number) => from * (to / from) ** share
  return {
    low: between(short.halfHours.low, long.halfHours.low),
    high: between(short.halfHours.high, long.halfHours.high),
  }
}

/** From the shallowest to the deepest that the bands allow. */
function layersReached(reached: Band, { epidermis, dermis }: Layers): SkinNow['layerReached'] {
  const found: ('epidermis' | 'dermis' | 'below')[] = []
  if (reached.low < epidermis.high) found.push('epidermis')
  if (reached.high > epidermis.low && reached.low < epidermis.high + dermis.high) found.push('dermis')
  if (reached.high > epidermis.low + dermis.low) found.push('below')
  return found
}

/** The edges of the phases, in days, as the picture names them; healing of larger wounds, so later rather than sooner. */
function phaseOf(sinceLast: number): Phase {
  if (sinceLast < 1) return 'closing'
  if (sinceLast < 4) return 'calming'
  return sinceLast < 42 ? 'building' : 'maturing'
}

function times({ low, high }: Band, factor: number): Band {
  return { low: low * factor, high: high * factor }
}

function mapBand({ low, high }: Band, change: (value: number) => number): Band {
  return bandOf([change(low), change(high)])
}
