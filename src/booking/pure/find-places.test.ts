import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPlaces, listStarts, type OpenStart, openStarts } from './find-places.ts'
import {
  aCalendar,
  aClinic,
  anyPlaceSearch,
  aSegment,
  at,
  between,
  everyDay,
  microneedling,
} from './search.makers.ts'
import { oraclePlaces, wallAt } from './search-oracle.makers.ts'
import type { PlaceSearch } from './suitable-starts.ts'
import { occupancyOf, placeStands, type VisitPlace } from './visit-place.ts'

function placesOf({ start, free }: OpenStart): VisitPlace[] {
  const none = [undefined]
  return (free.therapist ?? none).flatMap((therapist) =>
    (free.room ?? none).flatMap((room) =>
      (free.device ?? none).map((device) => ({
        start,
        ...(therapist && { therapist }),
        ...(room && { room }),
        ...(device && { device }),
      })),
    ),
  )
}

const written = ({ start, therapist = '-', room = '-', device = '-' }: VisitPlace): string =>
  `${start} ${therapist} ${room} ${device}`

const allDay = everyDay('00:00', '24:00')
const talk = [aSegment(60, ['therapist'])]

/** The starts of a day as its wall shows them. */
function startsOn(date: string, search: PlaceSearch): string[] {
  return findPlaces(search)
    .filter(({ start }) => wallAt(search.calendar.horizon.zone, start).date === date)
    .map(({ minuteOfDay }) => `${Math.floor(minuteOfDay / 60)}:${String(minuteOfDay % 60).padStart(2, '0')}`)
}

describe('the places of a visit', () => {
  it('are the same as by trying every minute, therapist, room and pen', () => {
    let places = 0
    fc.assert(
      fc.property(anyPlaceSearch, (search) => {
        const found = findPlaces(search).flatMap(placesOf).map(written)
        places += found.length
        expect(found).toEqual(oraclePlaces(search))
      }),
      { numRuns: 120 },
    )
    expect(places).toBeGreaterThan(1000)
  })

  it('all stand, and each falls when a minute that it occupies is taken', () => {
    fc.assert(
      fc.property(anyPlaceSearch, fc.nat(), fc.nat(), (search, which, when) => {
        const { calendar, segments } = search
        const places = findPlaces(search).flatMap(placesOf)
        for (const place of places) expect(placeStands(place, segments, calendar)).toBeUndefined()
        const place = places[which % Math.max(1, places.length)]
        const occupied = place ? occupancyOf(place, segments) : []
        const one = occupied[when % Math.max(1, occupied.length)]
        fc.pre(place !== undefined && one !== undefined)
        const minute = one.during.start + (when % (one.during.end - one.during.start))
        const known = calendar.known.map((resource) =>
          resource.id === one.resource
            ? { ...resource, busy: [...resource.busy, { start: minute, end: minute + 1 }] }
            : resource,
        )
        const taken = aCalendar(calendar.horizon, calendar.gridMinutes, known)
        expect(placeStands(place, segments, taken)?.resource).toBe(one.resource)
      }),
    )
  })
})

describe('the same as bits', () => {
  it('are each therapist’s starts, a room and a pen being free', () => {
    fc.assert(
      fc.property(anyPlaceSearch, (search) => {
        const places = findPlaces(search)
        for (const { therapist, starts } of openStarts(search)) {
          const hers = places.filter(
            ({ free }) => therapist === undefined || free.therapist?.includes(therapist.id),
          )
          expect(listStarts(starts, search.calendar.horizon)).toEqual(hers.map(({ start }) => start))
        }
      }),
    )
  })

  it('leave the calendar as it was', () => {
    fc.assert(
      fc.property(anyPlaceSearch, (search) => {
        const before = search.calendar.resources.map(({ free }) => [...free])
        openStarts(search)
        expect(search.calendar.resources.map(({ free }) => [...free])).toEqual(before)
      }),
      { numRuns: 30 },
    )
  })
})

