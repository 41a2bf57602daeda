/** What depends on the hour and on how often: a visit that has begun, and too many tries to sign in. */
import { Temporal } from 'temporal-polyfill'
import { afterEach, expect, test } from 'vitest'
import { alva, type OpenPages, openPages } from './open-pages.ts'

let at: OpenPages
afterEach(() => at.close())

test('a visit that has begun cannot be cancelled, and the card says so with 409', async () => {
  let now = Temporal.Instant.from('2027-01-04T07:00:00Z')
  at = await openPages({ now: () => now })
  const [visit] = await at.book()
  const rows = await at.raw<{ starts: string }>('select starts::text from visit where visit_id = $1', [visit])
  now = Temporal.Instant.from(`${String(rows[0]?.starts).replace(' ', 'T')}:00`).add({ minutes: 5 })
  const cookie = await at.signedIn()
  const answer = await at.send(`/staff/visits/${visit}`, { which: 'this', reason: 'för sent' }, cookie)
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('Besöket har redan börjat')
  expect(html).toContain('value="för sent"')
  const day = await at.ask('/staff/day', { headers: { cookie } })
  expect(await day.text()).toContain('is-now')
  expect(await at.raw(`select 1 from visit where state = 'cancelled'`)).toEqual([])
})

test('after ten tries the eleventh is refused with 429, from wherever the next e-mail is tried', async () => {
  at = await openPages({ rate: 'on' })
  const statuses: number[] = []
  for (let tries = 0; tries < 11; tries += 1) {
    statuses.push((await at.send('/staff/sign-in', { ...alva, password: 'gissning' })).status)
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429])
  const right = await at.send('/staff/sign-in', alva)
  expect([right.status, right.headers.get('retry-after')]).toEqual([429, '60'])
  expect((await at.send('/staff/sign-in', { ...alva, email: 'bo@klinik.example' })).status).toBe(429)
})
