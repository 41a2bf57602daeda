/** Somebody calls. The desk finds her card, books the whole course in a handful of acts, and never sees her notes. */
import { expectWellMade } from './judging.ts'
import { expect, test } from './fixtures.ts'

test.use({ viewport: { width: 1180, height: 820 } })

test('the desk books a course for a client who calls, and the therapist writes what the desk does not see', async ({
  page,
  browser,
  lyster,
}) => {
  const deskWay = await lyster.signIn('reception@klinik.example')
  await page.goto('/staff/sign-in')
  await page.getByLabel('E-post').fill(deskWay.email)
  await page.getByLabel('Lösenord').fill(deskWay.password)
  await page.getByRole('button', { name: 'Logga in', exact: true }).click()

  await test.step('five acts from the list of clients to a booked course', async () => {
    await page.goto('/staff/clients')
    await expectWellMade(page)
    const name = (await page.locator('main table a, main .client-rows a').first().textContent()) ?? ''
    await page.getByLabel('Sök klient').fill(name.trim())
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: name.trim() }).first().click()
    await expectWellMade(page)
    await page.getByRole('link', { name: 'Boka', exact: true }).first().click()
    await page.getByRole('button', { name: 'Visa tider' }).click()
    await expectWellMade(page)
    await page.getByLabel('Frågorna är ställda, inget hindrar behandling').first().check()
    await page
      .getByRole('button', { name: /^Boka / })
      .first()
      .click()
    await expect(page.getByText('Bokat, och klienten får besked')).toBeVisible()
    await expectWellMade(page)
  })
  await expect(page.getByRole('heading', { name: 'Anteckningar' })).toHaveCount(0)
  const card = new URL(page.url()).pathname

  const context = await browser.newContext({ baseURL: lyster.url, locale: 'sv-SE' })
  const therapist = await context.newPage()
  const way = await lyster.signIn('terapeut@klinik.example')
  await therapist.goto('/staff/sign-in')
  await therapist.getByLabel('E-post').fill(way.email)
  await therapist.getByLabel('Lösenord').fill(way.password)
  await therapist.getByRole('button', { name: 'Logga in', exact: true }).click()
  await therapist.goto(card)
  await expect(therapist.getByRole('heading', { name: 'Anteckningar' })).toHaveCount(1)
  await context.close()
})
