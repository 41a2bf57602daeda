import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { granted, inZone, the } from './booking.makers.ts'
import { openMoves, startOf, type TestMoves } from './moves.makers.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const dayOf = ({ start }: { readonly start: number }) => inZone(start).toPlainDate()

describe('a place that the desk has chosen', () => {
  test('keeps therapist, room and pen where they are free, and takes others where they are not', async () => {
    const { visits } = await desk.analysis('2027-01-12')
    const first = the(visits)
    const free = granted(await desk.plan(first.id, { start: first.start + 60 }))
    expect(the(free.visits)).toMatchObject({
      change: 'asked',
      start: first.start + 60,
      therapist: first.therapist,
      room: first.room,
    })
    const away = startOf({ start: first.start + 60 })
    await desk.shut(away.toString(), away.add({ minutes: 5 }).toString(), first.room?.id)
    const other = granted(await desk.plan(first.id, { start: first.start + 60 }))
    expect(the(other.visits).therapist).toEqual(first.therapist)
    expect(the(other.visits).room?.id).not.toBe(first.room?.id)
  })

  test('not-free, and why: busy, closed, away', async () => {
    const { visits } = await desk.analysis('2027-01-12')
    const first = the(visits)
    const [alva, bo] = desk.clinic.therapists
    const own = first.therapist?.id === alva ? alva : bo
    const later = first.start + 120
    const during = [startOf({ start: later }).toString(), startOf({ start: later + 5 }).toString()] as const
    await desk.shut(...during, own)
    expect(await desk.plan(first.id, { start: later, therapist: own })).toEqual({
      refused: 'not-free',
      kind: 'therapist',
      resource: first.therapist,
      why: 'away',
    })
    expect(granted(await desk.plan(first.id, { start: later })).breaks).toEqual([])
    await desk.shut(...during)
    expect(await desk.plan(first.id, { start: later })).toEqual({
      refused: 'not-free',
      kind: 'therapist',
      why: 'away',
    })
    expect(await desk.plan(first.id, { start: later, room: the(desk.clinic.rooms) })).toMatchObject({
      kind: 'therapist',
    })
    const sunday = first.start + 5 * 1440
    expect(inZone(sunday).dayOfWeek).toBe(7)
    expect(await desk.plan(first.id, { start: sunday })).toMatchObject({ refused: 'not-free', why: 'closed' })
    expect(
      await desk.plan(first.id, { start: first.start, now: startOf(first).subtract({ minutes: 1 }) }),
    ).not.toHaveProperty('refused')
  })

  test('busy: another visit has her then', async () => {
    const one = await desk.analysis('2027-01-12')
    const other = await desk.analysis('2027-01-12', 12)
    const [a, b] = [the(one.visits), the(other.visits)]
    expect(await desk.plan(a.id, { start: b.start, therapist: b.therapist?.id ?? '' })).toMatchObject({
      refused: 'not-free',
      kind: 'therapist',
      resource: b.therapist,
      why: 'busy',
    })
  })

  test('which later visits follow, and that they stay with a broken rest where nothing fits', async () => {
    const { visits } = await desk.course()
    const [first, second, third] = visits
    if (!first || !second || !third) throw new Error('Three visits were wanted.')
    const start = second.start + 14 * 1440
    const follows = granted(await desk.plan(second.id, { start }))
    expect(follows.visits.map(({ change }) => change)).toEqual(['stays', 'asked', 'follows'])
    expect(follows.breaks).toEqual(
      dayOf({ start }).since(dayOf(first)).days > 42
        ? [expect.objectContaining({ rule: 'rest-too-long', visit: 2 })]
        : [],
    )
    const from = dayOf({ start }).add({ days: 28 }).toString()
    const until = dayOf({ start }).add({ days: 43 }).toString()
    await desk.shut(`${from}T00:00+01:00`, `${until}T00:00+01:00`)
    const stays = granted(await desk.plan(second.id, { start }))
    expect(stays.visits.map(({ change }) => change)).toEqual(['stays', 'asked', 'stays'])
    expect(stays.breaks).toContainEqual(expect.objectContaining({ rule: 'rest-too-short', visit: 3 }))
  })

  test('out-of-order: not before the visit ahead of it, nor onto one behind it that cannot follow', async () => {
    const { visits } = await desk.course()
    const [first, second, third] = visits
    if (!first || !second || !third) throw new Error('Three visits were wanted.')
    const dayBefore = first.start - 1440
    expect(await desk.plan(third.id, { start: dayBefore })).toEqual({ refused: 'out-of-order', visit: 2 })
    expect(await desk.plan(second.id, { start: dayBefore })).toEqual({ refused: 'out-of-order', visit: 1 })
    const onto = { start: second.start, therapist: second.therapist?.id ?? '', room: second.room?.id ?? '' }
    const follows = granted(await desk.plan(first.id, onto))
    expect(follows.visits[1]?.change).toBe('follows')
    const from = dayOf(second).add({ days: 1 }).toString()
    await desk.shut(`${from}T00:00+01:00`, '2027-09-01T00:00+02:00')
    expect(await desk.plan(first.id, onto)).toEqual({ refused: 'out-of-order', visit: 2 })
    expect(await desk.plan(first.id, { start: third.start - 1440 })).toMatchObject({ refused: 'not-free' })
  })

  test('inside the notice it is a rule that the desk breaks, where the start changes', async () => {
    const { visits } = await desk.analysis('2027-01-12')
    const first = the(visits)
    const now = startOf(first).subtract({ hours: 3 })
    const planned = granted(await desk.plan(first.id, { start: first.start + 30, now }))
    expect(planned.breaks).toEqual([{ rule: 'too-late', visit: 1, noticeHours: 24 }])
  })

  test('in the past is not free', async () => {
    const { visits } = await desk.analysis('2027-01-14')
    const now = Temporal.Instant.from('2027-01-12T11:00:00Z')
    const before = inZone(the(visits).start).subtract({ days: 2 }).epochMilliseconds / 60_000
    expect(await desk.plan(the(visits).id, { start: before, now })).toMatchObject({ refused: 'not-free' })
  })
})

