import type { Page } from '@playwright/test'
import { bookCourse, vera } from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectGoodPage } from './judging.ts'
import { tabTo } from './keyboard.ts'

test.describe('on a window of 320 pixels', () => {
  test.use({ viewport: { width: 320, height: 640 } })

  test('the client cancels one visit and then the course, by keyboard only', async ({ page }) => {
    await cancelByKeyboard(page)
  })
})

test.describe('on a phone with text of 200 percent', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('the client cancels one visit and then the course, by keyboard only', async ({ page }) => {
    const browser = await page.context().newCDPSession(page)
    // What a person's own setting for the size of text does: 16 pixels are what a browser begins with.
    await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    await page.goto('/sv')
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
    expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('34px')
    await cancelByKeyboard(page)
  })
})

async function cancelByKeyboard(page: Page): Promise<void> {
  await bookCourse(page, 'sv', vera)
  const link = new URL(page.url()).pathname
  await page.goto(link)
  await expectGoodPage(page)

  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Hoppa till innehållet' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#main$/)

  const cancelOne = page.getByRole('listitem').getByRole('link', { name: /^Avboka / })
  await expect(cancelOne).toHaveCount(3)
  await tabTo(page, cancelOne.nth(1))
  await page.keyboard.press('Enter')
  await expectAsked(page, 'Avboka besöket?')

  const keep = page.getByRole('link', { name: 'Nej, behåll' })
  const cancel = page.getByRole('button', { name: 'Ja, avboka' })
  await tabTo(page, keep)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`${link}$`))

  await tabTo(page, cancelOne.nth(1))
  await page.keyboard.press('Enter')
  await expectAsked(page, 'Avboka besöket?')
  await tabTo(page, keep)
  await tabTo(page, cancel, 'Shift+Tab')
  await page.keyboard.press('Space')
  await expect(page.locator('.notice')).toContainText('Avbokat')
  await expect(cancelOne).toHaveCount(2)
  await expectGoodPage(page)

  await tabTo(page, page.getByRole('link', { name: 'Avboka alla besök som är kvar' }))
  await page.keyboard.press('Enter')
  await expectAsked(page, 'Avboka alla besök som är kvar?')
  await tabTo(page, cancel)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toContainText('Inget är bokat längre.')
  await expect(cancelOne).toHaveCount(0)
  await expect(page.locator('.visit-rows').getByText('avbokat')).toHaveCount(3)
  await expectGoodPage(page)
}

async function expectAsked(page: Page, question: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(question)
  await expectGoodPage(page)
}
