import type { ToldVisit } from '#messages/contract'
import { instantFrom } from '#platform/time'
import type { BookedVisit } from './contract.ts'

export type VisitToTell = Pick<BookedVisit, 'id' | 'start' | 'clientLeaves' | 'therapist'> & {
  /** How often it has been changed; not given where it is new. */
  readonly sequence?: number
}

/** What a message keeps of visits: ids, times and the therapist. */
export function toldVisitsFrom(visits: readonly VisitToTell[]): ToldVisit[] {
  return visits.map((visit) => ({
    visit: visit.id,
    start: instantFrom(visit.start).toString(),
    clientLeaves: instantFrom(visit.clientLeaves).toString(),
    sequence: visit.sequence ?? 0,
    ...(visit.therapist && { therapist: visit.therapist.name }),
  }))
}