describe('minutes that are no whole ticks', () => {
  it('never make a place that trying every minute does not find', () => {
    let places = 0
    const odd = fc.integer({ min: 1, max: 44 })
    fc.assert(
      fc.property(
        anyPlaceSearch,
        fc.array(odd, { minLength: 5, maxLength: 5 }),
        odd,
        (any, minutes, grid) => {
          const segments = any.segments.map((one, at) => ({ ...one, minutes: minutes[at] ?? 1 }))
          const search = { ...any, calendar: { ...any.calendar, gridMinutes: grid }, segments }
          const found = findPlaces(search).flatMap(placesOf).map(written)
          const known = new Set(oraclePlaces(search))
          places += found.length
          expect(found.filter((place) => !known.has(place))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
    expect(places).toBeGreaterThan(200)
  })

  it('leave those starts of the grid that are the beginning of a tick', () => {
    const calendar = { ...aClinic({ from: '2026-11-16', days: 1, ids: ['t1'] }), gridMinutes: 7 }
    const starts = startsOn('2026-11-16', { calendar, segments: talk, wish: { notBefore: 0 } })
    expect(starts.slice(0, 3)).toEqual(['9:20', '9:55', '10:30'])
  })
})

describe('one therapist', () => {
  it('serves a second client while the ointment works on the first, in another room', () => {
    const options = { from: '2026-11-16', days: 1, ids: ['t1', 'r1', 'r2', 'd1'] }
    const first = { start: at('2026-11-16T09:00'), therapist: 't1', room: 'r1', device: 'd1' }
    const taken = Object.groupBy(occupancyOf(first, microneedling), ({ resource }) => resource)
    const busy = Object.fromEntries(
      Object.entries(taken).map(([id, rows]) => [id, (rows ?? []).map(({ during }) => during)]),
    )
    const calendar = aClinic({ ...options, busy })
    const search = { calendar, segments: microneedling, wish: { notBefore: first.start } }
    expect(startsOn('2026-11-16', search)[0]).toBe('10:15')
    expect(findPlaces(search)[0]?.free).toEqual({ therapist: ['t1'], room: ['r2'], device: ['d1'] })
    const oneRoom = aClinic({ ...options, ids: ['t1', 'r1', 'd1'], busy })
    expect(startsOn('2026-11-16', { ...search, calendar: oneRoom })[0]).toBe('10:45')
  })
})

describe('hard days', () => {
  const night = (from: string, busy = {}) => ({
    calendar: aClinic({ from, days: 1, hours: allDay, ids: ['t1'], busy }),
    segments: talk,
    wish: { notBefore: 0 },
  })

  it('has no start in the missing hour, and an hour from half past one ends at half past three', () => {
    const starts = startsOn('2027-03-28', night('2027-03-28'))
    expect(starts.slice(4, 10)).toEqual(['1:00', '1:15', '1:30', '1:45', '3:00', '3:15'])
    const leaving = { notBefore: 0, fromMinuteOfDay: 60, untilMinuteOfDay: 210 }
    expect(startsOn('2027-03-28', { ...night('2027-03-28'), wish: leaving })).toEqual([
      '1:00',
      '1:15',
      '1:30',
    ])
  })

  it('shows the hour that comes twice twice, as different starts', () => {
    const found = findPlaces(night('2026-10-25'))
    const two = found.filter(({ minuteOfDay }) => minuteOfDay === 120).map(({ start }) => start)
    expect(two).toEqual([at('2026-10-25T03:00') - 120, at('2026-10-25T03:00') - 60])
    expect(found).toHaveLength((25 - 1) * 4 + 1)
  })

  it('keeps the grid to the wall where the clock moves by half an hour', () => {
    const zone = 'Australia/Lord_Howe'
    const calendar = aClinic({
      from: '2026-10-04',
      days: 1,
      zone,
      hours: allDay,
      ids: ['t1'],
      gridMinutes: 60,
    })
    const starts = startsOn('2026-10-04', { calendar, segments: talk, wish: { notBefore: 0 } })
    expect(starts.slice(0, 4)).toEqual(['0:00', '1:00', '3:00', '4:00'])
  })

  it('has no midnight where the clock skips it, and one where it comes back to eleven', () => {
    const beirut = (from: string) => ({
      calendar: aClinic({ from, days: 1, zone: 'Asia/Beirut', hours: allDay, ids: ['t1'], gridMinutes: 60 }),
      segments: talk,
      wish: { notBefore: 0 },
    })
    expect(startsOn('2027-03-28', beirut('2027-03-28')).slice(0, 2)).toEqual(['1:00', '2:00'])
    expect(startsOn('2026-10-24', beirut('2026-10-24')).slice(-3)).toEqual(['22:00', '23:00', '23:00'])
    expect(startsOn('2026-10-25', beirut('2026-10-25'))[0]).toBe('0:00')
  })

  it('have quarters of an hour on the wall where the zone is half an hour off', () => {
    const zone = 'Asia/Kolkata'
    const calendar = aClinic({ from: '2026-12-31', days: 2, zone, ids: ['t1'], gridMinutes: 60 })
    const starts = startsOn('2026-12-31', { calendar, segments: talk, wish: { notBefore: 0 } })
    expect(starts).toEqual(['9:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'])
  })

  it('ends with the window, also at New Year', () => {
    expect(startsOn('2026-12-31', night('2026-12-31')).at(-1)).toBe('23:00')
  })

  it('has starts on the leap day', () => {
    expect(startsOn('2028-02-29', night('2028-02-29'))).toHaveLength(93)
  })

  it('has no start on a day on which the clinic is closed, nor one that runs into it', () => {
    const closed = { t1: [between('2026-11-17T00:00', '2026-11-18T00:00')] }
    const calendar = aClinic({ from: '2026-11-16', days: 3, hours: allDay, ids: ['t1'], busy: closed })
    const search = { calendar, segments: talk, wish: { notBefore: 0 } }
    expect(startsOn('2026-11-16', search).at(-1)).toBe('23:00')
    expect(startsOn('2026-11-17', search)).toEqual([])
    expect(startsOn('2026-11-18', search)[0]).toBe('0:00')
  })

  it('keeps clear of an absence over midnight on both its days', () => {
    const away = { t1: [between('2026-11-16T22:00', '2026-11-17T02:00')] }
    const calendar = aClinic({ from: '2026-11-16', days: 2, hours: allDay, ids: ['t1'], busy: away })
    const search = { calendar, segments: talk, wish: { notBefore: 0 } }
    expect(startsOn('2026-11-16', search).at(-1)).toBe('21:00')
    expect(startsOn('2026-11-17', search)[0]).toBe('2:00')
  })
})

describe('a wish', () => {
  const calendar = aClinic({ from: '2026-11-16', days: 7, ids: ['t1', 't2', 'r1', 'd1'] })
  const search = { calendar, segments: microneedling }

  it('for Tuesdays from three o’clock until the clinic closes counts until the client leaves', () => {
    const wish = { notBefore: 0, weekdays: [2], fromMinuteOfDay: 900, untilMinuteOfDay: 1005 }
    expect(startsOn('2026-11-17', { ...search, wish })).toEqual(['15:00', '15:15'])
    const minuteEarlier = { ...wish, untilMinuteOfDay: 1004 }
    expect(startsOn('2026-11-17', { ...search, wish: minuteEarlier })).toEqual(['15:00'])
    expect(findPlaces({ ...search, wish })).toHaveLength(2)
  })

  it('for a therapist leaves only her', () => {
    const found = findPlaces({ ...search, wish: { notBefore: 0, therapist: 't2' } })
    expect(new Set(found.flatMap(({ free }) => free.therapist ?? []))).toEqual(new Set(['t2']))
    expect(findPlaces({ ...search, wish: { notBefore: 0, therapist: 'nobody' } })).toEqual([])
  })

  it('not to come before a time is kept to the minute', () => {
    const wish = { notBefore: at('2026-11-16T10:01') }
    expect(startsOn('2026-11-16', { ...search, wish })[0]).toBe('10:15')
  })

  it('cannot be met on a grid without minutes', () => {
    expect(() =>
      findPlaces({ ...search, calendar: { ...calendar, gridMinutes: 0 }, wish: { notBefore: 0 } }),
    ).toThrow(RangeError)
  })
})