describe('the starts at which a visit could be', () => {
  test('are all at which somebody is free, its own time among them, and say what the rest says', async () => {
    const { visits } = await desk.course()
    const [first, second] = visits
    if (!first || !second) throw new Error('Two visits were wanted.')
    const day = dayOf(second)
    const { starts } = granted(await desk.starts(second.id, day.toString()))
    expect(starts.map(({ start }) => start)).toContain(second.start)
    for (const one of starts) {
      expect(inZone(one.start).minute % 15).toBe(0)
      expect(one.rest).toBe('holds')
      expect(one.free.device).toEqual([desk.clinic.device])
      expect(one.free.therapist?.length).toBe(2)
    }
    const soon = granted(await desk.starts(second.id, dayOf(first).add({ days: 27 }).toString(), 1)).starts
    const late = granted(await desk.starts(second.id, dayOf(first).add({ days: 45 }).toString(), 3)).starts
    expect(new Set(soon.map(({ rest }) => rest))).toEqual(new Set(soon.length > 0 ? ['too-short'] : []))
    expect(new Set(late.map(({ rest, later }) => `${rest} ${later}`))).toEqual(new Set(['too-long follow']))
  })

  test('say of the other visits what a plan there does: they stay, follow, cannot, or would be passed', async () => {
    const { visits } = await desk.course()
    const [first, second, third] = visits
    if (!first || !second || !third) throw new Error('Three visits were wanted.')
    // Nothing is free for the third but where it stands, and for the second until some days before that.
    const until = dayOf(third).add({ days: 200 }).toString()
    for (const room of desk.clinic.rooms) {
      await desk.shut(
        `${dayOf(third).subtract({ days: 3 }).toString()}T00:00+01:00`,
        `${dayOf(third).toString()}T00:00+01:00`,
        room,
      )
      await desk.shut(`${dayOf(third).add({ days: 1 }).toString()}T00:00+01:00`, `${until}T00:00+01:00`, room)
    }
    const seen = new Set<string>()
    for (const [visit, from] of [
      [first, dayOf(first)],
      [first, dayOf(second)],
      [second, dayOf(first)],
      [second, dayOf(third).subtract({ days: 7 })],
      [second, dayOf(third)],
    ] as const) {
      const { starts } = granted(await desk.starts(visit.id, from.toString(), 1))
      for (const { start, rest, later, passes } of starts.filter((_, index) => index % 9 === 0)) {
        const planned = await desk.plan(visit.id, { start })
        seen.add(passes === undefined ? later : 'passes')
        if (passes !== undefined) {
          expect(planned).toEqual({ refused: 'out-of-order', visit: passes })
          continue
        }
        const { visits: then, breaks } = granted(planned)
        const behind = then.filter(({ position }) => position > visit.position)
        const broken = (position: number) => breaks.some((one) => one.visit === position)
        expect(behind.some(({ change }) => change === 'follows')).toBe(later === 'follow')
        if (start !== visit.start) {
          expect(broken(visit.position)).toBe(rest !== 'holds')
          expect(broken(visit.position + 1)).toBe(later === 'cannot')
        }
      }
    }
    expect([...seen].toSorted()).toEqual(['cannot', 'follow', 'passes', 'stay'])
  })

  test('each can be planned, with each of those who are free', async () => {
    const { visits } = await desk.analysis('2027-01-12')
    await desk.analysis('2027-01-12', 9)
    const first = the(visits)
    const { starts } = granted(await desk.starts(first.id, '2027-01-12'))
    expect(starts.length).toBeGreaterThan(10)
    for (const { start, free } of starts.filter((_, index) => index % 7 === 0)) {
      for (const therapist of free.therapist ?? [])
        expect(await desk.plan(first.id, { start, therapist })).not.toHaveProperty('refused')
      for (const therapist of desk.clinic.therapists.filter((one) => !free.therapist?.includes(one)))
        expect(await desk.plan(first.id, { start, therapist })).toMatchObject({ refused: 'not-free' })
    }
  })
})
