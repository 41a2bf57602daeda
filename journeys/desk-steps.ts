/** What a desk does with a board: signs in, looks for a place on a visit's day, and knows where to put a hand. */
import type { Browser, Locator, Page } from '@playwright/test'
import type { Places } from '../src/staff/booking/places.ts'
import { bookCourse, openElsewhere, type Person } from './client-steps.ts'
import { expect } from './fixtures.ts'
import { askDatabase } from './rows.ts'
import { watchScripts } from './watching.ts'

export type Lyster = { readonly data: string; readonly signIn: (who?: string) => Promise<WayIn> }
type WayIn = { readonly email: string; readonly password: string }
export type Booked = { readonly visit: string; readonly start: number; readonly day: string }

export const desk = 'reception@klinik.example'

export async function signIn(page: Page, way: WayIn): Promise<void> {
  watchScripts(page)
  await page.goto('/staff/sign-in')
  await page.getByLabel('E-post').fill(way.email)
  await page.getByLabel('Lösenord').fill(way.password)
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await expect(page).toHaveURL(/\/staff\/day$/)
}

/** Somebody books a course by herself. */
export async function bookFor(person: Person, browser: Browser, baseURL: string | undefined): Promise<void> {
  const client = await openElsewhere(browser, baseURL)
  await bookCourse(client, 'en', person)
  await client.context().close()
}

const bookedAs = `visit_id, (extract(epoch from starts) / 60)::int as start,
  to_char(starts at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as day`

const bookedFrom = (row: Readonly<Record<string, unknown>>): Booked => ({
  visit: String(row['visit_id']),
  start: Number(row['start']),
  day: String(row['day']),
})

export async function lastVisitOf(lyster: Lyster, person: Person): Promise<Booked> {
  const rows = await askDatabase(
    lyster,
    `select ${bookedAs} from visit join course using (clinic_id, course_id) join client using (clinic_id, client_id)
      where client.name = '${person.name}' order by position desc limit 1`,
  )
  return only(rows.map(bookedFrom))
}

export function only<Thing>(things: readonly Thing[]): Thing {
  const [thing] = things
  if (!thing) throw new Error('There is none.')
  return thing
}

export const cardOf = (page: Page, visit: string): Locator => page.locator(`[data-visit="${visit}"]`)

export type Spot = { readonly column: string; readonly start: number; readonly words: string }

export type Wanted = (verdict: Places['verdicts'][number]) => boolean

/** The places that the answer tells of and that are as asked for, the nearest to where it stands first. */
async function spotsFor(page: Page, { visit, start, day }: Booked, wanted: Wanted): Promise<Spot[]> {
  const answer = await page.request.get(`/staff/visits/${visit}/places?day=${day}&days=1&by=therapist`)
  const places = (await answer.json()) as Places
  const spots = places.columns.flatMap(({ column, runs }) =>
    runs.flatMap(([first, count, number]) => {
      const verdict = places.verdicts[number]
      if (!verdict || !wanted(verdict)) return []
      return Array.from({ length: count }, (_, at) => ({
        column,
        start: first + at * places.stepMinutes,
        words: verdict.words,
      }))
    }),
  )
  const away = (spot: Spot) => Math.abs(spot.start - start)
  return spots.filter((one) => away(one) >= 30).toSorted((one, other) => away(one) - away(other))
}

/** Somebody's single visit in the coming weeks that has so many of such places on its own day: some days are full. */
export async function visitWith(
  page: Page,
  { lyster, wanted, atLeast = 1 }: { lyster: Lyster; wanted: Wanted; atLeast?: number },
): Promise<{ booked: Booked; spots: Spot[] }> {
  const rows = await askDatabase(
    lyster,
    `select ${bookedAs} from visit v
      where state = 'booked' and starts between now() + interval '3 days' and now() + interval '60 days'
        and 1 = (select count(*) from visit s where s.clinic_id = v.clinic_id and s.course_id = v.course_id)
      order by starts limit 40`,
  )
  for (const booked of rows.map(bookedFrom)) {
    const spots = await spotsFor(page, booked, wanted)
    if (spots.length >= atLeast) return { booked, spots }
  }
  throw new Error('On none of these days is there such a place.')
}

export const isFree: Wanted = ({ may }) => may === 'yes'

export type Point = { readonly x: number; readonly y: number }

/** Where a card is taken, and where it must be let go to begin at a spot. */
export async function wayTo(
  page: Page,
  { visit, start }: Booked,
  spot: Spot,
): Promise<{ from: Point; to: Point }> {
  await cardOf(page, visit).evaluate((card) => card.scrollIntoView({ block: 'center' }))
  const card = await cardOf(page, visit).boundingBox()
  const column = page.locator(`[data-column="${spot.column}"]`)
  const ground = await column.locator('.board-ground').boundingBox()
  const rows = Number(await page.locator('[data-board]').getAttribute('data-rows'))
  if (!card || !ground) throw new Error('The board is not drawn.')
  const down = ((spot.start - start) / 5) * (ground.height / rows)
  const from = { x: card.x + Math.min(40, card.width / 2), y: card.y + Math.min(20, card.height / 2) }
  return { from, to: { x: ground.x + ground.width / 2, y: from.y + down } }
}

/** A page that a finger has thrown goes on for a while. */
export async function stillness(page: Page): Promise<void> {
  let before = -1
  await expect
    .poll(async () => {
      const now = await page.evaluate(() => scrollY)
      const isStill = now === before
      before = now
      return isStill
    })
    .toBe(true)
}

export async function startOf(lyster: Lyster, visit: string): Promise<number> {
  const [row] = await askDatabase(
    lyster,
    `select (extract(epoch from starts) / 60)::int as start from visit where visit_id = '${visit}'`,
  )
  return Number(row?.['start'])
}
