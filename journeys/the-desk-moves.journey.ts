/** A visit is moved at the desk: by keyboard alone, by a finger, by a mouse that is told why not, and by two at once. */
import type { Page } from '@playwright/test'
import { vera } from './client-steps.ts'
import {
  type Point,
  type Wanted,
  bookFor,
  cardOf,
  desk,
  isFree,
  lastVisitOf,
  only,
  signIn,
  startOf,
  stillness,
  visitWith,
  wayTo,
} from './desk-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectWellMade } from './judging.ts'
import { tabTo } from './keyboard.ts'
import { askDatabase } from './rows.ts'

async function agree(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Så här blir det' })).toBeVisible()
  await expectWellMade(page)
  const why = page.getByRole('textbox', { name: 'Varför?' })
  if (await why.isVisible()) await why.fill('Klienten ringde')
  await page.getByRole('button', { name: 'Flytta', exact: true }).click()
}

test.describe('by keyboard only', () => {
  test.use({ viewport: { width: 1180, height: 820 } })

  test('from the board to a moved visit, and back by Undo', async ({ page, lyster, browser, baseURL }) => {
    const kajsa = { ...vera, name: 'Kajsa Tangent', email: 'kajsa@klinik.example' }
    await bookFor(kajsa, browser, baseURL)
    const booked = await lastVisitOf(lyster, kajsa)
    await signIn(page, await lyster.signIn(desk))
    await page.goto(`/staff/day/${booked.day}`)
    await expectWellMade(page)

    await tabTo(page, cardOf(page, booked.visit).locator('.move-link'))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Flytta Kajsa Tangent')
    await expectWellMade(page)
    await tabTo(page, page.getByRole('link', { name: /^Välj / }).first())
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Så här blir det' })).toBeVisible()
    await expectWellMade(page)
    await tabTo(page, page.getByRole('button', { name: 'Flytta', exact: true }))
    await page.keyboard.press('Enter')

    await expect(page).toHaveURL(new RegExp(`/staff/day/${booked.day}`))
    await expect(page.locator('.notice')).toContainText('Besöket är flyttat')
    expect(await startOf(lyster, booked.visit)).not.toBe(booked.start)
    await expectWellMade(page)
    await tabTo(page, page.getByRole('button', { name: 'Ångra' }))
    await page.keyboard.press('Enter')
    await expect(page.locator('.notice')).toContainText('Besöket är tillbaka')
    expect(await startOf(lyster, booked.visit)).toBe(booked.start)
  })

  test('M on a card opens the same page', async ({ page, lyster, browser, baseURL }) => {
    const mimmi = { ...vera, name: 'Mimmi Tangent', email: 'mimmi@klinik.example' }
    await bookFor(mimmi, browser, baseURL)
    const booked = await lastVisitOf(lyster, mimmi)
    await signIn(page, await lyster.signIn(desk))
    await page.goto(`/staff/day/${booked.day}`)
    await cardOf(page, booked.visit).locator('.board-card').focus()
    await page.keyboard.press('m')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Flytta Mimmi Tangent')
  })
})

test.describe('with a mouse', () => {
  test.use({ viewport: { width: 1180, height: 1400 } })

  test('a place that is taken says by whom before it is let go, and Escape leaves all as it was', async ({
    page,
    lyster,
  }) => {
    await signIn(page, await lyster.signIn(desk))
    const wanted: Wanted = ({ words }) => words.includes('är upptagen')
    const { booked, spots } = await visitWith(page, { lyster, wanted })
    const busy = only(spots)
    await page.goto(`/staff/day/${booked.day}`)
    const { from, to } = await wayTo(page, booked, busy)
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 8 })
    const why = page.locator('.move-why')
    await expect(why).toContainText(busy.words)
    await expect(page.locator('.board-ghost')).toHaveClass(/is-no/)
    await expect(page.getByRole('status').filter({ hasText: busy.words })).toHaveCount(1)
    expect(await page.locator('.board-place').count(), 'free places are tinted').toBeGreaterThan(0)
    await page.mouse.up()
    await expect(why, 'the reason stays to be read').toContainText(busy.words)
    await expect(page.locator('.board-ghost')).toHaveCount(0)
    await expect(page).toHaveURL(new RegExp(`/staff/day/${booked.day}$`))

    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 30, from.y + 40, { steps: 4 })
    await expect(cardOf(page, booked.visit)).toHaveClass(/is-lifted/)
    await page.keyboard.press('Escape')
    await expect(cardOf(page, booked.visit)).not.toHaveClass(/is-lifted/)
    await page.mouse.up()
    await expect(page).toHaveURL(new RegExp(`/staff/day/${booked.day}$`))
    expect(await startOf(lyster, booked.visit)).toBe(booked.start)
    await expectWellMade(page)
  })

  test('let go on a free place, the move is shown before it is agreed to', async ({ page, lyster }) => {
    await signIn(page, await lyster.signIn(desk))
    const { booked, spots } = await visitWith(page, { lyster, wanted: isFree })
    const free = only(spots)
    await page.goto(`/staff/day/${booked.day}`)
    const { from, to } = await wayTo(page, booked, free)
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 8 })
    await expect(page.locator('.board-ghost')).toHaveClass(/is-yes/)
    await page.mouse.up()
    expect(await startOf(lyster, booked.visit), 'nothing is moved by letting go').toBe(booked.start)
    await agree(page)
    await expect(page.locator('.notice')).toContainText('Besöket är flyttat')
    expect(await startOf(lyster, booked.visit)).toBe(free.start)
  })
})

