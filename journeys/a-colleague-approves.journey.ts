import type { Page } from '@playwright/test'
import { openElsewhere } from './client-steps.ts'
import { signIn } from './desk-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectGoodPage, expectWellMade } from './judging.ts'

const therapist = 'terapeut@klinik.example'
const owner = 'agare@klinik.example'
const text = '/staff/guide/the-days-after/sv'
const article = '/sv/guide/dagarna-efter'
const sentence = 'Du kan alltid höra av dig till oss.'

test.use({ viewport: { width: 820, height: 1180 } })

test('a therapist writes on a text, a colleague approves it, and the public page changes only then', async ({
  page,
  lyster,
  browser,
  baseURL,
}) => {
  const reader = await openElsewhere(browser, baseURL)
  await expectPublic(reader, { told: false })
  await expectGoodPage(reader)

  await signIn(page, await lyster.signIn(therapist))
  await page.getByRole('link', { name: /^Guiden/ }).click()
  await expectWellMade(page)
  await page.goto(text)
  await expectWellMade(page)

  const summary = page.getByLabel('Ingress')
  const before = await summary.inputValue()
  await summary.fill(`${before} Det är helt säkert.`)
  await page.getByRole('button', { name: 'Spara utkastet' }).click()
  await expect(page.getByRole('alert')).toContainText('”säkert” lovar för mycket')
  await expectWellMade(page)

  await summary.fill(`${before} ${sentence}`)
  await page.getByRole('button', { name: 'Förhandsvisa' }).click()
  await expect(page.getByRole('heading', { name: 'Så här blir sidan' })).toBeVisible()
  await expectWellMade(page)
  await page.getByRole('button', { name: 'Spara utkastet' }).click()
  await expect(page.locator('.notice')).toContainText('Utkastet är sparat')
  await expect(page.locator('ins')).toContainText(sentence)
  await page.getByRole('button', { name: 'Be om granskning' }).click()
  await expect(page.locator('.notice')).toContainText('väntar på granskning')

  await page.getByRole('link', { name: 'Läs och godkänn' }).click()
  await expect(page.getByRole('main')).toContainText('Någon annan behöver godkänna')
  await expect(page.getByRole('button', { name: 'Godkänn texten' })).toHaveCount(0)
  await expectWellMade(page)
  await expectPublic(reader, { told: false })

  const colleague = await openElsewhere(browser, baseURL)
  await signIn(colleague, await lyster.signIn(owner))
  await colleague.goto('/staff/guide')
  const waiting = colleague.locator('.guide-texts').first().locator('li', { hasText: 'Dagarna efter' })
  await expect(waiting).toContainText('Sixten Påhittad bad om granskning')
  await waiting.getByRole('link').click()
  await colleague.getByRole('link', { name: 'Läs och godkänn' }).click()
  await expect(colleague.locator('ins')).toContainText(sentence)
  await expectWellMade(colleague)
  await colleague.getByRole('button', { name: 'Godkänn texten' }).click()
  await expect(colleague.locator('.notice')).toContainText('Klienterna läser den nu')

  await expectPublic(reader, { told: true })
  await expectGoodPage(reader)
  await expect(reader.locator('.review-box')).toContainText('Alva Exempelsson')

  await colleague.getByRole('link', { name: 'Granskningens kedja' }).click()
  await expect(colleague.locator('.guide-chain > li').first()).toContainText('Godkände')
  await expectWellMade(colleague)
  const download = colleague.waitForEvent('download')
  await colleague.getByRole('link', { name: 'Hämta som CSV' }).click()
  expect((await download).suggestedFilename()).toBe('the-days-after.sv.csv')

  await colleague.goto('/staff/guide/facts/gone-by-week')
  await expect(colleague.getByRole('main')).toContainText('Det här vilar på uppgiften')
  await expectWellMade(colleague)
  await Promise.all([reader.context().close(), colleague.context().close()])
})

/** The page may be sent from memory for a moment more. */
async function expectPublic(reader: Page, { told }: { readonly told: boolean }): Promise<void> {
  await expect(async () => {
    await reader.goto(article)
    const found = await reader.getByText(sentence).count()
    expect(found > 0).toBe(told)
  }).toPass({ timeout: 10_000 })
}
