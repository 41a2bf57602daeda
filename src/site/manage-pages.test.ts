/** What the client may still do with each visit on the page that only she has the link to, and cancelling. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ClientPages, openClientPages } from '../../test/client-pages.ts'

let at: ClientPages
beforeAll(async () => {
  at = await openClientPages()
})
beforeEach(() => at.rewind())
afterAll(() => at.close())

describe('her page', () => {
  test('lets her move or cancel each visit, and the whole course', async () => {
    const { page, visits } = await at.aCourse()
    const { html } = await at.look(page)
    for (const visit of visits) {
      expect(html).toContain(`href="${page}/move?visit=${visit}"`)
      expect(html).toContain(`href="${page}/cancel?visit=${visit}"`)
    }
    expect(html).toContain(`href="${page}/move?visit=all"`)
    expect(html).toContain('fram till 24 timmar före besöket')
  })

  test('gives the number in place of the buttons for a visit that is too near', async () => {
    const { page, visits, course } = await at.aCourse()
    await at.before(course, 23)
    const { html } = await at.look(page)
    expect(html).not.toContain(`move?visit=${visits[0]}`)
    expect(html).not.toContain(`cancel?visit=${visits[0]}`)
    expect(html).toContain('Ring oss på 040-628 04 00')
    expect(html).toContain(`move?visit=${visits[1]}`)
  })
})

describe('cancelling', () => {
  test('the first day of a course leaves the other two, whose rest holds, and does not touch the price', async () => {
    const { page, visits, course } = await at.aCourse()
    const { html } = await at.look(`${page}/cancel?visit=${visits[0]}`)
    expect(html).toContain('Kvar av din kur')
    expect(html).toContain('Vilan mellan besöken som är kvar stämmer fortfarande')
    expect(html).toContain('Kurens pris ändras inte')
    expect((await at.submit(`${page}/cancel?visit=${visits[0]}`)).status).toBe(303)
    expect((await at.rowsOf(course)).map(({ state }) => state)).toEqual(['cancelled', 'booked', 'booked'])
  })

  test('the one in the middle tells how long the gap becomes, and offers to move instead', async () => {
    const { page, visits } = await at.aCourse()
    const { html } = await at.look(`${page}/cancel?visit=${visits[1]}`)
    expect(html).toMatch(/blir det (5[6-9]|[678]\d) dagar. Kuren är tänkt med högst 42/)
    expect(html).toContain(`href="${page}/move?visit=${visits[1]}"`)
  })

  test('later than the clinic’s notice is refused with the number, on the page and by the form', async () => {
    const { page, visits, course } = await at.aCourse()
    await at.before(course, 3)
    const late = await at.look(`${page}/cancel?visit=${visits[0]}`)
    expect([late.status, late.html.includes('tel:+46406280400')]).toEqual([409, true])
    expect((await at.submit(`${page}/cancel?visit=${visits[0]}`)).status).toBe(409)
    expect((await at.rowsOf(course)).map(({ state }) => state)).toEqual(['booked', 'booked', 'booked'])
  })

  test('all that are left keeps the one that is too near, and says so first', async () => {
    const { page, course } = await at.aCourse()
    await at.before(course, 3)
    const { html } = await at.look(`${page}/cancel?visit=all`)
    expect(html).toMatch(/Det första besöket, .*, ligger för nära för att avbokas här och står kvar/)
    expect((await at.submit(`${page}/cancel?visit=all`)).status).toBe(303)
    expect((await at.rowsOf(course)).map(({ state }) => state)).toEqual(['booked', 'cancelled', 'cancelled'])
  })
})
