/**
 * Out of thousands of courses a person wants a handful that differ. Chosen one after another: the cheapest,
 * and then each time the cheapest after those that look like one already chosen have been made dearer.
 * Sorting by cost alone would answer with the same Tuesday at 9:00, 9:15 and 9:30.
 */
import { MINUTES_A_DAY } from './clinic-days.ts'
import type { CourseVisit } from './complete-course.ts'

export type Course = { readonly visits: readonly CourseVisit[]; readonly cost: number }

/** In the coin of complete-course.ts: one day away from the ideal rest is 1. A later beginning weighs little. */
const LATER_DAY = 0.25
const SAME_FIRST_DAY = 3
const SAME_THERAPIST_AND_PART_OF_DAY = 1.5

/** Up to `limit` courses, the best first. */
export function chooseCourses(courses: readonly Course[], limit: number): Course[] {
  const left = courses.map((course) => ({ course, likeness: likenessOf(course), cost: priceOf(course) }))
  const chosen: Course[] = []
  while (chosen.length < limit && left.length > 0) {
    let best = 0
    let least = Number.POSITIVE_INFINITY
    for (const [at, { cost }] of left.entries()) {
      if (cost >= least) continue
      best = at
      least = cost
    }
    const [taken] = left.splice(best, 1)
    if (!taken) break
    chosen.push(taken.course)
    for (const one of left) one.cost += surcharge(one.likeness, taken.likeness)
  }
  return chosen
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
