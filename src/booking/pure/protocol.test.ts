import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minutesUntilClientLeaves, segmentTimes, stretchesOf, totalMinutes } from './protocol.ts'
import { anySegments, aSegment, microneedling } from './search.makers.ts'
import { everyMinute, heldMinutes } from './search-oracle.makers.ts'

describe('microneedling', () => {
  it('needs the therapist for the welcome, the needling and the handover only', () => {
    expect(stretchesOf(microneedling, 'therapist')).toEqual([
      { offsetMinutes: 0, minutes: 10 },
      { offsetMinutes: 40, minutes: 30 },
      { offsetMinutes: 85, minutes: 5 },
    ])
  })

  it('needs the room throughout in one piece and the pen while needling', () => {
    expect(stretchesOf(microneedling, 'room')).toEqual([{ offsetMinutes: 0, minutes: 100 }])
    expect(stretchesOf(microneedling, 'device')).toEqual([{ offsetMinutes: 40, minutes: 30 }])
  })

  it('lets the client go after 90 minutes and the room after 100', () => {
    expect(minutesUntilClientLeaves(microneedling)).toBe(90)
    expect(totalMinutes(microneedling)).toBe(100)
  })

  it('has segments that follow each other without a gap', () => {
    expect(segmentTimes(1000, microneedling)).toEqual([
      { start: 1000, end: 1010 },
      { start: 1010, end: 1040 },
      { start: 1040, end: 1070 },
      { start: 1070, end: 1085 },
      { start: 1085, end: 1090 },
      { start: 1090, end: 1100 },
    ])
  })
})

describe('any protocol', () => {
  it('holds a kind in exactly the minutes of the segments that say so, in stretches that do not touch', () => {
    fc.assert(
      fc.property(anySegments, fc.constantFrom('therapist', 'room', 'device'), (segments, kind) => {
        const stretches = stretchesOf(segments, kind).map(({ offsetMinutes, minutes }) => ({
          start: offsetMinutes,
          end: offsetMinutes + minutes,
        }))
        expect(everyMinute(stretches)).toEqual(new Set(heldMinutes(0, segments, kind)))
        for (const [i, { start }] of stretches.entries()) {
          expect(start).toBeGreaterThan(stretches[i - 1]?.end ?? -1)
        }
      }),
    )
  })

  it('never lets go in between of what a segment of no minutes does not hold', () => {
    const segments = [aSegment(10, ['room']), aSegment(0, []), aSegment(5, ['room'])]
    expect(stretchesOf(segments, 'room')).toEqual([{ offsetMinutes: 0, minutes: 15 }])
  })

  it('counts the client as gone from the start where no segment needs one', () => {
    expect(minutesUntilClientLeaves([aSegment(20, ['room'], false)])).toBe(0)
    expect(minutesUntilClientLeaves([aSegment(20, ['room'], false), aSegment(5, ['room'])])).toBe(25)
  })
})
