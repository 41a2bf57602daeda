import type { Browser, Page } from '@playwright/test'
import {
  atTheClinic,
  bookCourse,
  dayAfter,
  openElsewhere,
  readVisitTimes,
  type VisitTime,
  visitsInCalendar,
} from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectGoodPage } from './judging.ts'
import { tabTo } from './keyboard.ts'
import { askDatabase } from './rows.ts'

const malin = { name: 'Malin Flytt', email: 'malin@klinik.example', phone: '070-174 06 31' }
const rut = { name: 'Rut Avbok', email: 'rut@klinik.example', phone: '070-174 06 32' }

test.use({ viewport: { width: 360, height: 740 } })

test('a client moves the second of three visits so that the third must move', async ({
  page,
  lyster,
  browser,
  baseURL,
}) => {
  await bookCourse(page, 'sv', malin)
  const link = new URL(page.url()).pathname
  await page.goto(link)
  await expectGoodPage(page)
  const before = await readVisitTimes(page)

  await page
    .getByRole('link', { name: /^Flytta \p{L}+dag /u })
    .nth(1)
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Välj en ny tid')
  await expectGoodPage(page)
  await wishFrom(page, dayAfter(at(before, 2).start, -27))
  await expectGoodPage(page)

  const offer = page.locator('.proposal').first()
  await expect(offer).toContainText(/Det tredje besöket måste också flytta.* minst 28 dagars vila/)
  await offer.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stämmer det här?')
  await expectGoodPage(page)
  const then = await expectBeforeAndAfter(page, before)

  await page.getByRole('button', { name: 'Flytta de här besöken' }).click()
  await expect(page).toHaveURL(new RegExp(`${link}\\?moved=2`))
  await expect(page.locator('.notice')).toContainText('2 besök är flyttade')
  await expect(page.locator('.notice')).toContainText('Ett meddelande med de nya tiderna är på väg')
  await expect(page.locator('.visit-rows').getByText('flyttat')).toHaveCount(2)
  await expectGoodPage(page)

  const after = await readVisitTimes(page)
  expect(after.map(({ start }) => atTheClinic(start).time)).toEqual(then.times)
  expect(at(after, 0)).toEqual(at(before, 0))
  expect(at(after, 1).start.getTime()).toBeGreaterThan(at(before, 1).start.getTime())
  const file = await (await page.request.get(`${link}/calendar.ics`)).text()
  expect([...file.matchAll(/^SEQUENCE:(\d+)/gm)].map(([, sequence]) => sequence)).toEqual(['0', '1', '1'])

  const told = await askDatabase(
    lyster,
    `select message.kind, jsonb_array_length(message.payload->'visits') as visits
       from message join client using (clinic_id, client_id)
      where client.name = '${malin.name}' and message.kind like 'visit%'`,
  )
  expect(told).toEqual([{ kind: 'visit-moved', visits: 2 }])
  const wayIn = await lyster.signIn()
  await expectOnTheDay({ browser, baseURL, wayIn }, { before, after })
})

