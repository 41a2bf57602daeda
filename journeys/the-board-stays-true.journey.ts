/** An open board shows by itself what somebody else has changed, and says so; whatever had the focus keeps it. */
import type { Browser, Page } from '@playwright/test'
import { bookCourse, openElsewhere, vera } from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { askDatabase } from './rows.ts'
import { watchScripts } from './watching.ts'

type Lyster = {
  readonly data: string
  readonly signIn: (who?: string) => Promise<{ readonly email: string; readonly password: string }>
}

async function signIn(page: Page, lyster: Lyster, who?: string): Promise<void> {
  watchScripts(page)
  const way = await lyster.signIn(who)
  await page.goto('/staff/sign-in')
  await page.getByLabel('E-post').fill(way.email)
  await page.getByLabel('Lösenord').fill(way.password)
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await expect(page).toHaveURL(/\/staff\/day$/)
}

type Booking = { readonly lyster: Lyster; readonly browser: Browser; readonly baseURL: string | undefined }

/** A client books by herself; told is where her first visit stands. */
async function bookFor(name: string, { lyster, browser, baseURL }: Booking) {
  const client = await openElsewhere(browser, baseURL)
  await bookCourse(client, 'en', { ...vera, name })
  await client.context().close()
  const [row] = await askDatabase(
    lyster,
    `select visit_id, to_char(starts at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as day
       from visit join course using (clinic_id, course_id) join client using (clinic_id, client_id)
      where client.name = '${name}' and visit.position = 1`,
  )
  return { visit: String(row?.['visit_id']), day: String(row?.['day']) }
}

const reception = 'reception@klinik.example'

/** Her own visit is cancelled from another browser, at another desk. */
async function cancelElsewhere(visit: string, { lyster, browser, baseURL }: Booking): Promise<void> {
  const page = await openElsewhere(browser, baseURL)
  // Somebody else: a fresh way in for the same person would end her sessions here.
  await signIn(page, lyster, reception)
  await page.goto(`/staff/visits/${visit}`)
  await page.getByRole('textbox', { name: 'Varför?' }).fill('Ringde återbud')
  await page.getByRole('button', { name: 'Avboka', exact: true }).click()
  await expect(page.locator('.notice')).toContainText('Besöket är avbokat')
  await page.context().close()
}

const cardOf = (page: Page, visit: string) => page.locator(`[data-visit="${visit}"]`)

test('a visit that is cancelled at another desk leaves the open board, and the focus stays', async ({
  page,
  lyster,
  browser,
  baseURL,
}) => {
  const here = { lyster, browser, baseURL }
  const { visit, day } = await bookFor('Tove Exempel', here)
  await signIn(page, lyster)
  await page.goto(`/staff/day/${day}`)
  await expect(cardOf(page, visit)).toContainText('Tove Exempel')
  const loaded = await page.evaluate(() => performance.timeOrigin)
  const other = page.locator(`[data-visit]:not([data-visit="${visit}"]) .board-card`).first()
  const href = await other.getAttribute('href')
  await other.focus()
  await cancelElsewhere(visit, here)
  await expect(cardOf(page, visit)).toHaveCount(0)
  await expect(page.locator('[data-live-said]')).toHaveText('Tavlan uppdaterades.')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(href)
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded)
})

test('where no stream passes, the board asks by itself and shows what was cancelled elsewhere', async ({
  page,
  lyster,
  browser,
  baseURL,
}) => {
  const here = { lyster, browser, baseURL }
  const { visit, day } = await bookFor('Disa Exempel', here)
  // The network between them lets none of it through; the browser tries again every few seconds.
  let tries = 0
  await page.route('**/staff/changes', (route) => {
    tries++
    return route.abort()
  })
  await signIn(page, lyster, 'terapeut@klinik.example')
  await page.clock.install()
  await page.goto(`/staff/day/${day}`)
  await expect(cardOf(page, visit)).toContainText('Disa Exempel')
  await cancelElsewhere(visit, here)
  await expect(cardOf(page, visit), 'nothing has told it').toHaveCount(1)
  for (const seconds of [8, 8, 8]) {
    const before = tries
    await expect.poll(() => tries, { timeout: 15_000 }).toBeGreaterThan(before)
    await page.clock.fastForward(seconds * 1000)
  }
  await expect(cardOf(page, visit)).toHaveCount(0)
})

test('a board that is told without end asks every two seconds', async ({ page, lyster }) => {
  await signIn(page, lyster, 'terapeut@klinik.example')
  const asked = () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/version'))
  await page.goto('/staff/day')
  await expect.poll(() => page.evaluate(asked)).not.toHaveLength(0)
  const before = (await page.evaluate(asked)).length
  const began = Date.now()
  while (Date.now() - began < 5000)
    await askDatabase(lyster, `select pg_notify('lyster_changes', clinic_id::text) from clinic`)
  const looks = (await page.evaluate(asked)).length - before
  expect(looks).toBeGreaterThanOrEqual(1)
  expect(looks).toBeLessThanOrEqual(4)
})

test('a card that was drawn anew under a resting finger is not lifted', async ({ page, lyster }) => {
  await signIn(page, lyster, 'terapeut@klinik.example')
  const [booked] = await askDatabase(
    lyster,
    `select to_char(starts at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as day
       from visit where state = 'booked' and starts > now() + interval '2 days' order by starts limit 1`,
  )
  await page.goto(`/staff/day/${String(booked?.['day'])}`)
  const card = page.locator('[data-movable]').first()
  await card.scrollIntoViewIfNeeded()
  const box = await card.boundingBox()
  if (!box) throw new Error('There is no card to take.')
  await page.mouse.move(box.x + box.width / 2, box.y + 6)
  await page.mouse.down()
  await card.evaluate((old) => old.replaceWith(old.cloneNode(true)))
  await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 4 })
  await page.mouse.up()
  await expect(page.locator('.is-dragging, .is-lifted')).toHaveCount(0)
  expect(watchScripts(page).complaints).toEqual([])
})
