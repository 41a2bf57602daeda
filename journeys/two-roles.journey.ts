/** Two browsers, two roles: what the owner opens, the desk is neither led to nor let into. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectValidHtml, test, watchScripts } from './fixtures.ts'

async function signIn(page: Page, who: { readonly email: string; readonly password: string }): Promise<void> {
  await page.goto('/staff/sign-in')
  await page.getByLabel('E-post').fill(who.email)
  await page.getByLabel('Lösenord').fill(who.password)
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await expect(page).toHaveURL(/\/staff\/day$/)
}

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectValidHtml(page)
}

test('the owner invites somebody for the desk, who comes in and sees no more than the desk may', async ({
  page: owner,
  browser,
  lyster,
}) => {
  const context = await browser.newContext({ baseURL: lyster.url, locale: 'sv-SE' })
  const desk = await context.newPage()
  watchScripts(desk)
  await signIn(owner, await lyster.signIn())
  await owner.getByRole('link', { name: 'Medarbetare' }).click()
  await expectGood(owner)
  await owner.getByLabel('Namn').fill('Tuva Tillfällig')
  await owner.getByLabel('E-post').fill('tuva@klinik.example')
  await owner.getByLabel('Roll', { exact: true }).selectOption('desk')
  await owner.getByLabel('Behandlar klienter').selectOption('no')
  await owner.getByRole('button', { name: 'Skapa inbjudan' }).click()
  const link = (await owner.locator('.secret-once code').textContent()) ?? ''
  await expectGood(owner)
  // The board that she came from has scripts; this page could run none.
  expect(watchScripts(owner).policy()).toContain("script-src 'none'")

  await desk.goto(new URL(link).pathname)
  await expectGood(desk)
  await desk.getByLabel('Lösenord').fill('kort')
  await desk.getByRole('button', { name: 'Börja' }).click()
  await expect(desk.getByText('minst 12 tecken').last()).toBeVisible()
  const password = 'tre gröna stolar'
  await desk.getByLabel('Lösenord').fill(password)
  await desk.getByRole('button', { name: 'Börja' }).click()
  await expect(desk).toHaveURL(/\/staff\/sign-in$/)
  await signIn(desk, { email: 'tuva@klinik.example', password })

  await expect(desk.getByRole('link', { name: 'Medarbetare' })).toHaveCount(0)
  await expect(owner.getByRole('link', { name: 'Medarbetare' })).toHaveCount(1)
  for (const path of ['/staff/people', '/staff/status', '/staff/clinic']) {
    const refused = await desk.goto(path)
    expect(refused?.status(), path).toBe(403)
    await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Det här hör inte till din roll')
  }
  await expectGood(desk)

  await owner.goto('/staff/people')
  await owner.getByRole('link', { name: 'Tuva Tillfällig' }).click()
  await owner.getByRole('link', { name: 'Slutar nu genast' }).click()
  await expectGood(owner)
  await owner.getByRole('button', { name: /^Bekräfta: slutar nu/ }).click()
  await expect(owner.locator('.notice').first()).toContainText('Slutdatumet är sparat')
  const out = await desk.goto('/staff/day')
  expect(out?.status()).toBe(401)
  await context.close()
})

test('a therapist who leaves has her visits shown with who can take them, before anything changes', async ({
  page,
  lyster,
}) => {
  await signIn(page, await lyster.signIn())
  await page.goto('/staff/people')
  await page.getByRole('link', { name: 'Sixten Påhittad' }).click()
  const day = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString().slice(0, 10)
  await page.getByLabel('Sista arbetsdag').fill(day)
  await page.getByRole('button', { name: 'Visa vad som händer' }).click()
  await expect(page.getByRole('heading', { name: 'Lämnas över' })).toBeVisible()
  await expectGood(page)
  const planned = await page.locator('.other-visits li').count()
  expect(planned).toBeGreaterThan(0)
  await page.getByRole('button', { name: /^Bekräfta: slutar/ }).click()
  await expect(page.locator('.notice').first()).toContainText(`${planned} besök lämnades över`)
  await expectGood(page)
})
