/** Chance that can be had again: the same seed gives the same numbers in the same order. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** One of these; undefined only of an empty list. */
  readonly pick: <T>(from: readonly T[]) => T | undefined
  /** The same things in an order of chance. */
  readonly shuffle: <T>(things: readonly T[]) => T[]
}

/**
 * Numbers from a counter that is stirred (the finaliser of MurmurHash3). Good enough to place made-up visits, and
 * good for nothing that must not be guessed.
 */
export function seededRandom(seed: number): Chance {
  let counter = seed >>> 0
  const next = () => {
    counter = (counter + 0x9e3779b9) >>> 0
    let mixed = counter
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
  return {
    next,
    pick: (from) => from[Math.floor(next() * from.length)],
    shuffle: (things) =>
      things
        .map((thing) => ({ thing, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ thing }) => thing),
  }
}
