import {
  bookButton,
  choose,
  findCourses,
  openElsewhere,
  proposals,
  vera,
  writeAboutHer,
} from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectGoodPage } from './judging.ts'

const siv = { name: 'Siv Sagolik', email: 'siv@klinik.example', phone: '070-174 06 18' }

test('who comes second for a course is told which visit is taken, and books one near it', async ({
  page: quicker,
  browser,
  baseURL,
}) => {
  const second = await openElsewhere(browser, baseURL)
  await findCourses(quicker, 'sv')
  await findCourses(second, 'en')
  const wanted = await proposals(second).first().locator('.thread-day').allInnerTexts()

  await choose(quicker, 1)
  await writeAboutHer(quicker, 'sv', vera)
  await bookButton(quicker, 'sv').click()
  await expect(quicker.getByRole('heading', { level: 1 })).toHaveText('Dina 3 besök är bokade')

  const answered = second.waitForResponse((response) => response.request().method() === 'POST')
  await choose(second, 1)
  expect((await answered).status()).toBe(409)
  await expect(second.getByRole('alert')).toContainText('Somebody else has just taken visit 1')
  await expect(second.getByRole('alert')).toContainText('Nothing is booked.')
  await expectGoodPage(second)

  const near = await proposals(second).all()
  expect(near.length).toBeGreaterThanOrEqual(2)
  for (const proposal of near)
    expect(await proposal.locator('.thread-day').allInnerTexts()).not.toEqual(wanted)
  await choose(second, 1)
  await writeAboutHer(second, 'en', siv)
  await bookButton(second, 'en').click()
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Your 3 visits are booked')
  await expectGoodPage(second)
  await second.context().close()
})
