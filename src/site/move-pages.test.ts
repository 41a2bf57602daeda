/** What the client does to move: she chooses a time, sees the whole course before and after, and agrees. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { moveVisits, offerMoves, readMove } from '#booking'
import { type ClientPages, moveIn, offersIn, openClientPages } from '../../test/client-pages.ts'

let at: ClientPages
beforeAll(async () => {
  at = await openClientPages()
})
beforeEach(() => at.rewind())
afterAll(() => at.close())

/** The first way to a second visit so late that the third must follow. */
async function findFollowing(page: string, visit: string) {
  const { html } = await at.look(`${page}/move?visit=${visit}&from=2027-02-12`)
  const offer = html
    .split('<li class="proposal">')
    .find((one) => one.includes('måste också flytta') && one.includes('minst 28 dagars vila'))
  return offersIn(offer ?? '')[0] ?? ''
}

/** Another client's course comes to stand where a move would put this one; there is one pen for both. */
async function takeSame(other: string, move: string, mine: string): Promise<boolean> {
  const {
    keys,
    clock: { now },
  } = at
  return at.db.inClinic(at.clinic.id, async (trx) => {
    const wanted = await readMove(trx, { move, course: mine, keys, now })
    if ('refused' in wanted) return false
    const [first] = wanted.visits
    const day = Temporal.Instant.fromEpochMilliseconds((first?.start ?? 0) * 60_000).toZonedDateTimeISO(
      'Europe/Stockholm',
    )
    const minute = day.hour * 60 + day.minute
    const wish = { fromMinuteOfDay: minute, untilMinuteOfDay: minute + 90 }
    const ask = {
      course: other,
      visit: 'all',
      by: 'client',
      days: 1,
      limit: 1,
      from: day.toPlainDate(),
      wish,
    } as const
    const found = await offerMoves(trx, { ...ask, now, keys })
    if ('refused' in found) return false
    const moved = await moveVisits(trx, { move: found.moves[0]?.id ?? '', by: 'client', now, keys })
    return !('refused' in moved) && moved.moved[0]?.start === first?.start
  })
}

describe('choosing a new time', () => {
  test('shows a few, each with what it does to the rest, and keeps the address to itself', async () => {
    const { page, visits } = await at.aCourse()
    const { status, html, headers } = await at.look(`${page}/move?visit=${visits[1]}`)
    expect(status).toBe(200)
    expect(offersIn(html).length).toBeGreaterThanOrEqual(3)
    expect(html).toMatch(/Dina andra besök står kvar|måste också flytta/)
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([
      'no-store',
      'no-referrer',
    ])
    expect(html).not.toContain('<script')
  })

  test('keeps what she wishes for in the links, and shows only such times', async () => {
    const { page, visits } = await at.aCourse()
    const { html } = await at.look(`${page}/move?visit=${visits[0]}&weekday=4&part=morning`)
    const offers = offersIn(html)
    expect(offers.length).toBeGreaterThan(0)
    for (const offer of offers) expect(offer).toContain('weekday=4&part=morning')
    for (const [, heading = ''] of html.matchAll(/<li class="proposal"><h2>([^<]*)</g))
      expect(heading).toMatch(/^Torsdag .* kl\. (09|10|11):/)
  })

  test('tells which wish cannot be used, keeps it, and shows times all the same', async () => {
    const { page, visits } = await at.aCourse()
    const { status, html } = await at.look(`${page}/move?visit=${visits[0]}&part=morning&from=i+morgon`)
    expect(status).toBe(422)
    expect(html).toContain('href="#field-from"')
    expect(html).toContain('value="i morgon"')
    expect(offersIn(html).length).toBeGreaterThan(0)
  })

  test.each(['', '00000000-0000-4000-8000-000000000000', '%00', 'x'.repeat(3000)])(
    'of a visit that is not hers finds nothing (%s)',
    async (visit) => {
      const { page } = await at.aCourse()
      expect((await at.look(`${page}/move?visit=${visit}`)).status).toBe(404)
      expect((await at.look(`/sv/visits/AbC.dEf/move?visit=${visit}`)).status).toBe(404)
      expect((await at.submit(`${page}/move?visit=${visit}`, { move: 'x' })).status).toBe(404)
    },
  )

  test('is told with the number when it is too late, or the visit has begun', async () => {
    const { page, visits, course } = await at.aCourse()
    await at.before(course, 2)
    const late = await at.look(`${page}/move?visit=${visits[0]}`)
    expect([late.status, offersIn(late.html)]).toEqual([409, []])
    expect(late.html).toContain('Det är för nära inpå')
    expect(late.html).toContain('tel:+46406280400')
    await at.before(course, -0.1)
    const begun = await at.look(`${page}/move?visit=${visits[0]}`)
    expect(begun.status).toBe(409)
    expect(begun.html).toContain('redan börjat')
  })
})

