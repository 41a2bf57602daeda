import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  type ClockPiece,
  clockPieces,
  hoursToIntervals,
  restDaysBetween,
  type WeeklyHours,
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
    const epoch = wallAt(zone, 0).dayNumber - wallShown(clockPieces(zone, { start: 0, end: 1 }), 0).epochDay
    for (const minute of minutes) {
      const { epochDay, minuteOfDay } = wallShown(pieces, minute)
      const wall = wallAt(zone, minute)
      expect(epochDay + epoch === wall.dayNumber && minuteOfDay === wall.minuteOfDay).toBe(true)
    }
  })
})

/** What the pieces say that the wall shows. */
function wallShown(pieces: readonly ClockPiece[], minute: number) {
  const piece = pieces.find(({ start, end }) => start <= minute && minute < end)
  const wall = minute + (piece?.offsetMinutes ?? Number.NaN)
  const epochDay = Math.floor(wall / 1440)
  return { epochDay, minuteOfDay: wall - epochDay * 1440 }
}

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

describe('weeks that alternate', () => {
  /** 2026 has 53 weeks, so week 1 of 2027 follows an odd week. */
  const weekA = { every: 2, anchor: '2026-12-14' }
  const weekB = { every: 2, anchor: '2026-12-21' }
  const mondays = (hours: readonly WeeklyHours[], from: string, weeks: number) =>
    hoursToIntervals(hours, stockholm(from, weeks * 7))
  const onMonday = (weeks: { every: number; anchor: string }): WeeklyHours => ({
    weekday: 1,
    from: '09:00',
    to: '17:00',
    weeks,
  })

  it('go on alternating over New Year, where the numbers of the weeks are odd twice', () => {
    expect(mondays([onMonday(weekA)], '2026-12-14', 5)).toEqual([
      between('2026-12-14T09:00', '2026-12-14T17:00'),
      between('2026-12-28T09:00', '2026-12-28T17:00'),
      between('2027-01-11T09:00', '2027-01-11T17:00'),
    ])
  })

  it('alternate backwards from their anchor too, and over both nights of daylight saving', () => {
    expect(mondays([onMonday(weekA)], '2026-10-19', 2)).toEqual([
      between('2026-10-19T09:00', '2026-10-19T17:00'),
    ])
    expect(mondays([onMonday(weekB)], '2027-03-22', 3)).toEqual([
      between('2027-03-29T09:00', '2027-03-29T17:00'),
    ])
  })

  it('together are every week, and share none', () => {
    fc.assert(
      fc.property(anyWeek, ({ zone, from }) => {
        const window = { zone, from, days: 28 }
        const all = everyDay('08:00', '12:00')
        const every = hoursToIntervals(all, window)
        const a = hoursToIntervals(
          all.map((one) => ({ ...one, weeks: weekA })),
          window,
        )
        const b = hoursToIntervals(
          all.map((one) => ({ ...one, weeks: weekB })),
          window,
        )
        expect([...a, ...b].sort((one, other) => one.start - other.start)).toEqual(every)
        expect(a.length).toBe(14)
      }),
    )
  })

  it('are the same whichever of its Mondays is the anchor', () => {
    const later = { every: 2, anchor: '2028-02-28' }
    expect(mondays([onMonday(weekB)], '2026-01-01', 60)).not.toEqual([])
    const same = Temporal.PlainDate.from(weekA.anchor).until(later.anchor).days % 14 === 0 ? weekA : weekB
    expect(mondays([onMonday(later)], '2026-01-01', 60)).toEqual(mondays([onMonday(same)], '2026-01-01', 60))
  })
})

describe('seasons', () => {
  const ordinary = everyDay('09:00', '17:00')
  const summer = [
    { weekday: 2, from: '10:00', to: '14:00', validFrom: '2027-06-21', validUntil: '2027-08-15' },
  ]

  it('replace the ordinary hours on their days, the first and the last among them, days off too', () => {
    const open = hoursToIntervals([...ordinary, ...summer], stockholm('2027-06-20', 4))
    expect(open).toEqual([
      between('2027-06-20T09:00', '2027-06-20T17:00'),
      between('2027-06-22T10:00', '2027-06-22T14:00'),
    ])
    expect(hoursToIntervals([...ordinary, ...summer], stockholm('2027-08-15', 2))).toEqual([
      between('2027-08-16T09:00', '2027-08-16T17:00'),
    ])
  })

  it('that began last is the one that applies', () => {
    const july = [
      { weekday: 2, from: '12:00', to: '13:00', validFrom: '2027-07-01', validUntil: '2027-07-31' },
    ]
    expect(hoursToIntervals([...ordinary, ...summer, ...july], stockholm('2027-07-06', 1))).toEqual([
      between('2027-07-06T12:00', '2027-07-06T13:00'),
    ])
  })

  it('without a last day last on', () => {
    const fromMay = [{ weekday: 1, from: '07:00', to: '08:00', validFrom: '2027-05-03' }]
    expect(hoursToIntervals([...ordinary, ...fromMay], stockholm('2029-12-31', 2))).toEqual([
      between('2029-12-31T07:00', '2029-12-31T08:00'),
    ])
  })
})
