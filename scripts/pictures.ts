/** The two pictures of README.md, taken of a demonstration as it stands: `node scripts/pictures.ts`. */
import { chromium, type Page } from '@playwright/test'
import { chromiumLaunch } from '../test/chromium.ts'
import { startLyster } from '../test/lyster.ts'

const folder = 'docs/pictures'

const lyster = await startLyster()
const browser = await chromium.launch(await chromiumLaunch())
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  await page.goto(`${lyster.url}/en/guide/how-microneedling-works`)
  await page.screenshot({ path: `${folder}/guide.png` })
  await openTimes(page)
  await page.screenshot({ path: `${folder}/times.png` })
} finally {
  await browser.close()
  await lyster.stop()
}

async function openTimes(page: Page): Promise<void> {
  await page.goto(`${lyster.url}/en/book`)
  await page.getByRole('button', { name: 'Show times' }).click()
  for (const no of await page.getByLabel('No', { exact: true }).all()) await no.check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.locator('.proposals').waitFor()
}
