/**
 * The moments through which a reader slides, from the prick to a year: close together while much happens, further apart
 * later. Every treatment of a course falls on one of them.
 */
export const moments: readonly number[] = [
  0,
  1 / 24,
  4 / 24,
  8 / 24,
  1,
  2,
  3,
  5,
  7,
  14,
  28,
  30,
  42,
  60,
  90,
  120,
  150,
  180,
  240,
  300,
  365,
]

/** Four that tell the story without sliding: the prick, three days, eight weeks after the third, a year. */
export const stillMoments: readonly number[] = [0, 3, 120, 365]

export type Spell = { readonly count: number; readonly unit: 'hours' | 'days' | 'weeks' | 'months' }

/** As a person would say it; 0 hours is the prick itself. */
export function spellOf(days: number): Spell {
  if (days < 1) return { count: Math.round(days * 24), unit: 'hours' }
  if (days < 14) return { count: days, unit: 'days' }
  if (days < 60) return { count: Math.round(days / 7), unit: 'weeks' }
  return { count: Math.round(days / 30.4), unit: 'months' }
}