describe('agreeing', () => {
  test('the whole course stands before and after, and the third visit must move since the skin needs its rest', async () => {
    const { page, visits, course } = await at.aCourse()
    const before = await at.rowsOf(course)
    const offer = await findFollowing(page, visits[1] ?? '')
    const agree = await at.look(offer)
    expect(agree.html).toContain('Så är det nu')
    expect(agree.html).toContain('Så blir det')
    expect(agree.html).toMatch(/Det första besöket står kvar/)
    expect(agree.html).toMatch(/Det andra besöket flyttas från .* till /)
    expect(agree.html).toMatch(
      /Det tredje besöket måste också flytta, till .*: huden behöver minst 28 dagars vila/,
    )
    expect(await at.rowsOf(course), 'nothing has changed by looking').toEqual(before)

    const done = await at.submit(offer, { move: moveIn(offer) })
    expect([done.status, done.location]).toEqual([303, expect.stringContaining(`${page}?moved=2+3`)])
    const after = await at.rowsOf(course)
    expect(after.map((row, at) => row.start.getTime() !== before[at]?.start.getTime())).toEqual([
      false,
      true,
      true,
    ])
    expect(after.map(({ sequence }) => sequence)).toEqual([0, 1, 1])
    const told = await at.raw<{ kind: string }>(
      `select kind from message where payload->>'course' = $1 and kind = 'visit-moved'`,
      [course],
    )
    expect(told).toHaveLength(1)

    const news = await at.look(done.location)
    expect(news.html).toContain('2 besök är flyttade')
    expect(news.html).toContain('Ett meddelande med de nya tiderna är på väg')
    expect(news.html.match(/>flyttat</g)).toHaveLength(2)
  })

  test('twice moves once, and leads to the same page', async () => {
    const { page, visits, course } = await at.aCourse()
    const [offer = ''] = offersIn((await at.look(`${page}/move?visit=${visits[2]}`)).html)
    const [first, second] = await Promise.all([1, 2].map(() => at.submit(offer, { move: moveIn(offer) })))
    expect([first?.status, second?.status]).toEqual([303, 303])
    const [, , third] = await at.rowsOf(course)
    expect(third?.sequence).toBe(1)
  })

  test('moves back to where it was, as long as that is free', async () => {
    const { page, visits, course } = await at.aCourse()
    const before = await at.startsOf(course)
    const [offer = ''] = offersIn((await at.look(`${page}/move?visit=${visits[2]}`)).html)
    const { location } = await at.submit(offer, { move: moveIn(offer) })
    expect(await at.startsOf(course)).not.toEqual(before)
    const [back = ''] = offersIn((await at.look(location)).html)
    const agree = await at.look(back)
    expect(agree.html).toContain('Stämmer det här?')
    expect((await at.submit(back, { move: moveIn(back) })).status).toBe(303)
    expect(await at.startsOf(course)).toEqual(before)
  })

  test('moves the whole course', async () => {
    const { page, course } = await at.aCourse()
    const before = await at.startsOf(course)
    const { html } = await at.look(`${page}/move?visit=all&from=2027-01-18`)
    expect(html).toContain('Välj nya tider för hela kuren')
    const [offer = ''] = offersIn(html)
    expect((await at.submit(offer, { move: moveIn(offer) })).location).toContain('moved=1+2+3')
    expect(await at.startsOf(course)).not.toEqual(before)
  })
})

describe('agreeing is refused kindly, with other times and nothing changed', () => {
  test('when somebody was quicker', async () => {
    const [mine, other] = [await at.aCourse(), await at.aCourse()]
    const path = `${mine.page}/move?visit=all&from=2027-06-01&weekday=2`
    const [wanted = ''] = offersIn((await at.look(path)).html)
    expect(await takeSame(other.course, moveIn(wanted), mine.course)).toBe(true)
    const before = await at.startsOf(mine.course)
    const refused = await at.submit(wanted, { move: moveIn(wanted) })
    expect(refused.status).toBe(409)
    expect(refused.html).toContain('Den tiden hann någon annan ta')
    expect(offersIn(refused.html).length).toBeGreaterThan(0)
    expect(refused.html).toContain('weekday=2')
    expect(await at.startsOf(mine.course)).toEqual(before)
  })

  test('when the course has changed since, or the proposal is not ours or ran out', async () => {
    const { page, visits, course } = await at.aCourse()
    const [first = '', second = ''] = offersIn((await at.look(`${page}/move?visit=${visits[2]}`)).html)
    await at.submit(first, { move: moveIn(first) })
    const before = await at.startsOf(course)
    const changed = await at.submit(second, { move: moveIn(second) })
    expect(changed.status).toBe(409)
    expect(changed.html).toContain('Din kur har ändrats sedan du öppnade sidan')
    expect(offersIn(changed.html).length).toBeGreaterThan(0)
    expect((await at.look(second)).status).toBe(409)

    const forged = await at.submit(`${page}/move?visit=${visits[2]}`, { move: `${moveIn(first)}x` })
    expect(forged.status).toBe(422)
    expect(forged.html).toContain('Förslaget gäller inte längre')
    const [fresh = ''] = offersIn(forged.html)
    at.clock.now = at.clock.now.add({ minutes: 61 })
    expect((await at.submit(fresh, { move: moveIn(fresh) })).status).toBe(422)
    expect((await at.look(fresh)).status).toBe(422)
    expect(await at.startsOf(course)).toEqual(before)
  })

  test('when it became too late while she thought', async () => {
    const { page, visits, course } = await at.aCourse()
    const before = await at.startsOf(course)
    await at.before(course, 24.2)
    const [offer = ''] = offersIn((await at.look(`${page}/move?visit=${visits[0]}`)).html)
    await at.before(course, 23.8)
    const late = await at.submit(offer, { move: moveIn(offer) })
    expect(late.status).toBe(409)
    expect(late.html).toContain('Det är för nära inpå')
    expect(await at.startsOf(course)).toEqual(before)
  })

  test('of another course’s move', async () => {
    const [mine, other] = [await at.aCourse(), await at.aCourse()]
    const [theirs = ''] = offersIn((await at.look(`${other.page}/move?visit=${other.visits[2]}`)).html)
    const before = await at.startsOf(other.course)
    const refused = await at.submit(`${mine.page}/move?visit=${mine.visits[2]}`, { move: moveIn(theirs) })
    expect(refused.status).toBe(422)
    expect(await at.startsOf(other.course)).toEqual(before)
  })
})
