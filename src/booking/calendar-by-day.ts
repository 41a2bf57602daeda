import {
  type Calendar,
  type Interval,
  occupancyOf,
  type Resource,
  type Segment,
  type VisitPlace,
} from './pure/index.ts'

const dayMinutes = 1440

type DayResource = Resource & { readonly open: Interval[]; readonly busy: Interval[] }

/**
 * A calendar cut into days, for many visits whose starts are settled: each looks at its own day and the next, and
 * what it takes is busy for the ones after it.
 */
export function cutByDay({ resources }: Calendar) {
  const days = new Map<number, Map<string, DayResource>>()
  const at = (day: number, { id, kind }: Resource): DayResource => {
    const ofDay = days.get(day) ?? new Map<string, DayResource>()
    days.set(day, ofDay)
    const resource = ofDay.get(id) ?? { id, kind, open: [], busy: [] }
    ofDay.set(id, resource)
    return resource
  }
  const enter = (resource: Resource, time: Interval, list: 'open' | 'busy') => {
    const last = Math.floor((time.end - 1) / dayMinutes)
    for (let day = Math.floor(time.start / dayMinutes) - 1; day <= last; day += 1)
      at(day, resource)[list].push(time)
  }
  for (const resource of resources) {
    for (const time of resource.open) enter(resource, time, 'open')
    for (const time of resource.busy) enter(resource, time, 'busy')
  }
  return {
    around: (start: number): Resource[] =>
      resources.map((resource) => at(Math.floor(start / dayMinutes), resource)),
    take: (place: VisitPlace, segments: readonly Segment[]) => {
      for (const { resource: id, during } of occupancyOf(place, segments)) {
        const resource = resources.find((one) => one.id === id)
        if (resource) enter(resource, during, 'busy')
      }
    },
  }
}
