import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { horizonOf, hoursToBits, type Segment } from '#booking/pure'
import { visitsThatFit } from './visits-that-fit.ts'

const window = { zone: 'Europe/Stockholm', from: Temporal.PlainDate.from('2027-01-11'), days: 1 }
const horizon = horizonOf(window)
const free = hoursToBits([{ weekday: 1, from: '09:00', to: '17:00' }], horizon)
const calendar = (therapists: number, rooms: number) => ({
  horizon,
  gridMinutes: 15,
  resources: [
    ...Array.from({ length: therapists }, (_, at) => ({ id: `t${at}`, kind: 'therapist' as const })),
    ...Array.from({ length: rooms }, (_, at) => ({ id: `r${at}`, kind: 'room' as const })),
  ].map((one) => ({ ...one, free })),
})
const segment = (minutes: number, ...holds: Segment['holds']): Segment => ({
  minutes,
  holds,
  clientPresent: true,
})

describe('how many visits fit', () => {
  it('an hour with therapist and room: as many as there are hours', () => {
    expect(visitsThatFit(calendar(1, 1), [segment(60, 'therapist', 'room')])).toBe(8)
    expect(visitsThatFit(calendar(2, 1), [segment(60, 'therapist', 'room')])).toBe(8)
    expect(visitsThatFit(calendar(2, 2), [segment(60, 'therapist', 'room')])).toBe(16)
  })

  it('a rest without the therapist lets her treat somebody else in the second room meanwhile', () => {
    const rests = [segment(30, 'therapist', 'room'), segment(30, 'room')]
    const stays = [segment(60, 'therapist', 'room')]
    expect(visitsThatFit(calendar(1, 2), rests)).toBeGreaterThan(visitsThatFit(calendar(1, 2), stays))
  })

  it('none where nothing is there to hold, or nothing is asked', () => {
    expect(visitsThatFit(calendar(1, 0), [segment(60, 'therapist', 'room')])).toBe(0)
    expect(visitsThatFit(calendar(1, 1), [])).toBe(0)
  })
})
