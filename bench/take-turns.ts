/**
 * Machines are shared and warm up: two figures from two runs say little about each other. So those compared
 * take turns inside one run, round after round, each turn long enough for the clock to see it, and a ratio is
 * formed within the run. What comes out is every round's time; the middle one is told, with the least (the
 * nearest to what the work costs) and how far apart the rounds lay.
 *
 * The clock is the thread's own: it stands still while another program has the core. On a quiet machine it shows
 * what the clock on the wall shows. What the engine sweeps up on other threads is not counted, for anybody.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// What one has thrown away must not be swept up in the next one's time.
setFlagsFromString('--expose-gc')
const sweep: () => void = runInNewContext('gc')

export type Contender = {
  readonly name: string
  /** Does the work once. Its answer is kept from being optimised away. */
  readonly run: () => unknown
  /** How many times a turn, so that a turn takes some milliseconds; one where it is left out. */
  readonly times?: number
  /** Before and after each turn, outside the clock. */
  readonly before?: () => void
  readonly after?: () => void
}

/** Milliseconds for doing the work once. */
export type Timing = {
  readonly median: number
  readonly least: number
  readonly most: number
  readonly rounds: number
}

let kept: unknown

/** One round unseen to warm up, then as many as asked for; contenders in turn within each. */
export function takeTurns(contenders: readonly Contender[], rounds: number): Map<string, Timing> {
  const seen = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (let round = -1; round < rounds; round += 1) {
    for (const contender of contenders) {
      const milliseconds = turnOf(contender)
      if (round >= 0) seen.get(contender.name)?.push(milliseconds)
    }
  }
  return new Map([...seen].map(([name, times]) => [name, timingOf(times)]))
}

function turnOf({ run, times = 1, before, after }: Contender): number {
  before?.()
  sweep()
  const begun = threadMilliseconds()
  for (let time = 0; time < times; time += 1) kept = run()
  const milliseconds = (threadMilliseconds() - begun) / times
  after?.()
  return milliseconds
}

/** What this thread has computed so far, in milliseconds. */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** So that the last answer counts as used. */
export function lastAnswer(): unknown {
  return kept
}

export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b)
  return {
    median: quantile(sorted, 0.5),
    least: sorted[0] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
    rounds: sorted.length,
  }
}

/** Of ascending numbers, the one below which this share lies. */
export function quantile(ascending: readonly number[], share: number): number {
  const at = Math.min(ascending.length - 1, Math.max(0, Math.ceil(ascending.length * share) - 1))
  return ascending[at] ?? Number.NaN
}

/** '12.3 µs', '4.56 ms', '1.2 s': three digits that mean something. */
export function duration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '–'
  if (milliseconds < 1) return `${digits(milliseconds * 1000)} µs`
  return milliseconds < 1000 ? `${digits(milliseconds)} ms` : `${digits(milliseconds / 1000)} s`
}

/** 'median (least to most)'. */
export function spread({ median, least, most }: Timing): string {
  return `${duration(median)} (${duration(least)} to ${duration(most)})`
}

/** '11,600 ×'; below ten with one decimal. */
export function times(ratio: number): string {
  if (!Number.isFinite(ratio)) return '–'
  return `${ratio < 10 ? ratio.toFixed(1) : Math.round(Number(ratio.toPrecision(3))).toLocaleString('en')} ×`
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
