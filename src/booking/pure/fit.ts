/**
 * Where does a stretch fit? By doubling: a tick that is free and whose next one is free begins two free ticks; two
 * of those two apart begin four; so a stretch of 18 ticks takes five steps (1, 2, 4, 8, then 2 more), each for 32
 * ticks at once. All steps are made in one pass from the last word to the first, since a step at a word needs only
 * the same step's result at the word after it; in nights and closed days all of them are zero and are passed over.
 */
import type { Bits } from './ticks.ts'

/** A part of a visit in ticks, counted from the visit's start. */
export type TickStretch = { readonly offset: number; readonly ticks: number }

/** Leaves of these starts only those from which the stretch lies in free ticks. Nothing outside the row is free. */
export function keepFitting(starts: Bits, free: Bits, { offset, ticks }: TickStretch): void {
  const steps = doublingSteps(ticks)
  const ahead = offset >>> 5
  const fits = steps.length > 5 ? longFits(free, steps) : free
  const short = steps.length > 5 ? [] : steps
  keepShort({ starts, free: fits, ahead, shift: offset & 31 }, short)
  starts.fill(0, Math.max(0, free.length - ahead))
}

type Pass = {
  readonly starts: Bits
  readonly free: Bits
  /** The stretch's offset in whole words, and what is left of it. */
  readonly ahead: number
  readonly shift: number
}

/** Up to 32 ticks in one pass; a step that is not needed is 0 and changes nothing. */
function keepShort(
  { starts, free, ahead, shift }: Pass,
  [a = 0, b = 0, c = 0, d = 0, e = 0]: number[],
): void {
  let [afterA, afterB, afterC, afterD, afterE] = [0, 0, 0, 0, 0]
  let after = 0
  for (let word = free.length - 1; word >= ahead; word -= 1) {
    let fits = (free[word] ?? 0) | 0
    if (fits === 0) {
      afterA = afterB = afterC = afterD = afterE = 0
      if (after === 0) {
        starts[word - ahead] = 0
        continue
      }
    } else {
      const one = fits & ((fits >>> a) | (afterA << (32 - a)))
      const two = one & ((one >>> b) | (afterB << (32 - b)))
      const three = two & ((two >>> c) | (afterC << (32 - c)))
      const four = three & ((three >>> d) | (afterD << (32 - d)))
      afterA = fits
      afterB = one
      afterC = two
      afterD = three
      fits = four & ((four >>> e) | (afterE << (32 - e)))
      afterE = four
    }
    const moved = shift === 0 ? fits : (fits >>> shift) | (after << (32 - shift))
    starts[word - ahead] = (starts[word - ahead] ?? 0) & moved
    after = fits
  }
}

/** The same for a stretch of any length, step by step, each carried in a list. */
function longFits(free: Bits, steps: readonly number[]): Bits {
  const all = new Uint32Array(free.length)
  const carried = new Int32Array(steps.length)
  for (let word = free.length - 1; word >= 0; word -= 1) {
    let fits = (free[word] ?? 0) | 0
    for (const [step, by] of steps.entries()) {
      const later = (fits >>> by) | ((carried[step] ?? 0) << (32 - by))
      carried[step] = fits
      fits &= later
    }
    all[word] = fits
  }
  return all
}

/** Sets in one row what is set in another. */
export function join(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 1) {
    const other = others[word] ?? 0
    if (other !== 0) bits[word] = (bits[word] ?? 0) | other
  }
}

/** How far each step looks: together so many ticks less one. No step reaches further than the next word. */
function doublingSteps(ticks: number): number[] {
  const steps: number[] = []
  for (let known = 1; known < ticks; ) {
    const by = Math.min(known, ticks - known, 31)
    steps.push(by)
    known += by
  }
  return steps
}
