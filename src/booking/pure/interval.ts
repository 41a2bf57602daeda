/**
 * Time as half-open stretches of whole minutes since 1970-01-01T00:00Z. A list is *normal* when it is
 * sorted, holds nothing empty, and no two stretches overlap or touch; free time is only ever asked in
 * that form, so that a visit over two touching openings (a lunch shift after a morning shift) is one.
 */
export type Minute = number

/** Half open: the end is the first minute that no longer belongs. */
export type Interval = { readonly start: Minute; readonly end: Minute }

/** Sorted, merged, without empty stretches: the form that the other functions ask for. */
export function normalise(intervals: readonly Interval[]): Interval[] {
  const merged: { start: Minute; end: Minute }[] = []
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start)
  for (const { start, end } of sorted) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

/** What is left of one list when another is taken away. Both may be unsorted and overlapping. */
export function subtract(whole: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const away = normalise(taken)
  const left: Interval[] = []
  let first = 0
  for (const { start, end } of normalise(whole)) {
    while ((away[first]?.end ?? end) <= start) first += 1
    let from = start
    for (let i = first; from < end; i += 1) {
      const next = away[i] ?? { start: end, end }
      if (from < next.start) left.push({ start: from, end: Math.min(end, next.start) })
      from = Math.max(from, next.end)
    }
  }
  return left
}

/** What two normal lists have in common. */
export function intersect(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const common: Interval[] = []
  let i = 0
  let j = 0
  for (let a = some[i], b = others[j]; a && b; a = some[i], b = others[j]) {
    const start = Math.max(a.start, b.start)
    const end = Math.min(a.end, b.end)
    if (start < end) common.push({ start, end })
    if (a.end < b.end) i += 1
    else j += 1
  }
  return common
}

/** Whether two stretches share a minute; touching is not sharing. */
export function overlap(a: Interval, b: Interval): boolean {
  return Math.max(a.start, b.start) < Math.min(a.end, b.end)
}

/** Whether one stretch lies wholly within a single stretch of a normal list. */
export function contains(intervals: readonly Interval[], { start, end }: Interval): boolean {
  let low = 0
  let high = intervals.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((intervals[middle]?.end ?? end) < end) low = middle + 1
    else high = middle
  }
  const candidate = intervals[low]
  return candidate !== undefined && candidate.start <= start
}
