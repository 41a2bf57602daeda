import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectGoodPage } from './judging.ts'

test('a reader searches, reads, shares and follows a text that is about the same', async ({
  page,
  baseURL,
}) => {
  await page.goto('/sv/guide')
  await expectGoodPage(page)
  await expect(page.getByRole('heading', { level: 2 })).toContainText([
    'Så fungerar det',
    'Akneärr',
    'Pigment',
  ])
  await page.getByLabel('Sök i guiden').fill('rynkbehandling')
  await page.getByRole('button', { name: 'Sök' }).click()
  await expect(page).toHaveURL(/\/sv\/guide\?q=rynkbehandling$/)
  await expectGoodPage(page)
  const results = page.locator('.guide-results')
  await expect(results.locator('mark').first()).toHaveText(/rynk|behandling/i)
  await results.getByRole('link', { name: 'Stora porer' }).click()
  await expectGoodPage(page)
  await expect(page.getByRole('link', { name: 'Porer, linjer och glans' })).toBeVisible()

  const share = page.getByRole('region', { name: 'Dela eller spara' })
  await expect(share.getByLabel('Sidans adress')).toHaveValue(page.url())
  expect(await share.getByRole('link', { name: 'e-post' }).getAttribute('href')).toContain(
    encodeURIComponent(page.url()),
  )
  for (const network of ['Facebook', 'WhatsApp', 'LinkedIn', 'X'])
    await expect(share.getByRole('link', { name: network, exact: true })).toHaveAttribute('rel', /noreferrer/)
  expect(await fetchedFromElsewhere(page, baseURL ?? ''), 'what an article fetches from elsewhere').toEqual(
    [],
  )

  const similar = page.getByRole('region', { name: 'Läs också' }).getByRole('link')
  await expect(similar).toHaveCount(3)
  const title = await similar.first().textContent()
  await similar.first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title ?? '')
})

test('printed, an article is its words and its sources, without what leads elsewhere', async ({ page }) => {
  await page.goto('/en/guide/acne-scars')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.sources')).toBeVisible()
  await expect(page.locator('.review-box')).toBeVisible()
  for (const part of ['.contents', '.share', '.similar', '.ask-about', '.article-next', '.letterhead nav'])
    await expect(page.locator(part).first(), part).toBeHidden()
})

test('a search without a hit, and an address that is not here, lead on', async ({ page }) => {
  await page.goto('/en/guide?q=parking')
  await expect(page.getByRole('heading', { name: 'No text about “parking”' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'How microneedling works' })).toBeVisible()
  await expectGoodPage(page)
  const answer = await page.goto('/en/guide/acne-scar-treatment')
  expect(answer?.status()).toBe(404)
  await expect(page.locator('.lost-ways li').getByRole('link', { name: /acne scars/i })).toBeVisible()
  await page.getByLabel('Search the guide').fill('does it hurt')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.locator('.guide-results li').first()).toBeVisible()
})

test('machines find the feed, the list of pages and a picture for each article', async ({ page }) => {
  const get = (path: string) => page.request.get(path)
  const feed = await get('/sv/guide/feed.xml')
  expect(feed.headers()['content-type']).toContain('application/atom+xml')
  await page.goto('/sv/guide')
  const parsed = await page.evaluate(
    ({ text, sitemap }) => {
      const read = (xml: string) => new DOMParser().parseFromString(xml, 'application/xml')
      const [atom, places] = [read(text), read(sitemap)]
      return {
        faults: atom.querySelectorAll('parsererror').length + places.querySelectorAll('parsererror').length,
        entries: atom.querySelectorAll('entry').length,
        places: [...places.querySelectorAll('url > loc')].map((one) => one.textContent ?? ''),
      }
    },
    { text: await feed.text(), sitemap: await (await get('/sitemap.xml')).text() },
  )
  expect(parsed).toMatchObject({ faults: 0, entries: 10 })
  for (const place of parsed.places) expect((await get(place)).status(), place).toBe(200)
  expect(await (await get('/robots.txt')).text()).toContain('Disallow: /staff')

  await page.goto('/en/guide/acne-scars')
  const picture = await page.locator('head meta[property="og:image"]').getAttribute('content')
  const drawn = await get(picture ?? '')
  expect(drawn.headers()['content-type']).toBe('image/png')
  const bytes = await drawn.body()
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630])
  const kinds = await page
    .locator('script[type="application/ld+json"]')
    .evaluateAll((told) => told.map((one) => JSON.parse(one.textContent ?? '{}')['@type']))
  expect(kinds).toEqual(['MedicalWebPage', 'BreadcrumbList', 'FAQPage'])
})

function fetchedFromElsewhere(page: Page, own: string): Promise<string[]> {
  return page.evaluate(
    (base) =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => !name.startsWith(base)),
    own,
  )
}
