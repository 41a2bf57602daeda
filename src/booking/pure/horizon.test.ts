import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { hoursToIntervals, type WeeklyHours } from './clinic-days.ts'
import {
  clearIntervals,
  dayOfTick,
  emptyRow,
  horizonOf,
  hoursToBits,
  isFree,
  markIntervals,
  minuteOfDayAt,
  minuteOfTick,
  tickAt,
  tickOfMinute,
} from './horizon.ts'
import { anyWeek, at, between, hardWeeks, listTicks } from './search.makers.ts'
import { everyMinute, minutesOf, wallAt } from './search-oracle.makers.ts'

const clock = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`

/** Some odd to the minute, some alternating, some of a season, some touching each other. */
const anyHours: fc.Arbitrary<WeeklyHours[]> = fc.array(
  fc
    .record({
      weekday: fc.integer({ min: 1, max: 7 }),
      from: fc.oneof(
        fc.nat(287).map((step) => step * 5),
        fc.nat(1439),
      ),
      minutes: fc.oneof(
        fc.integer({ min: 1, max: 288 }).map((step) => step * 5),
        fc.integer({ min: 1, max: 700 }),
      ),
      weeks: fc.oneof(
        { weight: 4, arbitrary: fc.constant({}) },
        fc.constant({ weeks: { every: 2, anchor: '2026-12-14' } }),
      ),
      season: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, fc.constant({ validFrom: '2027-03-27' })),
    })
    .map(({ weekday, from, minutes, weeks, season }) => ({
      weekday,
      from: clock(from),
      to: clock(Math.min(1440, from + minutes)),
      ...weeks,
      ...season,
    })),
  { maxLength: 12 },
)

/** Hours as most clinics have them: the way that does not ask the wall. */
const plainHours = anyHours.map((hours) =>
  hours.flatMap(({ weekday, from, to }) =>
    [from, to].every((time) => Number(time.slice(3)) % 5 === 0) ? { weekday, from, to } : [],
  ),
)

describe('the horizon', () => {
  it.each(hardWeeks)('knows day, clock and minute of every tick: %s from %s', (zone, from) => {
    const horizon = horizonOf({ zone, from: Temporal.PlainDate.from(from), days: 8 })
    const minutes = minutesOf(zone, horizon.from, 8).filter((minute) => minute % 5 === 0)
    const first = wallAt(zone, minutes[0] ?? 0).dayNumber
    expect(minutes.length).toBe((horizon.dayStarts.at(-1) ?? 0) - (horizon.dayStarts[0] ?? 0))
    for (const minute of minutes) {
      const tick = tickOfMinute(horizon, minute)
      const wall = wallAt(zone, minute)
      const day = dayOfTick(horizon, tick)
      expect(minuteOfTick(horizon, tick)).toBe(minute)
      expect([day, minuteOfDayAt(horizon, { day, tick })]).toEqual([wall.dayNumber - first, wall.minuteOfDay])
    }
  })

  it.each(hardWeeks)(
    'finds the first tick at which a day’s wall shows a time or a later one: %s from %s',
    (zone, from) => {
      const horizon = horizonOf({ zone, from: Temporal.PlainDate.from(from), days: 8 })
      const minutes = minutesOf(zone, horizon.from, 8)
      for (const [day, begins] of horizon.dayStarts.slice(0, -1).entries()) {
        for (const minuteOfDay of [0, 30, 120, 150, 180, 720, 1435]) {
          const { dayNumber } = wallAt(zone, minuteOfTick(horizon, begins))
          const later = minutes.find((minute) => {
            const wall = wallAt(zone, minute)
            return wall.dayNumber === dayNumber && wall.minuteOfDay >= minuteOfDay
          })
          if (later !== undefined)
            expect(minuteOfTick(horizon, tickAt(horizon, day, minuteOfDay))).toBe(later)
        }
      }
    },
  )

  it('begins and ends within whole words', () => {
    const horizon = horizonOf({
      zone: 'Asia/Kolkata',
      from: Temporal.PlainDate.from('2026-12-28'),
      days: 180,
    })
    expect(horizon.dayStarts[0]).toBeLessThan(32)
    expect(horizon.words * 32 - (horizon.dayStarts.at(-1) ?? 0)).toBeLessThan(32)
    expect(horizon.dayStarts).toHaveLength(181)
  })
})

describe('weekly hours as bits', () => {
  it.each([
    ['any', anyHours],
    ['plain', plainHours],
  ])('are the ticks that lie wholly within them: %s hours', (_, arbitrary) => {
    fc.assert(
      fc.property(anyWeek, arbitrary, ({ zone, from }, hours) => {
        const window = { zone, from, days: 8 }
        const horizon = horizonOf(window)
        const open = everyMinute(hoursToIntervals(hours, window))
        const ticks = [...open].flatMap((minute) => {
          const whole = minute % 5 === 0 && [1, 2, 3, 4].every((more) => open.has(minute + more))
          return whole ? tickOfMinute(horizon, minute) : []
        })
        expect(listTicks(hoursToBits(hours, horizon))).toEqual(ticks)
      }),
      { numRuns: 200 },
    )
  })

  it('are refused when they end before they begin', () => {
    const horizon = horizonOf({ zone: 'UTC', from: Temporal.PlainDate.from('2026-12-28'), days: 1 })
    expect(() => hoursToBits([{ weekday: 1, from: '22:00', to: '02:00' }], horizon)).toThrow(RangeError)
  })
})

describe('a stretch of odd minutes', () => {
  const horizon = horizonOf({
    zone: 'Europe/Stockholm',
    from: Temporal.PlainDate.from('2026-11-16'),
    days: 1,
  })
  const odd = between('2026-11-16T09:03', '2026-11-16T09:21')
  const tick = (wall: string) => tickOfMinute(horizon, at(`2026-11-16T${wall}`))

  it('opens only the ticks that it fills and takes all that it touches', () => {
    const open = emptyRow(horizon)
    markIntervals(open, [odd], horizon)
    expect(listTicks(open)).toEqual([tick('09:05'), tick('09:10'), tick('09:15')])
    const left = emptyRow(horizon)
    markIntervals(left, [between('2026-11-16T08:55', '2026-11-16T09:35')], horizon)
    clearIntervals(left, [odd], horizon)
    expect(listTicks(left)).toEqual([tick('08:55'), tick('09:25'), tick('09:30')])
  })

  it('is free only where each tick that it touches is', () => {
    const free = emptyRow(horizon)
    markIntervals(free, [between('2026-11-16T09:00', '2026-11-16T09:20')], horizon)
    expect(isFree(free, odd, horizon)).toBe(false)
    markIntervals(free, [between('2026-11-16T09:20', '2026-11-16T09:25')], horizon)
    expect(isFree(free, odd, horizon)).toBe(true)
    expect(isFree(free, between('2026-11-15T09:00', '2026-11-15T10:00'), horizon)).toBe(false)
  })
})
