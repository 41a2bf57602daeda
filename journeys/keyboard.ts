/** Hands that have no mouse: Tab, Shift+Tab, Enter and Space, and eyes that must see where they are. */
import { expect, type Locator, type Page } from '@playwright/test'

const furthest = 60

/** Presses Tab until she is there. At each stop on the way it is seen where she is. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < furthest; presses++) {
    await page.keyboard.press(key)
    await expectSeenFocus(page)
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${furthest} presses of ${key} did not lead to ${target.toString()}`)
}

/** Asserts that what has the focus is marked, lies within the window, and is not covered. */
async function expectSeenFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return 'nothing has the focus'
    const name = `${focused.tagName} ${focused.textContent?.trim().slice(0, 40)}`
    const around = focused.closest('label') ?? focused
    const isMarked = [focused, around].some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    if (!isMarked) return `${name} has no ring around it`
    const [box] = focused.getClientRects()
    if (!box) return `${name} is nowhere`
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 }
    const inside = middle.x >= 0 && middle.x <= innerWidth && middle.y >= 0 && middle.y <= innerHeight
    if (!inside) return `${name} is outside the window`
    const above = document.elementFromPoint(middle.x, middle.y)
    return above && around.contains(above) ? '' : `${name} is covered`
  })
  expect(seen, page.url()).toBe('')
}
