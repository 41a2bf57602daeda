import type { Resource, Service } from '#clinic/contract'
import type { SegmentRow } from '#platform/tables'
import type { Named, VisitTime } from './contract.ts'
import type { Taking } from './occupancy.store.ts'
import {
  minutesUntilClientLeaves,
  occupancyOf,
  segmentTimes,
  totalMinutes,
  type VisitPlace,
} from './pure/index.ts'

/** A place with its names and its segments' times, as a person wants to see it. */
export function visitTimeAt(place: VisitPlace, service: Service, resources: readonly Resource[]): VisitTime {
  const times = segmentTimes(place.start, service.segments)
  return {
    start: place.start,
    clientLeaves: place.start + minutesUntilClientLeaves(service.segments),
    end: place.start + totalMinutes(service.segments),
    ...namedPlace(place, resources),
    segments: service.segments.map((segment, index) => ({
      name: segment.name,
      holds: segment.holds,
      start: times[index]?.start ?? place.start,
      end: times[index]?.end ?? place.start,
    })),
  }
}

/** The protocol as a booked visit keeps it: what was promised stays, though the service may change. */
export function segmentRowsFrom(service: Service): SegmentRow[] {
  return segmentTimes(0, service.segments).map(({ start, end }, index) => ({
    name: service.segments[index]?.name ?? { sv: '', en: '' },
    from: start,
    until: end,
    holds: service.segments[index]?.holds ?? [],
  }))
}

/** Every stretch that a course takes, with the number of its visit. */
export function takingsOf(places: readonly VisitPlace[], service: Service): Taking[] {
  return places.flatMap((place, index) =>
    occupancyOf(place, service.segments).map((taking) => ({ visit: index + 1, ...taking })),
  )
}

/** Who and what a place names; what is no longer there is left out. */
export function namedPlace(place: VisitPlace, resources: readonly Resource[]) {
  return {
    ...named('therapist', place.therapist, resources),
    ...named('room', place.room, resources),
    ...named('device', place.device, resources),
  }
}

function named<K extends string>(kind: K, id: string | undefined, resources: readonly Resource[]) {
  const resource = id && resources.find((one) => one.id === id)
  return resource ? ({ [kind]: { id: resource.id, name: resource.name } } as Record<K, Named>) : {}
}
