/**
 * Every course, one after another in order of time. Only for when few can begin (one open morning, one
 * therapist): then the best course of each beginning is not enough to choose from. Since each start's ways
 * on were counted, no step leads into a dead end, and taking the first handful costs a handful.
 */
import type { CourseVisit } from './complete-course.ts'
import { type CourseCount, therapistsOf } from './count-courses.ts'

export function* listCourses(count: CourseCount): Generator<readonly CourseVisit[]> {
  yield* goOn(count, [], { from: 0, until: count.starts.length })
}

function* goOn(
  count: CourseCount,
  before: readonly CourseVisit[],
  { from, until }: { from: number; until: number },
): Generator<readonly CourseVisit[]> {
  const toCome = count.ways.length - 1 - before.length
  for (let at = from; at < until; at += 1) {
    const start = count.starts[at]
    if (!start || !count.ways[toCome]?.[at]) continue
    for (const therapist of therapistsOf(start)) {
      const visits = [...before, { at: start, therapist }]
      const [nextFrom, nextUntil] = count.next[at] ?? [0, 0]
      if (toCome === 0) yield visits
      else yield* goOn(count, visits, { from: nextFrom, until: nextUntil })
    }
  }
}
