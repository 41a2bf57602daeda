/**
 * Copies of bitmaps in this process. A copy is known by its version, which no other write anywhere has, so one that
 * is old, or that a transaction wrote which was then rolled back, is only ever one that is not asked for again.
 */
import type { BitmapRow } from './busy-bitmaps.store.ts'

/** Two kilobytes each: 32 MB, the half year of some 400 clinics of four. */
const mostCopies = 16_384

export type Copies = {
  readonly of: (clinic: string) => readonly BitmapRow[]
  readonly keep: (clinic: string, rows: readonly BitmapRow[]) => void
  readonly forget: (clinic: string) => void
}

/** When there are too many, the clinic that was asked for longest ago is forgotten. */
function openCopies(most = mostCopies): Copies {
  const clinics = new Map<string, Map<string, BitmapRow>>()
  const count = { rows: 0 }
  const forget = (clinic: string) => {
    count.rows -= clinics.get(clinic)?.size ?? 0
    clinics.delete(clinic)
  }
  return {
    of: (clinic) => {
      const own = clinics.get(clinic)
      if (!own) return []
      clinics.delete(clinic)
      clinics.set(clinic, own)
      return [...own.values()]
    },
    keep: (clinic, rows) => {
      const own = clinics.get(clinic) ?? new Map<string, BitmapRow>()
      count.rows -= own.size
      for (const row of rows) own.set(keyOf(row), row)
      count.rows += own.size
      clinics.delete(clinic)
      clinics.set(clinic, own)
      for (const [oldest] of clinics) {
        if (count.rows <= most) break
        forget(oldest)
      }
    },
    forget,
  }
}

export function keyOf({ resource, period }: Pick<BitmapRow, 'resource' | 'period'>): string {
  return `${resource} ${period}`
}

/** Those of this process. */
export const copies = openCopies()
