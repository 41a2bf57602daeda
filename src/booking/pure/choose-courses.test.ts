import { expect, it } from 'vitest'
import { chooseCourses, type Course } from './choose-courses.ts'

/** A course of one visit on a day, at nine and some minutes, that is worth so much less than the best. */
function aCourse(day: number, { minutes = 0, cost = 0, therapist = 'alva' } = {}): Course {
  const minuteOfDay = 9 * 60 + minutes
  const at = { start: day * 1440 + minuteOfDay, day, weekday: 1, minuteOfDay, free: {} }
  return { visits: [{ at, therapist }], cost }
}

const best = aCourse(10)
const soonest = aCourse(2, { cost: 50 })
const other = aCourse(12, { therapist: 'bo' })

it('the best comes first and the soonest beside it, however much dearer it is', () => {
  expect(chooseCourses([other, soonest, best], { limit: 2, alsoSoonest: true })).toEqual([best, soonest])
})

it('where what is near to given starts was asked for, the soonest has no place of its own', () => {
  expect(chooseCourses([other, soonest, best], { limit: 2, alsoSoonest: false })).toEqual([best, other])
})

it('a quarter of an hour before the best is the same proposal once more, and another day is shown instead', () => {
  const before = aCourse(10, { minutes: -15, cost: 0.1 })
  expect(chooseCourses([before, other, best], { limit: 2, alsoSoonest: true })).toEqual([best, other])
})