test('who changes her mind moves back, by keyboard only', async ({ page }) => {
  await bookCourse(page, 'sv', malin)
  const link = new URL(page.url()).pathname
  await page.goto(link)
  const before = await readVisitTimes(page)
  await tabTo(page, page.getByRole('link', { name: 'Flytta hela kuren' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Välj nya tider för hela kuren')
  await expectGoodPage(page)

  await tabTo(page, page.locator('.proposal').first().getByRole('link'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stämmer det här?')
  await tabTo(page, page.locator('form button[type=submit]'))
  await page.keyboard.press('Enter')
  await expect(page.locator('.notice')).toContainText(/flyttat|flyttade/)
  expect(await readVisitTimes(page)).not.toEqual(before)

  await tabTo(page, page.getByRole('link', { name: 'Flytta tillbaka' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stämmer det här?')
  await expectGoodPage(page)
  await tabTo(page, page.locator('form button[type=submit]'))
  await page.keyboard.press('Space')
  await expect(page.locator('.notice')).toContainText(/flyttat|flyttade/)
  expect(await readVisitTimes(page)).toEqual(before)
})

test('a client cancels the first day of a course, and the rest of it stands', async ({ page, lyster }) => {
  await bookCourse(page, 'sv', rut)
  const link = new URL(page.url()).pathname
  const before = await readVisitTimes(page)
  await page
    .getByRole('link', { name: /^Avboka \p{L}+dag /u })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Avboka besöket?')
  await expectGoodPage(page)
  const main = page.getByRole('main')
  await expect(main).toContainText('Kvar av din kur')
  await expect(main).toContainText('Vilan mellan besöken som är kvar stämmer fortfarande.')
  await expect(main).toContainText('Kurens pris ändras inte')
  await expect(page.getByRole('link', { name: 'Flytta i stället' })).toBeVisible()

  await page.getByRole('button', { name: 'Ja, avboka' }).click()
  await expect(page).toHaveURL(new RegExp(`${link}\\?cancelled`))
  await expectGoodPage(page)
  await expect(page.locator('.visit-rows > li').first()).toContainText('avbokat')
  const rows = await askDatabase(
    lyster,
    `select visit.state, visit.starts from visit join course using (clinic_id, course_id)
       join client using (clinic_id, client_id) where client.name = '${rut.name}' order by visit.position`,
  )
  expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'booked', 'booked'])
  expect(rows.map(({ starts }) => starts)).toEqual(before.map(({ start }) => start))

  await page
    .getByRole('link', { name: /^Flytta \p{L}+dag /u })
    .first()
    .click()
  await expect(page.locator('.proposal').first()).toContainText(
    /Dina andra besök står kvar|måste också flytta/,
  )
  await expectGoodPage(page)
})

function at(visits: readonly VisitTime[], index: number): VisitTime {
  const visit = visits[index]
  if (!visit) throw new Error(`The course has no visit ${index + 1}.`)
  return visit
}

/** Wishes for nothing but the first day that is looked at. */
async function wishFrom(page: Page, day: string): Promise<void> {
  await page.getByText('Önska dag och tid').click()
  await page.locator('#field-from').fill(day)
  await page.getByRole('button', { name: 'Visa tider' }).click()
  await expect(page.locator('#field-from')).toHaveValue(day)
}

/** The whole course as two threads, and that looking has moved nothing. */
async function expectBeforeAndAfter(page: Page, before: readonly VisitTime[]) {
  const now = await readThread(page, 'Så är det nu')
  const then = await readThread(page, 'Så blir det')
  expect(now.times).toEqual(before.map(({ start }) => atTheClinic(start).time))
  expect(then.dates[0]).toBe(now.dates[0])
  expect(then.dates.slice(1)).not.toEqual(now.dates.slice(1))
  expect(then.marks).toEqual(['flyttas', 'följer med'])
  for (const days of then.rests) {
    expect(days).toBeGreaterThanOrEqual(28)
    expect(days).toBeLessThanOrEqual(42)
  }
  await expect(page.locator('.move-lines > li').first()).toContainText('Det första besöket står kvar')
  const link = new URL(page.url()).pathname.replace(/\/move$/, '')
  const file = await (await page.request.get(`${link}/calendar.ics`)).text()
  expect(visitsInCalendar(file)).toEqual(before)
  return then
}

async function readThread(page: Page, label: string) {
  const thread = page.getByRole('list', { name: label })
  const words = async (selector: string) =>
    (await thread.locator(selector).allInnerTexts()).map((text) => text.trim())
  return {
    dates: await words('.thread-date'),
    times: await words('.thread-time'),
    marks: await words('.thread-note'),
    rests: (await words('.thread-days')).map((text) => Number(/\d+/.exec(text)?.[0])),
  }
}

type Desk = {
  readonly browser: Browser
  readonly baseURL: string | undefined
  readonly wayIn: { readonly email: string; readonly password: string }
}
type Times = { readonly before: readonly VisitTime[]; readonly after: readonly VisitTime[] }

/** On the day's board the visit stands where it was moved to, and is gone from where it was. */
async function expectOnTheDay({ browser, baseURL, wayIn }: Desk, { before, after }: Times): Promise<void> {
  const desk = await openElsewhere(browser, baseURL)
  await desk.goto('/staff/day')
  await desk.locator('input[name=email]').fill(wayIn.email)
  await desk.locator('input[name=password]').fill(wayIn.password)
  await desk.locator('form button[type=submit]').first().click()
  await expect(desk).toHaveURL(/\/staff\/day$/)
  const cards = desk.locator('.board-visit').filter({ hasText: malin.name })
  for (const place of [1, 2]) {
    await desk.goto(`/staff/day/${atTheClinic(at(after, place).start).date}`)
    await expect(cards).toHaveCount(1)
    await expect(cards).toContainText(atTheClinic(at(after, place).start).time)
    await desk.goto(`/staff/day/${atTheClinic(at(before, place).start).date}`)
    await expect(cards).toHaveCount(0)
  }
  await desk.context().close()
}
