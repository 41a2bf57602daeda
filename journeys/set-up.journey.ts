/**
 * A new owner leaves the demonstration and sets up a clinic of her own, by the pages alone: its name, one room, two
 * therapists in alternating weeks, one service with its own parts and price; and a client books it.
 */
import type { Page } from '@playwright/test'
import { m } from '#platform/words'
import { startLyster } from '../test/lyster.ts'
import { atTheClinic, bookCourse, openElsewhere, readVisitTimes } from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectGoodPage } from './judging.ts'

const sv = { locale: 'sv' } as const
const tablet = { width: 820, height: 1180 }
const ida = { name: 'Ida Egen', email: 'ida@egen.example', password: 'ett-eget-langt-losen' }

test.use({ viewport: tablet })
test.setTimeout(180_000)

test('a new owner sets up her clinic by the pages, and a client books its one service', async ({
  browser,
}) => {
  const lyster = await startLyster()
  try {
    const page = await openElsewhere(browser, lyster.url)
    await page.setViewportSize(tablet)
    await signIn(page, await lyster.signIn())
    await leaveDemonstration(page)
    await setAddress(page)
    await setHours(page)
    await addRoom(page)
    await addTherapists(page)
    await makeService(page)
    await goLive(page)

    const client = await openElsewhere(browser, lyster.url)
    await bookCourse(client, 'en')
    await expect(client.getByRole('banner')).toContainText('Idas hud')
    await expectGoodPage(client)
    const [visit] = await readVisitTimes(client)
    await page.goto(`/staff/day/${visit ? atTheClinic(visit.start).date : ''}`)
    await expect(page.getByRole('main')).toContainText('Vera Exempel')
  } finally {
    await lyster.stop()
  }
})

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/staff/clinic')
  await page.locator('#field-email').fill(email)
  await page.locator('#field-password').fill(password)
  await page.locator('form.form button[type=submit]').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Kliniken|The clinic/)
}

async function leaveDemonstration(page: Page): Promise<void> {
  await page.goto('/staff/clinic')
  if (await page.getByRole('button', { name: 'Svenska' }).isVisible())
    await page.getByRole('button', { name: 'Svenska' }).click()
  await expectGoodPage(page)
  await page.goto('/staff/clinic/leave')
  await expectGoodPage(page)
  await page.locator('#field-clinic').fill('Idas hud')
  await page.locator('#field-name').fill(ida.name)
  await page.locator('#field-email').fill(ida.email)
  await page.locator('#field-password').fill(ida.password)
  await page
    .getByRole('main')
    .getByRole('button', { name: m.setup_leave({}, sv) })
    .click()
  await expect(page).toHaveURL(/\/staff\/clinic$/)
  await expect(page.getByText(m.setup_progress({ done: 1, of: 8 }, sv))).toBeVisible()
  await expectGoodPage(page)
  await page.goto('/sv/book')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.setup_opens_soon({}, sv))
  await expectGoodPage(page)
}

async function setAddress(page: Page): Promise<void> {
  await page.goto('/staff/clinic/address')
  const values = { street: 'Storgatan 1', postcode: '211 34', city: 'Malmö', phone: '040-628 04 15' }
  for (const [field, value] of Object.entries(values)) await page.locator(`#field-${field}`).fill(value)
  await save(page)
}

async function setHours(page: Page): Promise<void> {
  await page.goto('/staff/clinic/hours')
  for (const weekday of [1, 2, 3, 4, 5]) await page.locator(`#field-open-${weekday}`).fill('8-18')
  await save(page)
}

async function addRoom(page: Page): Promise<void> {
  await page.goto('/staff/clinic/rooms')
  await page.locator('#field-name-new-room').fill('Rummet')
  await page
    .getByRole('button', { name: m.setup_add({}, sv) })
    .first()
    .click()
  await isSaved(page)
  await expectGoodPage(page)
}

/** One in the mornings of week A and the afternoons of week B, the other the other way about. */
async function addTherapists(page: Page): Promise<void> {
  for (const [name, a, b] of [
    ['Tora Tänkt', '8-12', '13-17'],
    ['Måns Möjlig', '13-17', '8-12'],
  ] as const) {
    await page.goto('/staff/clinic/weeks')
    await page.locator('#field-name').fill(name)
    await save(page)
    await page
      .getByRole('radio', { name: m.setup_rhythm_alternating({}, sv) })
      .first()
      .check({ force: true })
    await page.getByText(m.setup_week_b({}, sv), { exact: true }).first().click()
    for (const weekday of [1, 2, 3, 4, 5]) {
      await page.locator(`#field-a-ordinary-${weekday}`).fill(a)
      await page.locator(`#field-b-ordinary-${weekday}`).fill(b)
    }
    await page
      .getByRole('button', { name: m.setup_save({}, sv) })
      .first()
      .click()
    await isSaved(page)
    await expectGoodPage(page)
  }
}

async function makeService(page: Page): Promise<void> {
  await page.goto('/staff/clinic/services')
  await page.locator('#field-name').fill('Lätt behandling')
  await page.getByRole('button', { name: m.setup_save({}, sv) }).click()
  const button = (name: string) => page.getByRole('button', { name }).last()
  await button(m.setup_add_segment({}, sv)).click()
  await page.locator('#field-sv-0').fill('Behandling')
  await page.locator('#field-en-0').fill('Treatment')
  await page.locator('#field-minutes-0').fill('45')
  await button(m.setup_add_segment({}, sv)).click()
  await page.locator('#field-sv-1').fill('Mask')
  await page.locator('#field-en-1').fill('Mask')
  await page.locator('#field-minutes-1').fill('15')
  await page.locator('input[name="holds-therapist-1"]').uncheck()
  await button(m.setup_look_first({}, sv)).click()
  await expect(page.getByText(m.setup_minutes_of({ count: 60 }, sv)).first()).toBeVisible()
  await expect(page.locator('.protocol-segment.is-rests')).toHaveCount(1)
  await expectGoodPage(page)
  await button(m.setup_save_segments({}, sv)).click()
  await isSaved(page)
  await page.locator('#field-price').fill('1 495,50')
  await page
    .getByRole('button', { name: m.setup_save({}, sv), exact: true })
    .first()
    .click()
  await isSaved(page)
  await button(m.setup_show({}, sv)).click()
  await isSaved(page)
  await expectGoodPage(page)
}

async function goLive(page: Page): Promise<void> {
  await page.goto('/staff/clinic/live')
  await expect(page.getByText(m.setup_lacks({}, sv))).toHaveCount(0)
  await page.getByRole('button', { name: m.setup_open_booking({}, sv) }).click()
  await expect(page.getByText(m.setup_is_live({}, sv))).toBeVisible()
  await expectGoodPage(page)
}

async function save(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: m.setup_save({}, sv) })
    .first()
    .click()
  await isSaved(page)
  await expectGoodPage(page)
}

async function isSaved(page: Page): Promise<void> {
  await expect(page.getByText(m.setup_saved({}, sv), { exact: true })).toBeVisible()
}
