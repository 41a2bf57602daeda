import { describe, expect, test } from 'vitest'
import { boardFromWeek } from './board-from-week.server.ts'
import { aDay, aVisit, alva, boardOf, midnight, nine, opening, room } from './board.makers.ts'
import type { BoardedDay } from './boarded-day.ts'

describe("a pen's column", () => {
  const pen = { id: 'pen', name: 'Penna 1' }
  const pens = { by: 'device', brief: true, resources: [{ ...pen, open: opening }] } as const

  test('shows a visit only while it holds the pen, and how far into the visit that is', () => {
    const board = boardOf({ ...pens, visits: [aVisit('Vera', 600, { device: pen })] })
    const [shown, ...more] = board?.columns[0]?.visits ?? []
    expect(more).toEqual([])
    expect(shown).toMatchObject({ from: 20, span: 6, offset: 40, time: '10:40–11:10' })
    expect(shown).toMatchObject({ detail: 'Alva Exempel · Rum 1 · besök 1 av 3', start: midnight + 600 })
    expect(shown?.segments.map(({ name }) => name)).toEqual(['Needling'])
  })

  test('shows a visit twice that takes the pen up again', () => {
    const visit = aVisit('Vera', 600, { device: pen })
    const again = visit.segments.map((segment) =>
      segment.name.sv === 'Avslut' ? { ...segment, holds: ['device' as const] } : segment,
    )
    const board = boardOf({ ...pens, visits: [{ ...visit, segments: again }] })
    expect(board?.columns[0]?.visits.map(({ offset }) => offset)).toEqual([40, 85])
  })

  test('has no place for a visit without a pen', () => {
    const board = boardOf({ ...pens, visits: [aVisit('Vera', 600)] })
    expect(board?.columns.map(({ visits }) => visits.length)).toEqual([0])
  })
})

describe('what is not a visit yet', () => {
  test('a hold stands without a name, until when it is held, and takes its time from what is free', () => {
    const held = { ...aVisit('Någon', 600), state: 'held' as const, heldUntil: midnight + 494 }
    const [column] = boardOf({ held: [held] })?.columns ?? []
    expect(column?.held).toMatchObject([{ from: 12, span: 18, words: 'Reserverat till 08:14' }])
    expect(JSON.stringify(column?.held)).not.toContain('"Någon"')
    expect(column?.free.map(({ at, start, end }) => [at, start - midnight, end - midnight])).toEqual([
      ['09:00', 540, 600],
      // Cleaning is not hers, but a visit keeps its whole length free of others.
      ['11:45', 705, 1020],
    ])
  })

  test('free time begins on a quarter after now, and is none where not even the shortest visit fits', () => {
    const visits = [aVisit('Vera', 600), aVisit('Otto', 740)]
    const [column] = boardOf({ visits, now: midnight + 556 })?.columns ?? []
    expect(column?.free.map(({ at }) => at)).toEqual(['14:00'])
    expect(column?.free[0]).toMatchObject({
      label: 'Boka Alva Exempel klockan 14:00',
      href: '/staff/clients/book?therapist=alva&from=2027-01-04&at=14%3A00',
    })
  })

  test('nothing is free in the past, in an absence, and in a room’s column', () => {
    expect(boardOf({ now: midnight + 1100 })?.columns.flatMap(({ free }) => free)).toEqual([])
    const away = [{ resource: 'alva', start: midnight + nine, end: midnight + 1020, why: 'sjuk' }]
    expect(boardOf({ unavailable: away })?.columns.map(({ free }) => free.length)).toEqual([0, 1])
    const rooms = [{ ...room, open: opening }]
    expect(boardOf({ by: 'room', resources: rooms })?.columns[0]?.free).toEqual([])
  })
})

describe('how a visit went', () => {
  test.each([
    ['arrived', 'Har kommit'],
    ['done', 'Klart'],
    ['missed', 'Uteblev'],
  ] as const)('%s is written on its card, and it may not be moved', (state, words) => {
    const [visit] = boardOf({ visits: [aVisit('Vera', 600, { state })] })?.columns[0]?.visits ?? []
    expect(visit?.mark).toEqual({ kind: state, words })
    expect(visit?.movable).toBe(false)
  })

  test('what is booked and has not begun may be moved', () => {
    const movable = (now: number) =>
      boardOf({ visits: [aVisit('Vera', 600)], now: midnight + now })?.columns[0]?.visits[0]?.movable
    expect([movable(599), movable(600)]).toEqual([true, false])
  })
})

describe('a week', () => {
  const alvas = (days: number, more: Partial<BoardedDay> = {}) => {
    const start = midnight + days * 1440
    return aDay({
      day: { start, end: start + 1440 },
      date: `2027-01-0${4 + days}`,
      opening: [{ start: start + nine, end: start + 1020 }],
      resources: [{ ...alva, open: [{ start: start + nine, end: start + 1020 }] }],
      ...more,
    })
  }

  test('has a column for each open day, which share their rows by the clock', () => {
    const early = aVisit('Vera', 1440 + 430)
    const board = boardFromWeek([alvas(0), alvas(1, { visits: [early] }), alvas(2, { opening: [] })])
    expect(board?.columns.map(({ name, href }) => [name, href])).toEqual([
      ['Mån 4 jan.', '/staff/day/2027-01-04'],
      ['Tis 5 jan.', '/staff/day/2027-01-05'],
    ])
    expect(board?.hours[0]).toBe('07')
    expect(board?.columns.map(({ firstMinute }) => firstMinute - midnight)).toEqual([420, 1440 + 420])
    expect(board?.columns[1]?.visits[0]).toMatchObject({ from: 2, time: '07:10–08:40' })
  })

  test('marks this moment on its own day only', () => {
    const now = midnight + 1440 + 600
    const board = boardFromWeek([alvas(0, { now }), alvas(1, { now })])
    expect(board?.now).toMatchObject({ from: 12, words: '10:00' })
    expect(board?.columns.map((column) => column.now?.from)).toEqual([undefined, 12])
  })

  test('in the week that changes the clock the hours stay where the wall has them', () => {
    const monday = Date.UTC(2027, 2, 28, 22) / 60_000
    const sunday = Date.UTC(2027, 2, 27, 23) / 60_000
    const day = (start: number, minutes: number, shift: number) =>
      aDay({
        day: { start, end: start + minutes },
        opening: [{ start: start + shift, end: start + shift + 480 }],
        resources: [{ ...alva, open: [] }],
      })
    const board = boardFromWeek([day(sunday, 1380, 480), day(monday, 1440, 540)])
    expect(board?.hours[0]).toBe('09')
    expect(board?.columns.map(({ firstMinute }) => firstMinute)).toEqual([sunday + 480, monday + 540])
  })

  test('in which nothing is open and nothing is booked has no board', () => {
    expect(boardFromWeek([alvas(0, { opening: [] })])).toBeUndefined()
  })
})
