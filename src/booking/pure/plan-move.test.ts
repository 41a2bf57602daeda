import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseMoves } from './choose-moves.ts'
import type { OpenStart } from './find-places.ts'
import { restVerdict } from './late-change.ts'
import {
  type ChainVisit,
  listMoves,
  type MovePlan,
  type PlannedMove,
  placeFor,
  planLater,
  type StandingVisit,
  standAt,
} from './plan-move.ts'

const wallOf = (start: number) => ({
  day: Math.floor(start / 1440),
  weekday: (Math.floor(start / 1440) % 7) + 1,
  minuteOfDay: start % 1440,
})
const startAt = (start: number, therapists: readonly string[] = ['alva']): OpenStart => ({
  start,
  ...wallOf(start),
  free: { therapist: therapists, room: ['room'] },
})
const visitAt = (position: number, start: number, therapist = 'alva'): StandingVisit => ({
  id: `visit ${position}`,
  position,
  start,
  lastingMinutes: 90,
  ...wallOf(start),
  place: { start, therapist, room: 'room' },
})
const on = (day: number, hour = 10) => day * 1440 + hour * 60

const rests = fc
  .record({ atLeastDays: fc.integer({ min: 0, max: 4 }), more: fc.integer({ min: 0, max: 4 }) })
  .map(({ atLeastDays, more }) => ({
    atLeastDays,
    atMostDays: atLeastDays + more,
    idealDays: atLeastDays,
  }))
const minutes = fc.integer({ min: 0, max: 24 * 20 - 1 }).map((hour) => hour * 60)
const openStarts = fc
  .uniqueArray(minutes, { maxLength: 12 })
  .chain((starts) =>
    fc.tuple(
      ...starts
        .toSorted((a, b) => a - b)
        .map((start) => fc.subarray(['alva', 'bo'], { minLength: 1 }).map((who) => startAt(start, who))),
    ),
  )

/** A course that stands as it may, and what each of its visits could have instead. */
const plans: fc.Arbitrary<MovePlan> = fc
  .record({
    rest: rests,
    days: fc.array(fc.record({ step: fc.nat(4), hour: fc.integer({ min: 8, max: 20 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    starts: fc.array(openStarts, { minLength: 4, maxLength: 4 }),
    hasBefore: fc.boolean(),
    all: fc.boolean(),
  })
  .map(({ rest, days, starts, hasBefore, all }) => {
    let day = 2
    const visits = days.map(({ step, hour }, index) => {
      day += rest.atLeastDays + Math.min(step, rest.atMostDays - rest.atLeastDays)
      return visitAt(index + 2, on(day, hour))
    })
    const chain = visits.map((visit, index) => ({
      visit,
      starts: starts[index] ?? [],
      mayStay: index > 0 && !all,
    }))
    return { chain, rest, ...(hasBefore && { before: visitAt(1, on(2, 9)) }) }
  })

/** Every way in which the later visits can go on, tried one by one; each is the list of those that move. */
function* ways(
  plan: MovePlan,
  index: number,
  here: ReturnType<typeof standAt>,
): Generator<readonly OpenStart[]> {
  const next = plan.chain[index]
  if (!next) return yield []
  if (next.mayStay && restVerdict(here, next.visit, plan.rest) === 'holds') yield []
  for (const to of next.starts) {
    const there = standAt(next.visit, to)
    if (restVerdict(here, there, plan.rest) !== 'holds') continue
    for (const more of ways(plan, index + 1, there)) yield [to, ...more]
  }
}

const fewest = (plan: MovePlan, first: OpenStart): number | undefined => {
  const asked = plan.chain[0]
  if (!asked) return undefined
  const here = standAt(asked.visit, first)
  if (plan.before && restVerdict(plan.before, here, plan.rest) !== 'holds') return undefined
  const counts = [...ways(plan, 1, here)].map((way) => way.length)
  return counts.length > 0 ? Math.min(...counts) : undefined
}

const movedIn = (move: PlannedMove) => move.visits.filter(({ to }) => to !== undefined)

describe('whatever the course and the calendar', () => {
  test('after every move that is listed each rest that it touches holds', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const move of listMoves(plan)) {
          const moved = movedIn(move)
          const after = move.visits.map(({ visit, to }) => (to ? standAt(visit, to) : visit))
          const row = plan.before ? [plan.before, ...after] : after
          const touched = row.slice(0, moved.length + (plan.before ? 2 : 1))
          for (const [index, one] of touched.slice(1).entries()) {
            const earlier = touched[index]
            expect(earlier && restVerdict(earlier, one, plan.rest)).toBe('holds')
          }
          expect(move.visits.map(({ visit }) => visit.id)).toEqual(plan.chain.map(({ visit }) => visit.id))
        }
      }),
    )
  })

  test('nothing is moved that could have stayed, and every start that can be had is listed', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const listed = new Map(
          listMoves(plan).map((move) => [move.visits[0]?.to?.start, movedIn(move).length]),
        )
        for (const start of plan.chain[0]?.starts ?? []) {
          const least = fewest(plan, start)
          const visit = plan.chain[0]?.visit
          const isItsOwn = start.start === visit?.start && start.free.therapist?.includes('alva')
          if (least === undefined || isItsOwn) expect(listed.has(start.start)).toBe(false)
          else expect(listed.get(start.start)).toBe(least + 1)
        }
      }),
    )
  })

  test('a visit goes only where it fits, and keeps its own therapist wherever she is free', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const { visits } of listMoves(plan)) {
          for (const [index, { visit, to }] of visits.entries()) {
            if (!to) continue
            expect(plan.chain[index]?.starts).toContain(to)
            expect(placeFor(visit, to).therapist).toBe(to.free.therapist?.includes('alva') ? 'alva' : 'bo')
          }
        }
      }),
    )
  })

  test('the best are chosen first and none twice', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 6 }), (plan, limit) => {
        const all = listMoves(plan)
        const chosen = chooseMoves(all, limit)
        expect(chosen).toHaveLength(Math.min(limit, all.length))
        expect(new Set(chosen).size).toBe(chosen.length)
        expect(chosen[0]?.cost).toBe(limit > 0 ? all[0]?.cost : undefined)
      }),
    )
  })
})

