import { describe, expect, test } from 'vitest'
import { nextReviewAfter, publicGraceDays, type Review, reviewState } from './review-state.ts'

const review: Review = {
  contentHash: 'a1',
  by: 'Test Person',
  credential: 'certified skin therapist',
  on: '2026-11-01',
  next: '2027-05-01',
  fictitious: true,
}
const { contentHash: _, ...shown } = review
const stateOn = (today: string, contentHash = 'a1', reviews: readonly Review[] = [review]) =>
  reviewState({ contentHash, reviews, today })

describe('the state of a review', () => {
  test('the approved text is approved until and on the day of its next review', () => {
    expect(stateOn('2026-11-01')).toEqual({ state: 'approved', ...shown })
    expect(stateOn('2027-05-01')).toEqual({ state: 'approved', ...shown })
  })

  test('the day after, it is overdue and still says who and when', () => {
    expect(stateOn('2027-05-02')).toEqual({ state: 'overdue', ...shown })
  })

  test('the public is told only when 30 days more have gone', () => {
    const told = (today: string) =>
      reviewState({ contentHash: 'a1', reviews: [review], today, graceDays: publicGraceDays }).state
    expect([told('2027-05-30'), told('2027-05-31'), told('2027-06-01')]).toEqual([
      'approved',
      'approved',
      'overdue',
    ])
  })

  test('the next review is due after a year, also of the day that most years do not have', () => {
    expect(nextReviewAfter('2026-11-22')).toBe('2027-11-22')
    expect(nextReviewAfter('2028-02-29')).toBe('2029-02-28')
  })

  test('a changed text is not reviewed, whoever approved the one before', () => {
    expect(stateOn('2026-12-01', 'a2')).toEqual({ state: 'not-reviewed' })
  })

  test('a text that nobody has read is not reviewed', () => {
    expect(stateOn('2026-12-01', 'a1', [])).toEqual({ state: 'not-reviewed' })
  })

  test('a review dated tomorrow does not count today', () => {
    expect(stateOn('2026-10-31')).toEqual({ state: 'not-reviewed' })
  })

  test('of two reviews of the same text the newer one counts, in whatever order they come', () => {
    const newer = { ...review, on: '2027-04-20', next: '2027-10-20', by: 'Another Person' }
    for (const reviews of [
      [review, newer],
      [newer, review],
    ]) {
      expect(stateOn('2027-06-01', 'a1', reviews)).toMatchObject({ state: 'approved', by: 'Another Person' })
    }
  })
})
