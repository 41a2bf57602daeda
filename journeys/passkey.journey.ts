/** A therapist adds a passkey and signs in with it, in a browser with a made-up authenticator. */
import { test as plain } from '@playwright/test'
import { startLyster } from '../test/lyster.ts'
import { expect, expectAccessible, watchScripts } from './fixtures.ts'

const test = plain.extend<
  object,
  { named: { url: string; signIn: Awaited<ReturnType<typeof startLyster>>['signIn'] } }
>({
  named: [
    async ({}, use) => {
      // Browsers take no passkey at an address that is a number.
      const lyster = await startLyster({ env: { LYSTER_HOST: 'localhost' } })
      await use({ url: lyster.url.replace('127.0.0.1', 'localhost'), signIn: lyster.signIn })
      await lyster.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ named }, use) => use(named.url),
})

test('she adds a passkey and signs in with it, without her password', async ({ page, named }) => {
  const watched = watchScripts(page)
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const { email, password } = await named.signIn()
  await page.goto('/staff/sign-in?next=/staff/me')
  await page.getByLabel('E-post').fill(email)
  await page.getByLabel('Lösenord').fill(password)
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await expect(page).toHaveURL(/\/staff\/me$/)
  await page.getByRole('button', { name: 'Lägg till en nyckel' }).click()
  await expect(page.getByRole('button', { name: /^Ta bort: Nyckel från/ })).toHaveCount(1)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Logga ut överallt, också här' }).click()
  await page.goto('/staff/sign-in')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Logga in med nyckel' }).click()
  await expect(page).toHaveURL(/\/staff\/day$/)
  // The board has scripts of its own; every other page of hers could run none.
  await page.goto('/staff/clients')
  expect(watched.policy(), 'the register has no script').toContain("script-src 'none'")

  await page.goto('/staff/me')
  expect(watched.policy()).toContain("script-src 'self'")
  const scripts = new Set(watched.scripts.map((address) => new URL(address).pathname))
  expect([...scripts].filter((path) => path.includes('passkey'))).toHaveLength(1)
  await page.getByRole('button', { name: /^Ta bort: Nyckel från/ }).click()
  await expect(page.locator('.notice')).toContainText('Nyckeln är borttagen')
  expect(watched.complaints).toEqual([])

  await page.getByRole('button', { name: 'Logga ut överallt, också här' }).click()
  await page.goto('/staff/sign-in')
  await page.getByRole('button', { name: 'Logga in med nyckel' }).click()
  await expect(page.getByText('Det gick inte med nyckeln.')).toBeVisible()
  await expect(page).toHaveURL(/\/staff\/sign-in$/)
})

test('an authenticator that does not ask who she is lets nobody in', async ({ page, named }) => {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: false,
      automaticPresenceSimulation: true,
    },
  })
  const { email, password } = await named.signIn()
  await page.goto('/staff/sign-in?next=/staff/me')
  await page.getByLabel('E-post').fill(email)
  await page.getByLabel('Lösenord').fill(password)
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()
  await page.getByRole('button', { name: 'Lägg till en nyckel' }).click()
  await expect(page.getByText('Det gick inte med nyckeln.')).toBeVisible()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('the button is not there, and the password is', async ({ page }) => {
    await page.goto('/staff/sign-in')
    await expect(page.getByRole('button', { name: 'Logga in med nyckel' })).toBeHidden()
    await expect(page.getByRole('button', { name: 'Logga in', exact: true })).toBeVisible()
  })
})
