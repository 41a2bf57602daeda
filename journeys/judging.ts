/** What holds for each page that a journey comes to, judged where she stands. */
import { expect, type Page } from '@playwright/test'
import { expectAccessible, expectNoScript, expectValidHtml } from './watching.ts'

/** A public page: it carries no script, and none could run. */
export async function expectGoodPage(page: Page): Promise<void> {
  expectNoScript(page)
  await expectWellMade(page)
}

export async function expectWellMade(page: Page): Promise<void> {
  await expectValidHtml(page)
  await expectFits(page)
  await expectAccessible(page)
}

/** Asserts that nothing stands beside the window, is cut, or lies over other words. */
export async function expectFits(page: Page): Promise<void> {
  const { sideways, faults } = await page.evaluate(findMisfits)
  expect(sideways, `how far ${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)
  expect(faults.join('\n'), `how ${page.url()} is set`).toBe('')
}

/** Runs in the page. */
function findMisfits(): { readonly sideways: number; readonly faults: readonly string[] } {
  const root = document.scrollingElement ?? document.documentElement
  const lines: { readonly owner: Element; readonly words: string; readonly box: DOMRect }[] = []
  const faults: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement
    const words = node.textContent?.trim() ?? ''
    if (!owner || !words || !owner.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      continue
    // A board scrolls and cuts within its own frame; what it says is judged where it is read.
    if (owner.closest('.visually-hidden, .skip-link, option, .board')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects())
      if (box.width > 1) lines.push({ owner, words: words.slice(0, 40), box })
  }
  for (const { owner, words, box } of lines) {
    if (box.left < -1 || box.right > root.clientWidth + 1) faults.push(`beside the window: ${words}`)
    const cutting = owner.closest('button, .button, input, .notice, .thread-day, .tag, .chip')
    const frame = cutting?.getBoundingClientRect()
    if (frame && (box.left < frame.left - 1 || box.right > frame.right + 1))
      faults.push(`out of its box: ${words}`)
  }
  lines.sort((one, other) => one.box.top - other.box.top)
  for (const [at, one] of lines.entries()) {
    for (let next = at + 1; next < lines.length; next++) {
      const other = lines[next]
      if (!other || other.box.top > one.box.bottom) break
      if (one.owner === other.owner) continue
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top
      // The boxes of two lines touch a little; words that lie over each other share half a line.
      if (across > 2 && down > Math.min(one.box.height, other.box.height) / 2)
        faults.push(`over each other: ${one.words} / ${other.words}`)
    }
  }
  return { sideways: root.scrollWidth - root.clientWidth, faults: [...new Set(faults)] }
}
