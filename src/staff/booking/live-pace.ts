/**
 * How soon an open board asks again. A clinic in which much happens is told of ten times a second, to each of its
 * boards: each asks at once after a quiet while, then at most every two seconds, and not all in the same moment.
 */
const paceMilliseconds = 2000
const spreadMilliseconds = 500

/** `chance` is anything from 0 to 1. */
export function waitBeforeLook(sinceLastMilliseconds: number, chance: number): number {
  return Math.max(0, paceMilliseconds - sinceLastMilliseconds) + chance * spreadMilliseconds
}

const saidMilliseconds = 30_000

/** "The board was updated" is said at once, and then not again before this, so that it can be listened past. */
export function waitBeforeSaying(sinceLastMilliseconds: number): number {
  return Math.max(100, saidMilliseconds - sinceLastMilliseconds)
}
