/** What a client does on her way to a course, step by step. Each step leaves her on the page that comes next. */
import type { Browser, Locator, Page } from '@playwright/test'
import { m } from '#platform/words'
import { watchScripts } from './watching.ts'

export type Language = 'sv' | 'en'

/** Made up, as everybody in the journeys is: the number comes from the series kept for books and films. */
export const vera = { name: 'Vera Exempel', email: 'vera@klinik.example', phone: '070-174 06 05' }
export type Person = typeof vera

/** Somebody else, in a browser of her own, that reads English. */
export async function openElsewhere(browser: Browser, baseURL = ''): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB' })
  const page = await context.newPage()
  watchScripts(page)
  return page
}

export async function openWishes(page: Page, language: Language): Promise<void> {
  await page.goto(`/${language}/book`)
}

export async function showTimes(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: m.show_times({}, { locale: language }) }).click()
}

export async function answerNoToAll(page: Page, language: Language): Promise<void> {
  const no = page.getByRole('radio', { name: m.no({}, { locale: language }), exact: true })
  for (const answer of await no.all()) await tick(answer)
  await page.getByRole('button', { name: m.go_on({}, { locale: language }) }).click()
}

/** As a finger does it: the card around the box takes the touch and ticks the box. */
export async function tick(box: Locator): Promise<void> {
  await box.check({ force: true })
}

/** From the wishes to the proposals, with nothing wished for but the course. */
export async function findCourses(page: Page, language: Language): Promise<void> {
  await openWishes(page, language)
  await showTimes(page, language)
  await answerNoToAll(page, language)
}

/** The threads of the proposals, first to last. */
export function proposals(page: Page): Locator {
  return page.locator('.proposals').getByRole('list')
}

/** Chooses the proposal that stands at a place in the list, the first being 1. */
export async function choose(page: Page, number: number): Promise<void> {
  await page
    .locator('.proposals')
    .getByRole('button')
    .nth(number - 1)
    .click()
}

export async function writeAboutHer(page: Page, language: Language, person: Person): Promise<void> {
  const locale = { locale: language }
  await page.getByRole('textbox', { name: m.field_name({}, locale) }).fill(person.name)
  await page.getByRole('textbox', { name: m.field_email({}, locale) }).fill(person.email)
  await page.getByRole('textbox', { name: m.field_phone({}, locale) }).fill(person.phone)
}

export function bookButton(page: Page, language: Language): Locator {
  return page.getByRole('button', {
    name: language === 'sv' ? /^Boka (3 besök|besöket), / : /^Book (3 visits|the visit), /,
  })
}

/**
 * The shortest way to a booked course, which begins in a few days, so that all of it may still be changed. Ends on
 * the page that only she has the link to.
 */
export async function bookCourse(page: Page, language: Language, person: Person = vera): Promise<void> {
  await openWishes(page, language)
  await page.locator('#field-from').fill(dayAfter(new Date(), 3))
  await showTimes(page, language)
  await answerNoToAll(page, language)
  await choose(page, 1)
  await writeAboutHer(page, language, person)
  await bookButton(page, language).click()
  await page.waitForURL(/\/visits\//)
}

export type VisitTime = { readonly start: Date; readonly end: Date }

/** When the visits are, as the client's own calendar file says it. */
export function visitsInCalendar(calendar: string): VisitTime[] {
  const times = (name: string) =>
    [...calendar.matchAll(new RegExp(`^${name}:(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)\\d\\dZ`, 'gm'))].map(
      ([, year, month, day, hour, minute]) => new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`),
    )
  const ends = times('DTEND')
  return times('DTSTART').map((start, at) => ({ start, end: ends[at] ?? start }))
}

export async function readVisitTimes(page: Page): Promise<VisitTime[]> {
  const file = await page.request.get(`${new URL(page.url()).pathname}/calendar.ics`)
  return visitsInCalendar(await file.text())
}

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** '2027-01-12' and '10:30' on the clinic's clock. */
export function atTheClinic(when: Date): { readonly date: string; readonly time: string } {
  const [date = '', time = ''] = wallClock.format(when).split(' ')
  return { date, time }
}

/** '2027-01-12', so many days after, by the clinic's calendar. */
export function dayAfter(when: Date, days: number): string {
  return atTheClinic(new Date(when.getTime() + days * 86_400_000)).date
}
