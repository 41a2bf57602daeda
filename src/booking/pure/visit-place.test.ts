import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overlap } from './interval.ts'
import { aClinic, anyPlaceSearch, at, between, microneedling } from './search.makers.ts'
import { everyMinute, freeMinutes, heldMinutes, minutesOf } from './search-oracle.makers.ts'
import { occupancyOf, placeStands } from './visit-place.ts'

const kinds = ['therapist', 'room', 'device'] as const

describe('a place', () => {
  it('stands exactly when each resource that the protocol holds is free in every minute of it', () => {
    const anyId = fc.constantFrom('t1', 't2', 'r1', 'r2', 'd1', 'd2', 'nobody', undefined)
    const anyIds = fc.record({
      therapist: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('t1', 't2') }, anyId),
      room: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('r1', 'r2') }, anyId),
      device: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('d1', 'd2') }, anyId),
    })
    let standing = 0
    fc.assert(
      fc.property(anyPlaceSearch, anyIds, fc.nat(8 * 288), ({ calendar, segments }, ids, step) => {
        const start = calendar.horizon.from.toZonedDateTime('UTC').epochMilliseconds / 60_000 + step * 5
        const { zone, from, days } = calendar.horizon
        const inside = new Set(minutesOf(zone, from, days))
        const named = Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined))
        const notFree = kinds.find((kind) => {
          const one = calendar.known.find(({ id }) => id === ids[kind])
          const held = heldMinutes(start, segments, kind)
          if (held.length === 0) return false
          if (one?.kind !== kind) return true
          const free = freeMinutes(one)
          if (!held.every((minute) => inside.has(minute))) return true
          return !held.every((minute) => free.has(minute))
        })
        if (notFree === undefined) standing += 1
        expect(placeStands({ start, ...named }, segments, calendar)?.kind).toBe(notFree)
      }),
      { numRuns: 600 },
    )
    expect(standing).toBeGreaterThan(20)
  })

  it('falls with a closure, and the answer names who or what is not free', () => {
    const calendar = aClinic({
      from: '2026-11-16',
      days: 5,
      busy: { r1: [between('2026-11-17T11:30', '2026-11-17T12:00')] },
    })
    const place = { start: at('2026-11-17T10:00'), therapist: 't1', room: 'r1', device: 'd1' }
    expect(placeStands(place, microneedling, calendar)).toEqual({ kind: 'room', resource: 'r1' })
    expect(placeStands({ ...place, start: at('2026-11-17T09:45') }, microneedling, calendar)).toBeUndefined()
  })

  it('does not stand when it leaves out a kind that the protocol holds', () => {
    const calendar = aClinic({ from: '2026-11-16', days: 5 })
    expect(placeStands({ start: at('2026-11-17T10:00') }, microneedling, calendar)).toEqual({
      kind: 'therapist',
    })
  })
})

describe('what a visit occupies', () => {
  it('is every minute that the protocol holds, of the named resource and of nothing else', () => {
    fc.assert(
      fc.property(anyPlaceSearch, fc.nat(5000), ({ segments }, start) => {
        const place = { start, therapist: 't1', room: 'r1', device: 'd1' }
        const occupied = occupancyOf(place, segments)
        for (const kind of kinds) {
          const during = occupied.filter(({ resource }) => resource === place[kind]).map((one) => one.during)
          expect(everyMinute(during)).toEqual(new Set(heldMinutes(start, segments, kind)))
          for (const a of during) for (const b of during) expect(a !== b && overlap(a, b)).toBe(false)
        }
      }),
    )
  })

  it('is three stretches of the therapist, one of the room and one of the pen in microneedling', () => {
    expect(occupancyOf({ start: 0, therapist: 't1', room: 'r1', device: 'd1' }, microneedling)).toEqual([
      { resource: 't1', during: { start: 0, end: 10 } },
      { resource: 't1', during: { start: 40, end: 70 } },
      { resource: 't1', during: { start: 85, end: 90 } },
      { resource: 'r1', during: { start: 0, end: 100 } },
      { resource: 'd1', during: { start: 40, end: 70 } },
    ])
  })

  it('leaves out a kind that the place does not name', () => {
    expect(occupancyOf({ start: 0, room: 'r1' }, microneedling)).toEqual([
      { resource: 'r1', during: { start: 0, end: 100 } },
    ])
  })
})
