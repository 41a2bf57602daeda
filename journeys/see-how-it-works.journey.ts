import { expect, test } from './fixtures.ts'
import { expectGoodPage, expectWellMade } from './judging.ts'
import { watchScripts } from './watching.ts'

const path = '/en/guide/skin-model'

test('a client slides from the prick to a year, and the words follow the picture', async ({ page }) => {
  await page.goto(path)
  await expectWellMade(page)
  const slider = page.getByRole('slider')
  const says = page.locator('[data-said=says]')
  const picture = () => page.locator('[data-drawn=skin]').innerHTML()
  await expect(says).toContainText('The skin is red.')
  await expect(page.getByRole('button', { name: 'Show' })).toBeHidden()
  const prick = await picture()
  await slider.focus()
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight')
  await expect(slider).toHaveAttribute('aria-valuetext', 'day 1')
  expect(await picture()).not.toBe(prick)
  await page.keyboard.press('End')
  await expect(slider).toHaveAttribute('aria-valuetext', 'month 12')
  const collagen = await says.locator('li').last().textContent()
  await page.getByLabel('Needle length that is set').selectOption('0.25')
  await expect(says).toContainText('At 0.25 mm')
  expect(await says.locator('li').last().textContent(), 'the length leaves the collagen alone').toBe(collagen)
  await page.getByLabel('Treatments, a month apart').selectOption('1')
  expect(await says.locator('li').last().textContent()).not.toBe(collagen)
  expect(watchScripts(page).scripts).toHaveLength(1)
  expect(watchScripts(page).complaints).toEqual([])
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the form and four still pictures show the same, drawn by the server', async ({ page }) => {
    await page.goto(path)
    await expect(page.locator('.model-stills svg')).toHaveCount(4)
    await page.getByLabel('Needle length that is set').selectOption('1.5')
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page.locator('[data-said=says]')).toContainText('At 1.5 mm')
    await expect(page.getByLabel('Needle length that is set')).toHaveValue('1.5')
  })
})

for (const width of [360, 768, 1440]) {
  test(`the model fits a window ${width} px wide, by day and by night`, async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await page.goto('/sv/guide/skin-model')
      await expectWellMade(page)
    }
  })
}

test('an article leads to it and carries no script itself', async ({ page }) => {
  await page.goto('/en/guide/how-microneedling-works')
  await expectGoodPage(page)
  await page.getByRole('link', { name: 'See how it works' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('See how it works')
})
