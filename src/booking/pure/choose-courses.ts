/**
 * Out of thousands of courses a person wants a handful that differ. Chosen one after another: the cheapest, the
 * soonest (some come for nothing but that), and then each time the cheapest after those that look like one already chosen have been made dearer.
 * Sorting by cost alone would answer with the same Tuesday at 9:00, 9:15 and 9:30.
 */
import { MINUTES_A_DAY } from './clinic-days.ts'
import type { CourseVisit } from './complete-course.ts'

export type Course = { readonly visits: readonly CourseVisit[]; readonly cost: number }

/** In the coin of complete-course.ts: one day away from the ideal rest is 1. A later beginning weighs little. */
const LATER_DAY = 0.25
const SAME_FIRST_DAY = 3
const SAME_THERAPIST_AND_PART_OF_DAY = 1.5

export type Choosing = {
  readonly limit: number
  /** Whether the soonest is to be among them where it begins on an earlier day, even where others are better. */
  readonly alsoSoonest: boolean
}

/** Up to `limit` courses, the best first. */
export function chooseCourses(courses: readonly Course[], { limit, alsoSoonest }: Choosing): Course[] {
  const left: Priced[] = courses.map((course) => ({
    course,
    likeness: likenessOf(course),
    cost: priceOf(course),
  }))
  const chosen: Course[] = []
  while (chosen.length < limit && left.length > 0) {
    const price = alsoSoonest && chosen.length === 1 && beginsBefore(left, chosen) ? startOf : costOf
    const [taken] = left.splice(leastBy(left, price), 1)
    if (!taken) break
    chosen.push(taken.course)
    for (const one of left) one.cost += surcharge(one.likeness, taken.likeness)
  }
  return chosen
}

type Priced = { readonly course: Course; readonly likeness: Likeness | undefined; cost: number }

function leastBy(courses: readonly Priced[], price: (one: Priced) => number): number {
  const prices = courses.map(price)
  return prices.reduce((best, one, at) => (one < (prices[best] ?? one) ? at : best), 0)
}

/** On an earlier day, that is: a quarter of an hour before the best is the same proposal once more. */
function beginsBefore(left: readonly Priced[], [best]: readonly Course[]): boolean {
  const day = best?.visits[0]?.at.day ?? 0
  return left.some(({ likeness }) => (likeness?.day ?? day) < day)
}

function costOf({ cost }: Priced): number {
  return cost
}

/** Of those that begin at once, the one that costs least. */
function startOf({ course, cost }: Priced): number {
  return (course.visits[0]?.at.start ?? 0) + Math.min(cost, 1e9) / 1e10
}

type Likeness = { readonly day: number; readonly therapist: string | undefined; readonly afternoon: boolean }

function likenessOf({ visits: [first] }: Course): Likeness | undefined {
  return (
    first && { day: first.at.day, therapist: first.therapist, afternoon: first.at.minuteOfDay >= 12 * 60 }
  )
}

function priceOf({ visits: [first], cost }: Course): number {
  return cost + (LATER_DAY * (first?.at.start ?? 0)) / MINUTES_A_DAY
}

function surcharge(a: Likeness | undefined, b: Likeness | undefined): number {
  if (!a || !b) return 0
  const samePart = a.therapist === b.therapist && a.afternoon === b.afternoon
  return (a.day === b.day ? SAME_FIRST_DAY : 0) + (samePart ? SAME_THERAPIST_AND_PART_OF_DAY : 0)
}
