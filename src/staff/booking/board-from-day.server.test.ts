import { describe, expect, test } from 'vitest'
import { aVisit, alva, boardOf, midnight, opening, room } from './board.makers.ts'

describe("a therapist's column", () => {
  const board = boardOf({ visits: [aVisit('Vera', 600, { position: 2 })] })
  const [visit] = board?.columns[0]?.visits ?? []

  test('shows her visit until the client has left', () => {
    expect(visit).toMatchObject({
      client: 'Vera',
      time: '10:00–11:30',
      detail: 'Rum 1 · besök 2 av 3 · Microneedling',
      href: '/staff/visits/Vera',
      from: 12,
      span: 18,
    })
  })

  test('is solid where she is needed and hatched where the client rests, without the cleaning', () => {
    expect(visit?.segments.map(({ texture, span }) => `${texture} ${span}`)).toEqual([
      'present 2',
      'rests 6',
      'present 6',
      'rests 3',
      'present 1',
    ])
    expect(visit?.segments[1]?.words).toBe('10:10–10:40 Bedövning, terapeuten är ledig')
  })

  test('keeps what she does after the client has left', () => {
    const plain = aVisit('Vera', 600)
    const own = {
      name: { sv: 'Städning', en: 'Cleaning' },
      start: plain.clientLeaves,
      end: plain.end,
      holds: ['therapist'] as const,
    }
    const [kept] =
      boardOf({ visits: [{ ...plain, segments: [...plain.segments.slice(0, 5), own] }] })?.columns[0]
        ?.visits ?? []
    expect(kept).toMatchObject({ span: 20, time: '10:00–11:30' })
    expect(kept?.segments.at(-1)?.texture).toBe('present')
  })

  test('holds the visit that she begins while another client rests', () => {
    const interleaved = boardOf({ visits: [aVisit('Vera', 600), aVisit('Otto', 610)] })
    const held = interleaved?.columns[0]?.visits.map(({ client, from, span }) => ({ client, from, span }))
    expect(held).toEqual([
      { client: 'Vera', from: 12, span: 18 },
      { client: 'Otto', from: 14, span: 18 },
    ])
    expect(interleaved?.columns[1]?.visits).toEqual([])
  })

  test('does not show what is cancelled', () => {
    expect(boardOf({ visits: [aVisit('Vera', 600, { state: 'cancelled' })] })?.columns[0]?.visits).toEqual([])
  })

  test('stands also for a therapist who is no longer listed, and for nobody', () => {
    const { therapist: _, ...alone } = aVisit('Otto', 700)
    const visits = [aVisit('Vera', 600, { therapist: { id: 'gone', name: 'Siv Slutat' } }), alone]
    expect(boardOf({ visits })?.columns.map(({ name }) => name)).toEqual([
      'Alva Exempel',
      'Bo Exempel',
      'Siv Slutat',
      'Utan namn',
    ])
  })
})

describe("a room's column", () => {
  test('shows everything that takes the room, and who is there', () => {
    const board = boardOf({
      by: 'room',
      visits: [aVisit('Vera', 600)],
      resources: [{ ...room, open: opening }],
    })
    const [visit] = board?.columns[0]?.visits ?? []
    expect(visit).toMatchObject({ from: 12, span: 20, detail: 'Alva Exempel · besök 1 av 3 · Microneedling' })
    expect(visit?.segments.at(-1)).toMatchObject({ texture: 'after', span: 2 })
  })
})

describe('times when nobody can be booked', () => {
  test('are before and after her hours, her break, her absence and the closures, none twice', () => {
    const open = [
      { start: midnight + 600, end: midnight + 720 },
      { start: midnight + 750, end: midnight + 960 },
    ]
    const board = boardOf({
      resources: [{ ...alva, open }],
      unavailable: [
        { resource: null, start: midnight + 900, end: midnight + 2000, why: 'Fest' },
        { resource: 'alva', start: midnight + 840, end: midnight + 930, why: 'Tandläkare' },
        { resource: 'bo', start: midnight, end: midnight + 1440, why: 'Semester' },
      ],
    })
    const column = board?.columns[0]
    expect(column?.note).toBe('10:00–12:00, 12:30–14:00')
    expect(column?.away.toSorted((one, other) => one.from - other.from)).toEqual([
      { from: 0, span: 12, words: 'Arbetar inte' },
      { from: 36, span: 6, words: 'Rast' },
      { from: 60, span: 12, words: 'Frånvarande' },
      { from: 72, span: 24, words: 'Stängt' },
    ])
  })

  test('a reason for being away is not told to colleagues', () => {
    const unavailable = [{ resource: 'alva', start: midnight, end: midnight + 1440, why: 'Sjuk' }]
    expect(JSON.stringify(boardOf({ unavailable }))).not.toContain('Sjuk')
  })
})

describe('now', () => {
  test('is a line on the board, and the visit under way is marked', () => {
    const visits = [aVisit('Vera', 600), aVisit('Otto', 720)]
    const board = boardOf({ visits, now: midnight + 694 })
    expect(board?.now).toEqual({ from: 30, minute: midnight + 694, words: '11:34' })
    expect(board?.columns[0]?.visits.map(({ state }) => state)).toEqual(['past', undefined])
    expect(boardOf({ visits, now: midnight + 721 })?.columns[0]?.visits[1]?.state).toBe('now')
  })

  test('is not drawn before opening or on another day', () => {
    expect(boardOf({ now: midnight + 60 })?.now).toBeUndefined()
    expect(boardOf({ now: midnight + 3000 })?.now).toBeUndefined()
  })
})

describe('hard days', () => {
  test('in the night that loses an hour a visit keeps its real length', () => {
    const start = Date.UTC(2027, 2, 27, 23) / 60_000
    const visit = aVisit('Vera', 0)
    const shift = start + 90 - visit.start // 01:30 on the wall; ninety minutes later it shows 04:00
    const moved = {
      ...visit,
      start: visit.start + shift,
      clientLeaves: visit.clientLeaves + shift,
      end: visit.end + shift,
      segments: visit.segments.map((one) => ({ ...one, start: one.start + shift, end: one.end + shift })),
    }
    const board = boardOf({ day: { start, end: start + 1380 }, opening: [], visits: [moved] })
    expect(board?.hours).toEqual(['01', '03', '04'])
    expect(board?.columns[0]?.visits[0]).toMatchObject({ from: 6, span: 18, time: '01:30–04:00' })
  })

  test('a visit over midnight stands on both days, cut at midnight', () => {
    const visits = [aVisit('Vera', 1395)]
    const before = boardOf({ opening: [], visits })?.columns[0]?.visits[0]
    const next = { start: midnight + 1440, end: midnight + 2880 }
    const after = boardOf({ day: next, opening: [], visits })?.columns[0]?.visits[0]
    expect([before?.from, before?.span]).toEqual([3, 9])
    expect([after?.from, after?.span]).toEqual([0, 9])
    expect(after?.segments.map(({ span }) => span)).toEqual([5, 3, 1])
  })

  test('a closed day without visits has no board', () => {
    expect(boardOf({ opening: [], visits: [] })).toBeUndefined()
    const holiday = [{ resource: null, start: midnight, end: midnight + 1440, why: 'Julafton' }]
    expect(boardOf({ unavailable: holiday })).toBeUndefined()
    expect(boardOf({ unavailable: holiday, visits: [aVisit('Vera', 600)] })).toBeDefined()
  })
})
