import { isRouteErrorResponse } from 'react-router'
import { isLanguage, type Language } from '#platform/language'

/** What the gate says to somebody whom it does not let in: enough to draw the form to sign in, and no more. */
export type TurnedAway = { readonly clinic: string; readonly language: Language; readonly next: string }

/** Breakage has no such words; then the page speaks the clinic's first language, as far as we know it. */
export function turnedAwayFrom(error: unknown): (TurnedAway & { readonly status: number }) | undefined {
  if (!isRouteErrorResponse(error) || !isTurnedAway(error.data)) return undefined
  return { ...error.data, status: error.status }
}

function isTurnedAway(value: unknown): value is TurnedAway {
  return (
    typeof value === 'object' &&
    value !== null &&
    'clinic' in value &&
    typeof value.clinic === 'string' &&
    'next' in value &&
    typeof value.next === 'string' &&
    'language' in value &&
    typeof value.language === 'string' &&
    isLanguage(value.language)
  )
}
