/**
 * New collagen after treatments: redness wakes fibroblasts, they build type III, type I takes its place and stays for
 * years. Each step feeds the next and fades at a pace of its own, so each has a closed form (a sum of exponentials), and
 * several treatments add up. The amount is fitted to one study of biopsies; the edges of the band are the slowest and
 * the fastest paces that the sources allow, times what a person may differ. Length and passes are not asked for: no
 * comparison has shown that deeper works better.
 */
import type { Band, HealingParameters } from './healing-parameters.ts'

/** Percent more than before the first treatment. */
export type NewCollagen = { readonly typeThree: Band; readonly typeOne: Band; readonly collagen: Band }

/** @param sinceEach days since each treatment that has been given */
export function collagenAfter(sinceEach: readonly number[], parameters: HealingParameters): NewCollagen {
  const { person } = parameters
  const courses = pacesOf(parameters).flatMap((pace) => {
    const gain = gainOfOne(pace, parameters)
    const three = sum(sinceEach.map((since) => gain * newTypeThree(since, pace)))
    const one = sum(sinceEach.map((since) => gain * newTypeOne(since, pace, parameters)))
    return [person.low, person.high].map((share) => ({ three: share * three, one: share * one }))
  })
  return {
    typeThree: bandOf(courses.map(({ three }) => three)),
    typeOne: bandOf(courses.map(({ one }) => one)),
    collagen: bandOf(courses.map(({ three, one }) => three + one)),
  }
}

/** Time constants of one possible course, in days. */
type Pace = { readonly redness: number; readonly fibroblast: number; readonly typeThree: number }

/** The slowest and the fastest of each step, in every combination. */
function pacesOf({ rednessDays, fibroblastDays, typeThreeDays }: HealingParameters): Pace[] {
  return edgesOf(rednessDays).flatMap((redness) =>
    edgesOf(fibroblastDays).flatMap((fibroblast) =>
      edgesOf(typeThreeDays).map((typeThree) => ({ redness, fibroblast, typeThree })),
    ),
  )
}

/** How much one treatment must give so that those of the fitted study give together what it found. */
function gainOfOne(pace: Pace, parameters: HealingParameters): number {
  const { sessions, apartDays, afterDays, gainPercent } = parameters.fitted
  const last = (sessions - 1) * apartDays + afterDays
  const found = startsOf(sessions, apartDays).map((start) => last - start)
  const whole = sum(found.map((since) => newTypeThree(since, pace) + newTypeOne(since, pace, parameters)))
  return gainPercent / whole
}

function newTypeThree(days: number, { redness, fibroblast, typeThree }: Pace): number {
  return lastOfChain([1 / redness, 1 / fibroblast, 1 / typeThree], days)
}

function newTypeOne(days: number, { redness, fibroblast, typeThree }: Pace, all: HealingParameters): number {
  return lastOfChain([1 / redness, 1 / fibroblast, 1 / typeThree, 1 / all.typeOneDays], days)
}

/**
 * What is in the last of several vessels at a time, when 1 was poured into the first and each empties into the next
 * at its own rate (Bateman's sum). The rates must differ.
 */
function lastOfChain(rates: readonly number[], days: number): number {
  const flows = rates.slice(0, -1).reduce((product, rate) => product * rate, 1)
  const terms = rates.map((rate, at) => {
    const gaps = rates.filter((_, other) => other !== at).map((other) => other - rate)
    return Math.exp(-rate * days) / gaps.reduce((product, gap) => product * gap, 1)
  })
  return flows * sum(terms)
}

/** The days of the treatments, the first on day 0. */
export function startsOf(sessions: number, apartDays: number): number[] {
  return Array.from({ length: sessions }, (_, number) => number * apartDays)
}

function edgesOf({ low, high }: Band): readonly number[] {
  return [low, high]
}

/** From the least to the greatest of these. */
export function bandOf(values: readonly number[]): Band {
  return { low: Math.min(...values), high: Math.max(...values) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
