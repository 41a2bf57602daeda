import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { granted, inZone, the } from './booking.makers.ts'
import type { OfferedMove } from './contract.ts'
import { openMoves, type TestMoves } from './moves.makers.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const dayOf = ({ start }: { readonly start: number }) => inZone(start).toPlainDate()
const changes = ({ visits }: OfferedMove) => visits.map(({ change }) => change)

describe('what is offered', () => {
  test('is the whole course with what stays, nearest to where it stands, with true words about it', async () => {
    const { id, visits } = await desk.course()
    const offers = await desk.movesFor(id, the(visits, 1).id)
    expect(offers).toHaveLength(5)
    for (const offer of offers) {
      expect(changes(offer)).toEqual(['stays', 'asked', 'stays'])
      expect(offer.visits.map(({ before }) => before.start)).toEqual(visits.map(({ start }) => start))
      expect(offer.breaks).toEqual([])
      expect(offer.reasons).toContain('later-stay')
      expect(offer.reasons).toContain('same-therapist')
      for (const days of offer.restDays) {
        expect(days).toBeGreaterThanOrEqual(28)
        expect(days).toBeLessThanOrEqual(42)
      }
    }
    expect(Math.abs(the(the(offers).visits, 1).start - the(visits, 1).start)).toBeLessThanOrEqual(60)
    expect(new Set(offers.map(({ visits: [, one] }) => one && dayOf(one).toString())).size).toBeGreaterThan(1)
  })

  test('lies within the days that are asked for, and keeps the wish', async () => {
    const { id, visits } = await desk.course()
    const from = dayOf(the(visits)).add({ days: 3 })
    const wish = { weekdays: [2], fromMinuteOfDay: 780, therapist: desk.clinic.therapists[1] }
    for (const { visits: after } of await desk.movesFor(id, the(visits).id, { from, days: 9, wish })) {
      const at = inZone(the(after).start)
      expect(at.dayOfWeek).toBe(2)
      expect(at.hour).toBeGreaterThanOrEqual(13)
      expect(the(after).therapist?.id).toBe(desk.clinic.therapists[1])
      expect(dayOf(the(after)).since(from).days).toBeGreaterThanOrEqual(0)
      expect(dayOf(the(after)).since(from).days).toBeLessThan(9)
    }
  })

  test('is near to a start that is wished for', async () => {
    const { id, visits } = await desk.course()
    const near = the(visits).start + 3 * 1440
    const offers = await desk.movesFor(id, the(visits).id, { wish: { near: [near] } })
    expect(the(the(offers).visits).start).toBe(near)
  })

  test('is bound by the visit before and by none that was cancelled', async () => {
    const { id, visits } = await desk.course()
    const far = dayOf(the(visits)).add({ days: 43 })
    const asked = { from: far, days: 60 }
    expect(await desk.movesFor(id, the(visits, 1).id, asked)).toEqual([])
    granted(await desk.cancel(id, the(visits, 1).id))
    const third = the(await desk.movesFor(id, the(visits, 2).id, asked))
    expect(third.restDays).toHaveLength(1)
    expect(the(third.restDays)).toBeLessThanOrEqual(84)
    granted(await desk.cancel(id, the(visits).id))
    expect(await desk.movesFor(id, the(visits, 2).id, { from: far.add({ days: 100 }), days: 9 })).not.toEqual(
      [],
    )
  })

  test('counts its own time as free, and nobody else’s', async () => {
    const { visits, id } = await desk.analysis('2027-01-12')
    const first = the(visits)
    const all = await desk.movesFor(id, first.id, { from: dayOf(first), days: 1, limit: 200 })
    const starts = all.map(({ visits: [one] }) => one?.start)
    expect(starts).toContain(first.start + 15)
    expect(starts).not.toContain(first.start)
    const [alva, bo] = desk.clinic.therapists
    const day = dayOf(first).toString()
    await desk.shut(`${day}T00:00Z`, `${day}T23:00Z`, alva === first.therapist?.id ? bo : alva)
    const other = await desk.analysis(day, 20)
    const left = await desk.movesFor(id, first.id, { from: dayOf(first), days: 1, limit: 200 })
    const busy = the(other.visits)
    for (const { visits: after } of left) {
      const one = the(after)
      expect(one.end <= busy.start || one.start >= busy.end).toBe(true)
    }
  })

  test('says whether there are more, and is none where nothing fits', async () => {
    const { id, visits } = await desk.course()
    const some = granted(await desk.askMoves(id, the(visits).id, { limit: 1 }))
    expect([some.moves.length, some.more]).toEqual([1, true])
    const sundays = { from: dayOf(the(visits)), days: 9, wish: { weekdays: [7] } }
    expect(await desk.askMoves(id, the(visits).id, sundays)).toEqual({ moves: [], more: false })
  })

  test('to the client not nearer than the clinic’s lead time, at the desk at once', async () => {
    const { id, visits } = await desk.course()
    const now = Temporal.Instant.from('2027-01-05T09:10:00Z')
    const asked = { now, from: dayOf({ start: now.epochMilliseconds / 60_000 }), days: 1, limit: 100 }
    const starts = async (by: 'client' | 'desk') =>
      (await desk.movesFor(id, the(visits).id, { ...asked, by })).map(({ visits: [one] }) => one?.start ?? 0)
    const minute = now.epochMilliseconds / 60_000
    for (const start of await starts('client')) expect(start - minute).toBeGreaterThanOrEqual(120)
    expect(Math.min(...(await starts('desk'))) - minute).toBe(5)
  })

  test('can be read again before it is agreed to, and says the same', async () => {
    const { id, visits } = await desk.course()
    const offer = the(
      await desk.movesFor(id, the(visits, 1).id, { from: dayOf(the(visits, 1)).add({ days: 5 }) }),
    )
    expect(await desk.lookAt(offer, id)).toEqual(offer)
    expect(await desk.lookAt(offer, desk.clinic.id)).toEqual({ refused: 'unknown-move' })
    expect(await desk.lookAt(offer, id, desk.now.add({ hours: 1 }))).toEqual({ refused: 'unknown-move' })
  })

  test('of a service that is offered no more keeps its rest', async () => {
    const { id, visits } = await desk.course()
    await desk.raw('update service set retired = true')
    try {
      for (const { restDays } of await desk.movesFor(id, the(visits, 1).id))
        for (const days of restDays) expect(days).toBeGreaterThanOrEqual(28)
    } finally {
      await desk.raw('update service set retired = false')
    }
  })
})
