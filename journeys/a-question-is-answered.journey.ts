/** A question asked by SMS at an article's foot, answered on a tablet, and helping the next who asks. No script anywhere. */
import type { Browser, Page } from '@playwright/test'
import { startLyster } from '../test/lyster.ts'
import { openSmsStandIn } from '../test/sms-stand-in.ts'
import { signIn } from './desk-steps.ts'
import { expect, expectAccessible, expectNoScript, expectValidHtml, test, watchScripts } from './fixtures.ts'

const question = 'Får jag bada bastu kvällen efter behandlingen?'
const reply = 'Vänta med bastu i ett par dagar. Huden behöver vara stängd först.'

async function openPage(browser: Browser, url: string, width: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'sv-SE',
    javaScriptEnabled: false,
    viewport: { width, height: 1100 },
  })
  const page = await context.newPage()
  watchScripts(page)
  return page
}

async function expectGood(page: Page): Promise<void> {
  await expectValidHtml(page)
  expectNoScript(page)
}

async function askBySms(page: Page): Promise<void> {
  await page.goto('/sv/guide/dagarna-efter')
  await page.getByLabel('Din fråga').fill(question)
  await page.getByRole('button', { name: 'Fråga', exact: true }).click()
  const send = page.getByRole('button', { name: 'Skicka min fråga' })
  if (await send.isVisible()) await send.click()
  await page.getByLabel('Namn').fill('Vera Exempel')
  await page.locator('label:has([value=sms])').click()
  await page.getByText('Kliniken får spara').click()
  await page.getByRole('button', { name: 'Gå vidare' }).click()
  await page.getByLabel('Telefon').fill('070-174 06 05')
  // Nobody writes a question in three seconds, says the form.
  await page.waitForTimeout(3500)
  await page.getByRole('button', { name: 'Skicka frågan' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tack')
}

async function answerOn(tablet: Page): Promise<void> {
  await tablet.getByRole('link', { name: 'Frågor' }).click()
  await expectGood(tablet)
  await tablet.getByRole('link', { name: 'Vera Exempel' }).click()
  await expect(tablet.getByRole('main')).toContainText(question)
  await tablet.getByRole('button', { name: 'Ta frågan' }).click()
  await tablet.getByRole('button', { name: 'Hälsning' }).click()
  const words = tablet.getByLabel('Svar', { exact: true })
  await words.fill(`${await words.inputValue()}\n\n${reply}`)
  await tablet.getByText('Skicka med en länk').click()
  await tablet.getByRole('button', { name: 'Räkna tecken' }).click()
  await expect(tablet.getByRole('status')).toContainText('tecken med klinikens namn')
  await expectGood(tablet)
  await tablet.getByRole('button', { name: 'Skicka svaret' }).click()
  await expect(tablet.getByText('Svaret är på väg')).toBeVisible()
  await expectGood(tablet)
}

async function makeEntry(tablet: Page): Promise<string> {
  await tablet.getByRole('link', { name: 'Gör till vanlig fråga' }).click()
  await expect(tablet.getByLabel('Svaret', { exact: true })).toHaveValue(/^Hej …,/)
  await tablet.getByLabel('Svaret', { exact: true }).fill(reply)
  await tablet.getByRole('button', { name: 'Spara utkastet' }).click()
  await expect(tablet.getByText('Du skrev texten.')).toBeVisible()
  await expectGood(tablet)
  return new URL(tablet.url()).pathname
}

test('a question by SMS is answered on a tablet, and the answer meets the next who asks', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const sms = await openSmsStandIn()
  const lyster = await startLyster({ env: sms.env })
  try {
    const client = await openPage(browser, lyster.url, 360)
    await askBySms(client)
    const tablet = await openPage(browser, lyster.url, 820)
    await signIn(tablet, await lyster.signIn())
    await answerOn(tablet)
    await tablet.goto('/staff/messages')
    await expect(tablet.getByText('Svar från').first()).toBeVisible()
    await expect(tablet.getByText(question)).toHaveCount(0)
    await tablet.goto('/staff/questions?show=answered')
    await tablet.getByRole('link', { name: 'Vera Exempel' }).click()
    const entry = await makeEntry(tablet)

    const colleague = await openPage(browser, lyster.url, 820)
    await signIn(colleague, await lyster.signIn('terapeut@klinik.example'))
    await colleague.goto(entry)
    await colleague.getByRole('button', { name: 'Godkänn' }).click()
    await expect(colleague.getByText('Godkänd. Svaret visas nu')).toBeVisible()
    await expectGood(colleague)

    await client.goto('/sv/ask')
    await client.getByLabel('Din fråga').fill('Går det bra att bada bastu efter behandlingen?')
    await client.getByRole('button', { name: /^(?:Fråga|Gå vidare|Skicka|Visa)/ }).click()
    await expect(client.getByText(reply)).toBeVisible()
    await client.getByRole('button', { name: /^Det svarar på min fråga: Får jag bada bastu/ }).click()
    await expect(client.getByRole('heading', { level: 1 })).toContainText('Tack')
  } finally {
    await lyster.stop()
    await sms.close()
  }
})

test('the inbox is accessible with something urgent in it', async ({ page, browser, lyster }) => {
  const client = await openPage(browser, lyster.url, 360)
  await client.goto('/sv/ask')
  await client.getByLabel('Din fråga').fill('Min kind är svullen och varm sedan i går. Är det normalt?')
  await client.getByRole('button', { name: /^(?:Fråga|Gå vidare|Skicka|Visa)/ }).click()
  await client.getByRole('button', { name: 'Skicka min fråga' }).click()
  await client.getByLabel('Namn').fill('Ada Exempel')
  await client.locator('label:has([value=phone])').click()
  await client.getByText('Kliniken får spara').click()
  await client.getByRole('button', { name: 'Gå vidare' }).click()
  await client.getByLabel('Telefon').fill('070-174 06 06')
  await client.waitForTimeout(3500)
  await client.getByRole('button', { name: 'Skicka frågan' }).click()
  await signIn(page, await lyster.signIn())
  await page.goto('/staff/questions')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ada Exempel' }).click()
  await expect(page.getByRole('alert')).toContainText('Svara i dag')
  await expectAccessible(page)
  await page.goto('/staff/questions/entries')
  await expectAccessible(page)
})