test.describe('with a finger on a tablet', () => {
  test.use({ viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true })

  test('resting on a card lifts it, and a passing finger scrolls', async ({ page, lyster }) => {
    await signIn(page, await lyster.signIn(desk))
    const { booked, spots } = await visitWith(page, { lyster, wanted: isFree })
    const free = only(spots)
    await page.goto(`/staff/day/${booked.day}`)
    const { from } = await wayTo(page, booked, free)
    const hand = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) =>
      hand.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })

    const stood = await page.evaluate(() => scrollY)
    await touch('touchStart', from)
    for (let step = 1; step <= 6; step++)
      await touch('touchMove', { x: from.x, y: from.y + (stood > 0 ? 20 : -20) * step })
    await touch('touchEnd')
    await expect(page.locator('.board-visit.is-lifted')).toHaveCount(0)
    await expect.poll(() => page.evaluate(() => scrollY), 'the page went with the finger').not.toBe(stood)

    await stillness(page)
    const again = await wayTo(page, booked, free)
    await touch('touchStart', again.from)
    await expect(cardOf(page, booked.visit)).toHaveClass(/is-lifted/)
    const before = await page.evaluate(() => scrollY)
    for (let step = 1; step <= 8; step++) {
      const share = step / 8
      await touch('touchMove', {
        x: again.from.x + (again.to.x - again.from.x) * share,
        y: again.from.y + (again.to.y - again.from.y) * share,
      })
    }
    expect(await page.evaluate(() => scrollY), 'a lifted card keeps the page still').toBe(before)
    await expect(page.locator('.board-ghost')).toHaveClass(/is-yes/)
    await touch('touchEnd')
    await agree(page)
    await expect(page.locator('.notice')).toContainText('Besöket är flyttat')
    expect(await startOf(lyster, booked.visit)).toBe(free.start)
  })
})

test('two desks at once: one moves it, the other sees it and is refused, and it stands in one place', async ({
  page,
  lyster,
  browser,
  baseURL,
}) => {
  await signIn(page, await lyster.signIn(desk))
  const { booked, spots } = await visitWith(page, { lyster, wanted: isFree, atLeast: 2 })
  const [mine, theirs] = [only(spots), only(spots.slice(1))]
  const context = await browser.newContext({ ...(baseURL && { baseURL }), locale: 'sv-SE' })
  const other = await context.newPage()
  await signIn(other, await lyster.signIn('terapeut@klinik.example'))
  const board = await context.newPage()
  await board.goto(`/staff/day/${booked.day}`)
  await expect(cardOf(board, booked.visit)).toHaveAttribute('data-start', String(booked.start))

  await Promise.all([
    page.goto(`/staff/visits/${booked.visit}/move?start=${mine.start}&therapist=${mine.column}`),
    other.goto(`/staff/visits/${booked.visit}/move?start=${theirs.start}&therapist=${theirs.column}`),
  ])
  await agree(page)
  await expect(page.locator('.notice')).toContainText('Besöket är flyttat')
  await expect(cardOf(board, booked.visit), 'an open board follows').toHaveAttribute(
    'data-start',
    String(mine.start),
    { timeout: 15_000 },
  )

  const answered = other.waitForResponse((response) => response.request().method() === 'POST')
  await other.getByRole('button', { name: 'Flytta', exact: true }).click()
  expect((await answered).status()).toBe(409)
  await expect(other.getByRole('alert')).toContainText('Någon annan har ändrat kuren under tiden')
  expect(await startOf(lyster, booked.visit)).toBe(mine.start)
  const rows = await askDatabase(
    lyster,
    `select count(*)::int as stretches, (extract(epoch from min(lower(during))) / 60)::int as first
       from occupancy where visit_id = '${booked.visit}'`,
  )
  expect(rows[0]?.['first'], 'every stretch stands where the visit does').toBe(mine.start)
  await context.close()
})