describe('what is best', () => {
  const rest = { atLeastDays: 28, atMostDays: 42, idealDays: 30 }
  const chain = (...starts: readonly (readonly OpenStart[])[]): ChainVisit[] =>
    starts.map((open, index) => ({
      visit: visitAt(index + 1, on(100 + 30 * index)),
      starts: open,
      mayStay: index > 0,
    }))

  test('a start from which the later visits can stay comes before a nearer one from which they cannot', () => {
    const [best, next] = listMoves({
      rest,
      chain: chain([startAt(on(89)), startAt(on(103))], [startAt(on(131))]),
    })
    expect(best?.visits.map(({ to }) => to?.start)).toEqual([on(89), undefined])
    expect(next?.visits.map(({ to }) => to?.start)).toEqual([on(103), on(131)])
  })

  test('the same therapist comes before a nearer time with somebody else', () => {
    const [best] = listMoves({
      rest,
      chain: chain([startAt(on(101), ['bo']), startAt(on(110), ['bo', 'alva'])]),
    })
    expect(best?.visits[0]?.to?.start).toBe(on(110))
  })

  test('of those the nearest to where it stands, or to what was wished for', () => {
    const plan = { rest, chain: chain([startAt(on(96)), startAt(on(101, 14)), startAt(on(108))]) }
    expect(listMoves(plan)[0]?.visits[0]?.to?.start).toBe(on(101, 14))
    expect(listMoves({ ...plan, near: [on(109)] })[0]?.visits[0]?.to?.start).toBe(on(108))
  })

  test('who must follow goes as near to the ideal rest as can be, and the one after her stays', () => {
    const [best] = listMoves({
      rest,
      chain: chain([startAt(on(110))], [startAt(on(138)), startAt(on(140)), startAt(on(152))], []),
    })
    expect(best).toBeUndefined()
    const [third] = listMoves({
      rest,
      chain: chain([startAt(on(104))], [startAt(on(132)), startAt(on(134))], []),
    })
    expect(third?.visits.map(({ to }) => to?.start)).toEqual([on(104), on(132), undefined])
  })

  test('with several on one day, another day is shown before the same morning once more', () => {
    const plan = { rest, chain: chain([startAt(on(101, 10)), startAt(on(101, 11)), startAt(on(103))]) }
    expect(chooseMoves(listMoves(plan), 2).map(({ visits: [one] }) => one?.to?.start)).toEqual([
      on(101, 10),
      on(103),
    ])
  })

  test('the later visits of a place that the desk chose: undefined where nothing fits', () => {
    const plan = { rest, chain: chain([], []) }
    const at = (day: number) => standAt(visitAt(1, on(100)), startAt(on(day)))
    const laterOf = planLater(plan)
    expect(laterOf(at(99))?.map(({ to }) => to)).toEqual([undefined])
    expect(laterOf(at(120))).toBeUndefined()
  })
})
