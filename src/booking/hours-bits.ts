import { type Bits, type Horizon, hoursToBits, type WeeklyHours } from './pure/index.ts'

/** Six kilobytes and a half for half a year; rooms and pens of one clinic share theirs. */
const mostRows = 1000

const rows = new Map<string, Bits>()

/** As `hoursToBits`, which is the dearest part of a calendar: reckoned once for the same hours on the same days. */
export function bitsOfHours(hours: readonly WeeklyHours[], horizon: Horizon): Bits {
  const { zone, from, days } = horizon
  const key = JSON.stringify([zone, from, days, hours])
  const bits = rows.get(key) ?? hoursToBits(hours, horizon)
  rows.delete(key)
  rows.set(key, bits)
  if (rows.size > mostRows) rows.delete(rows.keys().next().value ?? key)
  return bits
}
