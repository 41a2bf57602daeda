/**
 * How many visits of one protocol an empty calendar takes: put the earliest where it fits, occupy what it takes, and
 * go on until none fits. It is the search that clients book by, so what a change of a segment does to the calendar is
 * shown by the calendar itself. Filling from the morning is not always the best filling; it is what a full day becomes.
 */
import {
  type Calendar,
  clearIntervals,
  findPlaces,
  occupancyOf,
  type Segment,
  type VisitPlace,
} from '#booking/pure'

/** More than this is not counted: nobody reads the difference. */
const most = 300

export function visitsThatFit(calendar: Calendar, segments: readonly Segment[]): number {
  if (segments.length === 0) return 0
  const { horizon } = calendar
  const resources = calendar.resources.map((one) => ({ ...one, free: one.free.slice() }))
  for (let count = 0; count < most; count++) {
    const [first] = findPlaces({ calendar: { ...calendar, resources }, segments, wish: { notBefore: 0 } })
    if (!first) return count
    for (const { resource, during } of occupancyOf(placeOf(first), segments)) {
      const taken = resources.find(({ id }) => id === resource)
      if (taken) clearIntervals(taken.free, [during], horizon)
    }
  }
  return most
}

function placeOf({ start, free }: ReturnType<typeof findPlaces>[number]): VisitPlace {
  const [therapist, room, device] = [free.therapist?.[0], free.room?.[0], free.device?.[0]]
  return { start, ...(therapist && { therapist }), ...(room && { room }), ...(device && { device }) }
}
