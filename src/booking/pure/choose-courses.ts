/**
 * Out of thousands of courses a person wants a handful that differ. Chosen one after another: the cheapest, the
 * soonest (some come for nothing but that), and then each time the cheapest after those that look like one already
 * chosen have been made dearer. Ranking by cost alone would answer with the same Tuesday at 9:00, 9:15 and 9:30.
 *
 * A candidate is one day, one therapist and one part of the day. What it costs at least is known from the plan; it is
 * completed only when that makes it the cheapest in sight, so that most of half a year is never looked at.
 */
import { type Completing, completeCourse, type Course, courseCost, leastCost } from './complete-course.ts'
import type { CourseCount } from './count-courses.ts'
import { tickAt } from './horizon.ts'
import { pagesOf, type CourseVisit } from './list-courses.ts'
import { nextTick } from './ticks.ts'

const SAME_FIRST_DAY = 3
const SAME_THERAPIST_AND_PART_OF_DAY = 1.5
const NOON = 12 * 60

export type Choosing = {
  readonly count: CourseCount
  readonly completing: Completing
  readonly limit: number
  /** Whether the soonest is to be among them where it begins on an earlier day, even where others are better. */
  readonly alsoSoonest: boolean
}

/** Up to `limit` courses, the best first, no two alike; as many as that whenever so many exist. */
export function chooseCourses(choosing: Choosing): Course[] {
  const { count, completing, limit } = choosing
  const chosen: Course[] = []
  if (count.total <= limit) takeBest(chosen, choosing, { candidates: everyCourse(choosing), days: [] })
  else {
    const days = daysByCost(completing)
    takeBest(chosen, choosing, { candidates: [], days: [...days], partsOf: halvesOf })
    if (chosen.length < limit) takeBest(chosen, choosing, { candidates: [], days, partsOf: startsOf })
    if (chosen.length < limit) takeFirst(chosen, choosing)
  }
  return chosen
}

/** The earliest start of all with which a course can begin, and who has it. */
export function soonestStarts({ plan }: Completing): CourseVisit[] {
  const { horizon, stages } = plan
  const { days, dayStarts } = horizon
  const [first] = stages
  if (!first) return []
  for (let day = 0; day < days; day += 1) {
    const starts = first.rows.flatMap((row, therapist): CourseVisit[] => {
      if (first.costs[therapist * days + day] === Number.POSITIVE_INFINITY) return []
      return [{ tick: nextTick(row, dayStarts[day] ?? 0, dayStarts[day + 1] ?? 0), day, therapist }]
    })
    const soonest = Math.min(...starts.map(({ tick }) => tick))
    if (starts.length > 0) return starts.filter(({ tick }) => tick === soonest)
  }
  return []
}

/** Starts of one day with one therapist; `price` is what a course from here costs, at least or (`course`) exactly. */
type Candidate = Part & { price: number; course?: Course }
type Part = {
  readonly day: number
  readonly therapist: number
  readonly from: number
  readonly until: number
}

type Field = {
  readonly candidates: Candidate[]
  /** Days whose parts are no candidates yet; the cheapest is the last. */
  readonly days: { readonly day: number; readonly least: number }[]
  readonly partsOf?: (completing: Completing, cell: Omit<Part, 'from' | 'until'>) => Part[]
}

function takeBest(chosen: Course[], { completing, limit, alsoSoonest }: Choosing, field: Field): void {
  while (chosen.length < limit) {
    const soonest = alsoSoonest && chosen.length === 1 ? takeSoonest(chosen, completing) : undefined
    const course = soonest ?? cheapest(chosen, completing, field)
    if (!course) return
    chosen.push(course)
    for (const one of field.candidates) one.price += surcharge(one, [course], completing)
  }
}

/** The soonest where it begins on another day than the best: a quarter of an hour before it is the same once more. */
function takeSoonest([best]: readonly Course[], completing: Completing): Course | undefined {
  const earlier = soonestStarts(completing).filter(({ day }) => day < (best?.visits[0]?.day ?? 0))
  return earlier
    .map((start) => completeCourse(completing, start))
    .reduce<Course | undefined>((least, one) => (least && least.cost <= one.cost ? least : one), undefined)
}

function cheapest(chosen: readonly Course[], completing: Completing, field: Field): Course | undefined {
  const { candidates, days } = field
  for (;;) {
    const at = leastAt(candidates)
    const best = candidates[at]
    const day = days.at(-1)
    if (day && day.least <= (best?.price ?? Number.POSITIVE_INFINITY)) {
      days.pop()
      addDay(field, completing, { day: day.day, chosen })
    } else if (!best) return undefined
    else if (best.course) {
      const { course } = best
      candidates.splice(at, 1)
      if (!chosen.some((one) => isSame(one, course))) return course
    } else complete(best, completing)
  }
}

function leastAt(candidates: readonly Candidate[]): number {
  let at = 0
  let least = candidates[0]?.price ?? 0
  for (let one = 1; one < candidates.length; one += 1) {
    const price = candidates[one]?.price ?? least
    if (price >= least) continue
    at = one
    least = price
  }
  return at
}

