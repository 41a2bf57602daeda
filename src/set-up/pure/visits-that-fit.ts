/**
 * How many visits of one protocol an empty calendar takes: put the earliest where it fits, occupy what it takes, and
 * go on until none fits. It is the search that clients book by, so what a change of a segment does to the calendar is
 * shown by the calendar itself. Filling from the morning is not always the best filling; it is what a full day becomes.
 */
import { type Calendar, findPlaces, occupancyOf, type Segment, type VisitPlace } from '#booking/pure'

/** More than this is not counted: nobody reads the difference. */
const most = 300

export function visitsThatFit(calendar: Calendar, segments: readonly Segment[]): number {
  if (segments.length === 0) return 0
  const busy = new Map(calendar.resources.map(({ id, busy: taken }) => [id, [...taken]]))
  const filled = (): Calendar => ({
    ...calendar,
    resources: calendar.resources.map((one) => ({ ...one, busy: busy.get(one.id) ?? [] })),
  })
  for (let count = 0; count < most; count++) {
    const [first] = findPlaces({ calendar: filled(), segments, wish: { notBefore: 0 } })
    if (!first) return count
    for (const { resource, during } of occupancyOf(placeOf(first), segments)) busy.get(resource)?.push(during)
  }
  return most
}

function placeOf({ start, free }: ReturnType<typeof findPlaces>[number]): VisitPlace {
  const [therapist, room, device] = [free.therapist?.[0], free.room?.[0], free.device?.[0]]
  return { start, ...(therapist && { therapist }), ...(room && { room }), ...(device && { device }) }
}
