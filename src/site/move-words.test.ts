import { expect, test } from 'vitest'
import type { MovedVisit, VisitTime } from '#booking/contract'
import { m } from '#platform/words'
import {
  asFirst,
  sayEach,
  sayMoveReasons,
  sayOthers,
  sayWhich,
  threadAfter,
  threadBefore,
} from './move-words.ts'

const day = 24 * 60
/** Monday 4 January 2027, 10:00 in Malmö, so many days later. */
const at = (days: number) => 29_984_220 + days * day
const place = (days: number, name = 'Alva'): VisitTime => ({
  start: at(days),
  clientLeaves: at(days) + 90,
  end: at(days) + 100,
  therapist: { id: name, name },
  segments: [],
})
type Moving = { readonly from: number; readonly to?: number; readonly change: MovedVisit['change'] }
const moved = (...visits: readonly Moving[]): MovedVisit[] =>
  visits.map(({ from, to = from, change }, index) => ({
    ...place(to),
    id: String(index),
    position: index + 1,
    change,
    before: place(from),
  }))

const rest = { atLeastDays: 28, atMostDays: 42, idealDays: 30 }
const telling = { language: 'en', zone: 'Europe/Stockholm', rest } as const

test('a visit is called by its place in the course, and the only one by no number', () => {
  expect(sayWhich({ position: 3 }, { language: 'en', visits: 3 })).toBe('The third visit')
  expect(sayWhich({ position: 10 }, { language: 'sv', visits: 10 })).toBe('Det tionde besöket')
  expect(sayWhich({ position: 1 }, { language: 'sv', visits: 1 })).toBe('Besöket')
})

test('a later visit that would come too soon must move, and the rest that the skin needs is told', () => {
  const visits = moved(
    { from: 0, change: 'stays' },
    { from: 30, to: 38, change: 'asked' },
    { from: 60, to: 67, change: 'follows' },
  )
  expect(sayOthers(visits, telling)).toEqual([
    'The third visit must move too, to Friday 12 March, 10:00: the skin needs at least 28 days of rest.',
  ])
})

test('one that would come too late must move, since there may be only so many days between', () => {
  const visits = moved(
    { from: 0, change: 'stays' },
    { from: 38, to: 28, change: 'asked' },
    { from: 79, to: 70, change: 'follows' },
  )
  expect(sayOthers(visits, telling)).toEqual([
    'The third visit must move too, to Monday 15 March, 10:00: there should be at most 42 days between the visits.',
  ])
})

test('where a visit between was cancelled the longest rest is as long as for both', () => {
  const [first, third] = moved({ from: 0, change: 'asked' }, { from: 60, to: 61, change: 'follows' })
  if (!first || !third) throw new Error('Two visits were made.')
  const visits = [first, { ...third, position: 3 }]
  expect(sayOthers(visits, telling)).toEqual([
    'The third visit follows, to Saturday 6 March, 10:00, so that the rest between the visits is kept.',
  ])
})

test('when nothing has to follow, the others are said to stay; a single visit has no others', () => {
  const visits = moved({ from: 0, change: 'stays' }, { from: 30, to: 31, change: 'asked' })
  expect(sayOthers(visits, telling)).toEqual(['Your other visits stay as they are.'])
  expect(sayOthers(moved({ from: 0, to: 1, change: 'asked' }), telling)).toEqual([])
})

test('each visit has its line: which moves, from when to when, to whom, and which stays', () => {
  const [first, second] = moved({ from: 0, change: 'stays' }, { from: 30, to: 31, change: 'asked' })
  if (!first || !second) throw new Error('Two visits were made.')
  const toBo = { ...second, therapist: { id: 'Bo', name: 'Bo' } }
  expect(sayEach([first, toBo], telling)).toEqual([
    'The first visit stays, Monday 4 January, 10:00.',
    'The second visit moves from Wednesday 3 February, 10:00 to Thursday 4 February, 10:00. You come to Bo.',
  ])
})

test('with a whole course, a visit that comes to stand where it stood is said to stay', () => {
  const visits = moved({ from: 0, change: 'asked' }, { from: 30, to: 31, change: 'asked' })
  expect(sayEach(visits, telling)[0]).toBe('The first visit stays, Monday 4 January, 10:00.')
  expect(threadAfter(visits, telling).visits.map(({ state }) => state)).toEqual([undefined, 'moved'])
})

test('the threads show the course before and after, with the days between and a word at what moves', () => {
  const visits = moved(
    { from: 0, change: 'stays' },
    { from: 30, to: 38, change: 'asked' },
    { from: 60, to: 67, change: 'follows' },
  )
  expect(threadBefore(visits, telling).rests).toEqual(['30 days', '30 days'])
  const after = threadAfter(visits, telling)
  expect(after.rests).toEqual(['38 days', '29 days'])
  expect(after.visits.map(({ stateWord }) => stateWord)).toEqual([undefined, 'moves', 'follows'])
})

test('reasons are one sentence; that the later visits stay is not said twice', () => {
  expect(sayMoveReasons(['later-stay', 'same-therapist', 'same-weekday'], 'en')).toBe(
    'The same therapist, the same weekday.',
  )
  expect(sayMoveReasons(['later-stay'], 'sv')).toBe('')
  expect(asFirst('tisdag 12 januari')).toBe('Tisdag 12 januari')
})

test('a notice of one hour is said as one', () => {
  const [phone, sv, en] = ['040-628 04 15', { locale: 'sv' }, { locale: 'en' }] as const
  const said = (hours: number) =>
    [sv, en].flatMap((locale) => [
      m.moves_rule({ hours }, locale),
      m.moves_near({ hours, phone }, locale),
      m.moves_too_late_text({ hours, phone }, locale),
      m.board_move_inside_notice({ hours }, locale),
    ])
  for (const text of said(1)) expect(text).toMatch(/ 1 (timme|hour)\b/)
  for (const text of said(24)) expect(text).toMatch(/ 24 (timmar|hours)\b/)
})
