import { z } from 'zod'

/** What was confirmed for a visit: a signed move, that it stands, or nothing yet. */
export type Decision =
  | { readonly visit: string; readonly kind: 'move'; readonly move: string }
  | { readonly visit: string; readonly kind: 'leave' }
  | { readonly visit: string; readonly kind: 'call' }

export const leaveIt = 'leave'
export const callFirst = 'call'

/** A field is named for the visit that it is about. */
export function fieldFor(visit: string): string {
  return `visit-${visit}`
}

export function decisionsFrom(form: Readonly<Record<string, string>>): Decision[] {
  return Object.entries(form).flatMap(([field, value]): Decision[] => {
    const visit = z.uuid().safeParse(field.startsWith('visit-') ? field.slice(6) : '')
    if (!visit.success) return []
    if (value === leaveIt || value === callFirst) return [{ visit: visit.data, kind: value }]
    return [{ visit: visit.data, kind: 'move', move: value.slice(0, 8000) }]
  })
}
