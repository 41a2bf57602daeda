import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  clockPieces,
  hoursToIntervals,
  restDaysBetween,
  type WeeklyHours,
  wallTime,
  windowInterval,
} from './clinic-days.ts'
import { anyWeek, at, between, everyDay, hardWeeks } from './search.makers.ts'
import { everyMinute, minutesOf, wallAt } from './search-oracle.makers.ts'

const clock = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`

const anyHours: fc.Arbitrary<WeeklyHours[]> = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.nat(1439), fc.integer({ min: 1, max: 1440 }))
    .map(([weekday, from, minutes]) => ({
      weekday,
      from: clock(from),
      to: clock(Math.min(1440, from + minutes)),
    })),
  { maxLength: 12 },
)

const stockholm = (from: string, days: number) => ({
  zone: 'Europe/Stockholm',
  from: Temporal.PlainDate.from(from),
  days,
})

const minutesIn = ({ start, end }: { start: number; end: number }): number => end - start

describe('the clock on the wall', () => {
  it.each(hardWeeks)('is the same by pieces as by looking at every minute: %s from %s', (zone, from) => {
    const window = { zone, from: Temporal.PlainDate.from(from), days: 8 }
    const span = windowInterval(window)
    const pieces = clockPieces(zone, span)
    const minutes = minutesOf(zone, window.from, 8)
    expect([span.start, span.end - 1, minutesIn(span)]).toEqual([minutes[0], minutes.at(-1), minutes.length])
    const epoch = wallAt(zone, 0).dayNumber - wallTime(clockPieces(zone, { start: 0, end: 1 }), 0).epochDay
    for (const minute of minutes) {
      const { epochDay, minuteOfDay } = wallTime(pieces, minute)
      const wall = wallAt(zone, minute)
      expect(epochDay + epoch === wall.dayNumber && minuteOfDay === wall.minuteOfDay).toBe(true)
    }
  })

  it('is not known outside the window', () => {
    const pieces = clockPieces('Europe/Stockholm', between('2026-11-16T00:00', '2026-11-17T00:00'))
    expect(() => wallTime(pieces, at('2026-11-17T00:00'))).toThrow(RangeError)
  })
})

describe('a day', () => {
  it('has 23 hours in the night of the missing hour and 25 in that of the doubled one', () => {
    expect(minutesIn(windowInterval(stockholm('2027-03-28', 1)))).toBe(23 * 60)
    expect(minutesIn(windowInterval(stockholm('2026-10-25', 1)))).toBe(25 * 60)
  })

  it('has half an hour less on Lord Howe, and begins at one where the clock skips midnight', () => {
    const lordHowe = { zone: 'Australia/Lord_Howe', from: Temporal.PlainDate.from('2026-10-04'), days: 1 }
    expect(minutesIn(windowInterval(lordHowe))).toBe(23.5 * 60)
    const santiago = { zone: 'America/Santiago', from: Temporal.PlainDate.from('2026-09-06'), days: 1 }
    expect(wallAt('America/Santiago', windowInterval(santiago).start).minuteOfDay).toBe(60)
    expect(minutesIn(windowInterval(santiago))).toBe(23 * 60)
  })
})

describe('weekly hours', () => {
  it('are open in exactly the minutes in which the wall shows a time within them', () => {
    fc.assert(
      fc.property(anyWeek, anyHours, ({ zone, from }, hours) => {
        const shown = minutesOf(zone, from, 8).filter((minute) => {
          const { weekday, minuteOfDay } = wallAt(zone, minute)
          const time = clock(minuteOfDay)
          return hours.some((one) => one.weekday === weekday && one.from <= time && time < one.to)
        })
        expect([...everyMinute(hoursToIntervals(hours, { zone, from, days: 8 }))]).toEqual(shown)
      }),
    )
  })

  it('open at three when they would open in the missing hour', () => {
    const open = hoursToIntervals(everyDay('02:30', '10:00'), stockholm('2027-03-28', 1))
    expect(open).toEqual([between('2027-03-28T03:00', '2027-03-28T10:00')])
  })

  it('hold an hour more in the night of the doubled hour', () => {
    const [night] = hoursToIntervals(everyDay('00:00:00', '06:00:00'), stockholm('2026-10-25', 1))
    expect(night && minutesIn(night)).toBe(7 * 60)
  })

  it('run on without a seam where one day ends and the next begins', () => {
    expect(hoursToIntervals(everyDay('00:00', '24:00'), stockholm('2026-12-31', 2))).toEqual([
      between('2026-12-31T00:00', '2027-01-02T00:00'),
    ])
  })

  it('are refused when they end before they begin or are no time of day', () => {
    expect(() => hoursToIntervals(everyDay('22:00', '02:00'), stockholm('2026-12-31', 2))).toThrow(RangeError)
    expect(() => hoursToIntervals(everyDay('9', '17:00'), stockholm('2026-12-31', 2))).toThrow(RangeError)
  })
})

describe('days of rest', () => {
  it('are counted on the clinic’s calendar, not in hours', () => {
    expect(restDaysBetween(at('2026-11-16T23:45'), at('2026-11-17T00:15'), 'Europe/Stockholm')).toBe(1)
    expect(restDaysBetween(at('2026-11-16T08:00'), at('2026-11-16T19:00'), 'Europe/Stockholm')).toBe(0)
  })

  it('pass over both nights of daylight saving, New Year and the leap day', () => {
    const rest = (from: string, to: string) =>
      restDaysBetween(at(`${from}T00:30`), at(`${to}T23:30`), 'Europe/Stockholm')
    expect(rest('2027-03-14', '2027-04-13')).toBe(30)
    expect(rest('2026-10-10', '2026-11-09')).toBe(30)
    expect(rest('2026-12-10', '2027-01-09')).toBe(30)
    expect([rest('2028-02-28', '2028-03-01'), rest('2027-02-28', '2027-03-01')]).toEqual([2, 1])
  })

  it('depend on the zone', () => {
    const evening = at('2026-11-16T20:00')
    expect(restDaysBetween(evening, evening + 240, 'Europe/Stockholm')).toBe(1)
    expect(restDaysBetween(evening, evening + 240, 'America/Santiago')).toBe(0)
  })
})
