/**
 * What may be said of a visit at a moment: that she has come, from a little before the start on; that she has not,
 * from the start on; and that it was a mistake, until the day is over. What was held a day ago is no longer changed.
 */
export type Mark = 'arrived' | 'missed' | 'booked'

const earlyMinutes = 15

export function markable(
  { state, start }: { readonly state: string; readonly start: number },
  { now, dayOver }: { readonly now: number; readonly dayOver: number },
): readonly Mark[] {
  if (state === 'arrived' || state === 'missed') return now < dayOver ? ['booked'] : []
  if (state !== 'booked') return []
  if (now >= start) return ['arrived', 'missed']
  return now >= start - earlyMinutes ? ['arrived'] : []
}
