/**
 * Time as bits: one bit is a tick of five minutes, and a row of them in 32-bit words is somebody's time. Whether a
 * visit fits is then asked of 32 ticks with one instruction, and half a year of one therapist is 6.5 kB.
 *
 * Ticks are of UTC, so a row knows no daylight saving: the clock on the wall exists only where hours are written into
 * it (horizon.ts) and where starts are read out of it.
 */
export const TICK_MINUTES = 5

/** 1 is free. Bit b of word w is the tick 32 * w + b after the row's first. */
export type Bits = Uint32Array<ArrayBuffer>

/** A run of ticks, half open, counted from the row's first. */
export type Ticks = { readonly from: number; readonly until: number }

/** Sets the ticks from one until before another; what lies outside the row is left out. */
export function setTicks(bits: Bits, from: number, until: number): void {
  const first = from < 0 ? 0 : from
  const end = until > bits.length * 32 ? bits.length * 32 : until
  if (end <= first) return
  const low = first >>> 5
  const high = (end - 1) >>> 5
  const begins = -1 << (first & 31)
  const ends = -1 >>> (31 - ((end - 1) & 31))
  if (low === high) {
    bits[low] = (bits[low] ?? 0) | (begins & ends)
    return
  }
  bits[low] = (bits[low] ?? 0) | begins
  for (let word = low + 1; word < high; word += 1) bits[word] = 0xffffffff
  bits[high] = (bits[high] ?? 0) | ends
}

/** Clears them likewise. */
export function clearTicks(bits: Bits, from: number, until: number): void {
  const first = from < 0 ? 0 : from
  const end = until > bits.length * 32 ? bits.length * 32 : until
  if (end <= first) return
  const low = first >>> 5
  const high = (end - 1) >>> 5
  const begins = -1 << (first & 31)
  const ends = -1 >>> (31 - ((end - 1) & 31))
  if (low === high) {
    bits[low] = (bits[low] ?? 0) & ~(begins & ends)
    return
  }
  bits[low] = (bits[low] ?? 0) & ~begins
  for (let word = low + 1; word < high; word += 1) bits[word] = 0
  bits[high] = (bits[high] ?? 0) & ~ends
}

/** Every so many ticks one: for each place in a word, the word whose first such tick is there, and where it goes on. */
export type TickGrid = { readonly step: number; readonly words: Int32Array; readonly goesOn: Int32Array }

export function gridOfStep(step: number): TickGrid {
  if (!(step >= 1)) throw new RangeError('a grid has steps of at least one tick')
  const words = Int32Array.from({ length: 32 }, (_, first) => {
    let word = 0
    for (let bit = first; bit < 32; bit += step) word |= 1 << bit
    return word
  })
  const goesOn = Int32Array.from(
    { length: 32 },
    (_, first) => first + step * Math.ceil((32 - first) / step) - 32,
  )
  return { step, words, goesOn }
}

/** Sets the ticks of a grid that begins with the first of these. */
export function setEvery(bits: Bits, { from, until }: Ticks, { step, words, goesOn }: TickGrid): void {
  const first = from < 0 ? from + step * Math.ceil(-from / step) : from
  const end = Math.min(until, bits.length * 32)
  let at = first & 31
  for (let word = first >>> 5; word * 32 < end; word += 1) {
    if (at >= 32) at -= 32
    else {
      const ends = end - word * 32 < 32 ? (1 << (end & 31)) - 1 : -1
      bits[word] = (bits[word] ?? 0) | ((words[at] ?? 0) & ends)
      at = goesOn[at] ?? 0
    }
  }
}

export function hasTick(bits: Bits, tick: number): boolean {
  return tick >= 0 && (((bits[tick >>> 5] ?? 0) >>> (tick & 31)) & 1) === 1
}

/** Whether all of these ticks are set; none outside the row is. */
export function hasTicks(bits: Bits, from: number, until: number): boolean {
  if (until <= from) return true
  if (from < 0 || until > bits.length * 32) return false
  for (let tick = from; tick < until; tick += 32 - (tick & 31)) {
    const mask = maskOf(tick >>> 5, { from: tick, until })
    if (((bits[tick >>> 5] ?? 0) & mask) !== mask) return false
  }
  return true
}

/** How many of these ticks are set. */
export function countTicks(bits: Bits, from: number, until: number): number {
  const last = Math.min(until, bits.length * 32)
  let count = 0
  for (let tick = Math.max(0, from); tick < last; tick += 32 - (tick & 31)) {
    const word = bits[tick >>> 5] ?? 0
    if (word !== 0) count += countOnes(word & maskOf(tick >>> 5, { from: tick, until: last }))
  }
  return count
}

/** The first tick that is set, from one on and before another; -1 where there is none. */
export function nextTick(bits: Bits, from: number, until: number): number {
  const last = Math.min(until, bits.length * 32)
  for (let tick = Math.max(0, from); tick < last; tick += 32 - (tick & 31)) {
    const left = (bits[tick >>> 5] ?? 0) >>> (tick & 31)
    if (left === 0) continue
    const found = tick + countZerosBelow(left)
    return found < last ? found : -1
  }
  return -1
}

/** The last tick that is set, from one on and before another; -1 where there is none. */
export function lastTick(bits: Bits, from: number, until: number): number {
  const first = Math.max(0, from)
  for (let tick = Math.min(until, bits.length * 32) - 1; tick >= first; tick -= (tick & 31) + 1) {
    const left = ((bits[tick >>> 5] ?? 0) << (31 - (tick & 31))) >>> 0
    if (left === 0) continue
    const found = tick - Math.clz32(left)
    return found >= first ? found : -1
  }
  return -1
}

/** The 32 ticks from this one on as one word; ticks outside the row are 0. */
export function wordFrom(bits: Bits, tick: number): number {
  const word = tick >> 5
  const shift = tick & 31
  const low = bits[word] ?? 0
  return shift === 0 ? low : (low >>> shift) | ((bits[word + 1] ?? 0) << (32 - shift))
}

/** How many ones a word has. */
export function countOnes(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** How many zeros lie below the lowest one; 32 for a word without ones. */
export function countZerosBelow(word: number): number {
  return word === 0 ? 32 : 31 - Math.clz32(word & -word)
}

/** The bits of a word that lie within a run of ticks, which must touch it. */
function maskOf(word: number, { from, until }: Ticks): number {
  const low = from > word * 32 ? -1 << (from & 31) : -1
  const high = until < word * 32 + 32 ? (1 << (until & 31)) - 1 : -1
  return low & high
}
