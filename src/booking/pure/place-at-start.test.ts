import { describe, expect, it } from 'vitest'
import { placeAtStart } from './place-at-start.ts'
import { aClinic, at, between, microneedling } from './search.makers.ts'

const start = at('2026-11-17T10:00')
const clinic = (busy = {}) =>
  aClinic({ from: '2026-11-16', days: 3, ids: ['t1', 't2', 'r1', 'r2', 'd1'], busy })
const whole = [between('2026-11-17T10:30', '2026-11-17T11:00')]

describe('a visit whose start is settled', () => {
  it('has the first of each kind that is free for its stretches', () => {
    expect(placeAtStart({ start, segments: microneedling }, clinic({ t1: whole, r1: whole }))).toEqual({
      place: { start, therapist: 't2', room: 'r2', device: 'd1' },
    })
  })

  it('has whom and what was asked for, or nobody', () => {
    const asked = { start, segments: microneedling, therapist: 't2', room: 'r2' }
    expect(placeAtStart(asked, clinic())).toEqual({
      place: { start, therapist: 't2', room: 'r2', device: 'd1' },
    })
    expect(placeAtStart(asked, clinic({ t2: whole }))).toEqual({ missing: 'therapist' })
    expect(placeAtStart(asked, clinic({ r2: whole }))).toEqual({ missing: 'room' })
    expect(placeAtStart({ ...asked, room: 't1' }, clinic())).toEqual({ missing: 'room' })
  })

  it('has rather whom and what it had before, where they are free', () => {
    const asked = { start, segments: microneedling, rather: { therapist: 't2', room: 'r2', device: 'gone' } }
    expect(placeAtStart(asked, clinic({ r2: whole }))).toEqual({
      place: { start, therapist: 't2', room: 'r1', device: 'd1' },
    })
    expect(placeAtStart({ ...asked, therapist: 't1' }, clinic())).toMatchObject({
      place: { therapist: 't1' },
    })
  })

  it('may have a therapist who is busy while the ointment works', () => {
    const busy = { t1: [between('2026-11-17T10:10', '2026-11-17T10:40')] }
    expect(placeAtStart({ start, segments: microneedling }, clinic(busy))).toMatchObject({
      place: { therapist: 't1' },
    })
  })
})