function addDay(
  { candidates, partsOf }: Field,
  completing: Completing,
  { day, chosen }: { readonly day: number; readonly chosen: readonly Course[] },
): void {
  const { stages, horizon } = completing.plan
  for (const [therapist, row] of (stages[0]?.rows ?? []).entries()) {
    const cell = therapist * horizon.days + day
    if (stages[0]?.costs[cell] === Number.POSITIVE_INFINITY) continue
    for (const part of partsOf?.(completing, { day, therapist }) ?? []) {
      const tick = nextTick(row, part.from, part.until)
      if (tick < 0) continue
      const price = leastCost(completing.plan, cell, tick) + surcharge(part, chosen, completing)
      candidates.push({ ...part, price })
    }
  }
}

/** Its best start, and what that costs. Starts come in order of time, so the first that cannot be better ends it. */
function complete(candidate: Candidate, completing: Completing): void {
  const { day, therapist, from, until } = candidate
  const { plan } = completing
  const cell = therapist * plan.horizon.days + day
  const row = plan.stages[0]?.rows[therapist]
  if (!row) throw new Error(`there is no therapist ${therapist}`)
  const first = nextTick(row, from, until)
  let best: Course | undefined
  for (let tick = first; tick >= 0; tick = nextTick(row, tick + 1, until)) {
    if (best && leastCost(plan, cell, tick) >= best.cost) break
    const course = completeCourse(completing, { tick, day, therapist })
    if (!best || course.cost < best.cost) best = course
  }
  if (!best) throw new Error('a candidate has a start')
  candidate.price += best.cost - leastCost(plan, cell, first)
  candidate.course = best
}

function daysByCost({ plan }: Completing): Field['days'] {
  const { days, dayStarts } = plan.horizon
  const found: { day: number; least: number }[] = []
  for (let day = 0; day < days; day += 1) {
    let least = Number.POSITIVE_INFINITY
    for (let therapist = 0; therapist < (plan.stages[0]?.rows.length ?? 0); therapist += 1)
      least = Math.min(least, leastCost(plan, therapist * days + day, dayStarts[day] ?? 0))
    if (least < Number.POSITIVE_INFINITY) found.push({ day, least })
  }
  return found.sort((a, b) => b.least - a.least || b.day - a.day)
}

function halvesOf({ plan }: Completing, cell: Omit<Part, 'from' | 'until'>): Part[] {
  const { dayStarts } = plan.horizon
  const noon = tickAt(plan.horizon, cell.day, NOON)
  return [
    { ...cell, from: dayStarts[cell.day] ?? 0, until: noon },
    { ...cell, from: noon, until: dayStarts[cell.day + 1] ?? 0 },
  ]
}

function startsOf(completing: Completing, cell: Omit<Part, 'from' | 'until'>): Part[] {
  const { dayStarts } = completing.plan.horizon
  const row = completing.plan.stages[0]?.rows[cell.therapist]
  const until = dayStarts[cell.day + 1] ?? 0
  const parts: Part[] = []
  if (!row) return parts
  for (
    let tick = nextTick(row, dayStarts[cell.day] ?? 0, until);
    tick >= 0;
    tick = nextTick(row, tick + 1, until)
  )
    parts.push({ ...cell, from: tick, until: tick + 1 })
  return parts
}

function everyCourse({ count, completing }: Choosing): Candidate[] {
  const { courseAt } = pagesOf(count, completing.plan.horizon)
  return Array.from({ length: count.total }, (_, k): Candidate => {
    const visits = courseAt(BigInt(k)) ?? []
    const cost = courseCost(completing, visits)
    const { tick = 0, day = 0, therapist = 0 } = visits[0] ?? {}
    return { day, therapist, from: tick, until: tick + 1, price: cost, course: { visits, cost } }
  })
}

/** Where the best course of each start is not enough: others, in order of time. */
function takeFirst(chosen: Course[], { count, completing, limit }: Choosing): void {
  const { courseAt } = pagesOf(count, completing.plan.horizon)
  for (let k = 0n; chosen.length < limit; k += 1n) {
    const visits = courseAt(k)
    if (!visits) return
    const course = { visits, cost: courseCost(completing, visits) }
    if (!chosen.some((one) => isSame(one, course))) chosen.push(course)
  }
}

function isSame(a: Course, b: Course): boolean {
  return a.visits.every(
    ({ tick, therapist }, at) => tick === b.visits[at]?.tick && therapist === b.visits[at]?.therapist,
  )
}

/** What it is made dearer for being like those that are chosen. */
function surcharge(part: Part, chosen: readonly Course[], { plan }: Completing): number {
  const noon = chosen.length > 0 ? tickAt(plan.horizon, part.day, NOON) : 0
  let sum = 0
  for (const { visits } of chosen) {
    const [first] = visits
    if (!first) continue
    if (first.day === part.day) sum += SAME_FIRST_DAY
    const afternoon = first.tick >= tickAt(plan.horizon, first.day, NOON)
    if (first.therapist === part.therapist && afternoon === part.from >= noon)
      sum += SAME_THERAPIST_AND_PART_OF_DAY
  }
  return sum
}
