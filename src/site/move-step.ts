import type { BookedVisit, OfferedMove } from '#booking/contract'
import type { Clinic, Rest } from '#clinic/contract'
import type { Language } from '#platform/language'
import type { WhenFault, WhenValues } from './when.ts'

/** Where on the way to a move she is: choosing among times, agreeing to one, or at an end. */
export type MoveStep =
  | { readonly at: 'agree'; readonly move: OfferedMove }
  | { readonly at: 'choose'; readonly moves: readonly OfferedMove[]; readonly more: boolean }
  | { readonly at: 'end'; readonly why: 'too-late' | 'already-begun' }

/** What stood in the way, told above the times that are free instead. */
export type MoveRefused = 'time-taken' | 'changed-meanwhile' | 'unknown-move' | 'too-many-requests'

export type MoveShown = { readonly step: MoveStep; readonly refused: MoveRefused | undefined }

/** What every step knows of the course and of what she asked for. */
export type MovePage = {
  readonly clinic: Clinic
  readonly language: Language
  readonly secret: string
  /** A visit's id, or 'all'. */
  readonly asked: string
  readonly values: WhenValues
  readonly faults: readonly WhenFault[]
  readonly rest: Rest | undefined
  /** The visits of the course that are not cancelled. */
  readonly visits: readonly BookedVisit[]
}

export function visitsPath({ language, secret }: Pick<MovePage, 'language' | 'secret'>): string {
  return `/${language}/visits/${secret}`
}
