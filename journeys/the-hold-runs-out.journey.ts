import { bookButton, choose, findCourses, proposals, vera, writeAboutHer } from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectGoodPage } from './judging.ts'
import { askDatabase, letHoldsRunOut } from './rows.ts'

test.use({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })

test('ten more minutes are given, and what she wrote stays', async ({ page, lyster }) => {
  await findCourses(page, 'sv')
  await choose(page, 1)
  await writeAboutHer(page, 'sv', vera)
  // As if four minutes had gone by.
  await askDatabase(
    lyster,
    `update course set held_until = held_until - interval '4 minutes' where held_until is not null`,
    `update occupancy set held_until = held_until - interval '4 minutes' where held_until is not null`,
  )
  await page.getByRole('button', { name: 'Tio minuter till' }).click()
  await expect(page.getByRole('textbox', { name: 'Namn' })).toHaveValue(vera.name)
  const [hold] = await askDatabase(
    lyster,
    `select extract(epoch from max(held_until) - now())::int as seconds from course where held_until is not null`,
  )
  expect(Number(hold?.['seconds'])).toBeGreaterThan(9 * 60)
  await expectGoodPage(page)
})

test('a hold cannot be drawn out for ever', async ({ page, lyster }) => {
  await findCourses(page, 'sv')
  await choose(page, 1)
  await askDatabase(
    lyster,
    `update course set created_at = created_at - interval '25 minutes' where held_until is not null`,
  )
  await page.getByRole('button', { name: 'Tio minuter till' }).click()
  await expect(page.locator('.notice')).toContainText('Längre än så kan vi inte hålla tiderna.')
  await expectGoodPage(page)
})

test('when the hold has run out the page says so, and she books a course near it', async ({
  page,
  lyster,
}) => {
  await findCourses(page, 'sv')
  await choose(page, 1)
  const held = await page.locator('.thread-day').allInnerTexts()
  await writeAboutHer(page, 'sv', vera)
  await letHoldsRunOut(lyster)

  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await bookButton(page, 'sv').click()
  expect((await answered).status()).toBe(409)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tiderna är inte längre hållna')
  await expect(page.getByRole('main')).toContainText('Inget är bokat')
  await expectGoodPage(page)

  // Nobody else took it, so the very course she held is still there to be had.
  expect(await proposals(page).first().locator('.thread-day').allInnerTexts()).toEqual(held)
  await choose(page, 1)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vem kommer?')
  await writeAboutHer(page, 'sv', vera)
  await bookButton(page, 'sv').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dina 3 besök är bokade')
})

test('times that she lets go are free for the next', async ({ page }) => {
  await findCourses(page, 'sv')
  const first = await proposals(page).first().innerText()
  await choose(page, 1)
  await page.getByRole('button', { name: 'Släpp tiderna' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kurer som passar')
  expect(await proposals(page).first().innerText()).toBe(first)
})
