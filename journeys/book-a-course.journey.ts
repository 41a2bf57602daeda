import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { m } from '#platform/words'
import {
  answerNoToAll,
  atTheClinic,
  bookButton,
  choose,
  findCourses,
  type Language,
  openWishes,
  proposals,
  showTimes,
  tick,
  vera,
  visitsInCalendar,
  writeAboutHer,
} from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectGoodPage } from './judging.ts'
import { askDatabase, countRows } from './rows.ts'

const articles = { sv: 'sa-fungerar-microneedling', en: 'how-microneedling-works' } as const
const phone = { width: 360, height: 740 }
const desk = { width: 1440, height: 900 }
const ways = [
  { said: 'in Swedish on a phone, with script', language: 'sv', viewport: phone, javaScriptEnabled: true },
  {
    said: 'in Swedish on a phone, without script',
    language: 'sv',
    viewport: phone,
    javaScriptEnabled: false,
  },
  { said: 'in English at a desk, with script', language: 'en', viewport: desk, javaScriptEnabled: true },
  { said: 'in English at a desk, without script', language: 'en', viewport: desk, javaScriptEnabled: false },
] as const

for (const { said, language, ...browser } of ways) {
  const locale = { locale: language }

  test.describe(said, () => {
    test.use({ ...browser, locale: language === 'sv' ? 'sv-SE' : 'en-GB' })

    test('a person reads the guide, sees who approved it and where its figures come from', async ({
      page,
    }) => {
      await page.goto('/')
      await expect(page).toHaveURL(new RegExp(`/${language}$`))
      await expectGoodPage(page)

      await page.getByRole('link', { name: m.home_read({}, locale) }).click()
      await expectGoodPage(page)
      await page.locator(`main a[href="/${language}/guide/${articles[language]}"]`).first().click()
      await expectGoodPage(page)

      const main = page.getByRole('main')
      await expect(main).toContainText(
        language === 'sv'
          ? /Granskad och godkänd av \S+ \S+, certifierad hudterapeut, den \d+ \p{L}+ \d{4}\./u
          : /Reviewed and approved by \S+ \S+, certified skin therapist, on \d+ \p{L}+ \d{4}\./u,
      )
      await expect(main).toContainText(language === 'sv' ? /Nästa granskning \d+/ : /Next review \d+/)
      await expect(main).toContainText(
        language === 'sv'
          ? 'I den här demonstrationen är granskaren påhittad.'
          : 'In this demonstration the reviewer is made up.',
      )
      await expectFictitiousToStayOutOfSearch(page)
      await expectSources(page)

      await main.getByRole('link', { name: m.nav_book({}, locale) }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.book_heading({}, locale))
    })

    test('she finds a course of three visits with rest between them, and books it', async ({ page }) => {
      await openWishes(page, language)
      await expectGoodPage(page)
      await showTimes(page, language)
      await expectGoodPage(page)
      await answerNoToAll(page, language)
      await expectGoodPage(page)
      await expectRestedCourses(page)

      const chosen = await readThread(page, 1)
      await choose(page, 1)
      await expectHeldForTenMinutes(page, language)
      await expectGoodPage(page)
      const held = page.url()

      await sendWrongForm(page, language)
      await writeAboutHer(page, language, vera)
      await bookButton(page, language).click()

      await expect(page).toHaveURL(new RegExp(`/${language}/visits/`))
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.booked_title({ visits: 3 }, locale))
      await expectGoodPage(page)
      expect(await readThread(page)).toEqual(chosen)
      await expect(page.locator('.visit-rows > li')).toHaveCount(3)
      await expectPrivateCalendar(page, language)

      const booked = new URL(page.url()).pathname
      await page.goto(held)
      expect(new URL(page.url()).pathname, 'the address of the hold leads to what was booked').toBe(booked)
    })
  })
}

test.describe('on a phone without script', () => {
  test.use({ viewport: phone, javaScriptEnabled: false })

  test('each yes to a question leads to advice and to a call or a skin analysis, and nothing is stored', async ({
    page,
    lyster,
    context,
  }) => {
    const before = await countRows(lyster)
    const questions = await askDatabase(
      lyster,
      'select question_id, leads_to, advice from screening_question order by position',
    )
    expect(questions.length).toBeGreaterThanOrEqual(5)
    for (const { question_id: id, leads_to: leadsTo, advice } of questions) {
      await openWishes(page, 'sv')
      await showTimes(page, 'sv')
      for (const no of await page.locator('input[value=no]').all()) await tick(no)
      await tick(page.locator(`input[name="${String(id)}"][value=yes]`))
      const address = page.url()
      await page.getByRole('button', { name: 'Gå vidare' }).click()

      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vi börjar på ett annat sätt')
      await expect(page.getByRole('main')).toContainText(adviceIn(advice))
      await expect(page.getByRole('link', { name: 'Ring 040-628 04 15' })).toHaveAttribute(
        'href',
        'tel:+46406280415',
      )
      await expect(page.getByRole('link', { name: 'Boka en hudanalys' })).toHaveCount(
        leadsTo === 'analysis' ? 1 : 0,
      )
      await expect(page.getByRole('button')).toHaveCount(0)
      expect(page.url(), 'no answer stands in the address').toBe(address)
      await expectGoodPage(page)
    }
    expect(await countRows(lyster)).toEqual(before)
    expect(await context.cookies()).toEqual([])
  })

  test('questions left without an answer are shown again, and those answered keep their answers', async ({
    page,
  }) => {
    await openWishes(page, 'sv')
    await showTimes(page, 'sv')
    await tick(page.getByRole('radio', { name: 'Nej' }).first())
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Gå vidare' }).click()
    expect((await answered).status()).toBe(422)
    await expect(page.getByRole('alert').getByRole('link')).toHaveCount(4)
    await expect(page.getByRole('radio', { name: 'Nej' }).first()).toBeChecked()
    await expectGoodPage(page)
  })

  test('the times of a treatment are not shown to somebody who was not asked', async ({ page }) => {
    await findCourses(page, 'sv')
    const asked = new URL(page.url())
    asked.searchParams.set('asked', 'I-say-so')
    await page.goto(asked.href)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Några frågor innan vi börjar')
  })

  test('a skin analysis is booked without questions', async ({ page }) => {
    await openWishes(page, 'sv')
    await tick(page.getByRole('radio', { name: /^Hudanalys/ }))
    await showTimes(page, 'sv')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tider som passar')
    await expectGoodPage(page)
    await choose(page, 1)
    await expectGoodPage(page)
    await writeAboutHer(page, 'sv', vera)
    await bookButton(page, 'sv').click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ditt besök är bokat')
    await expect(page.locator('.visit-rows > li')).toHaveCount(1)
    await expectGoodPage(page)
  })
})

async function expectFictitiousToStayOutOfSearch(page: Page): Promise<void> {
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex')
  const told = await page.locator('script[type="application/ld+json"]').allTextContents()
  const types = told.map((text): string => JSON.parse(text)['@type'])
  expect(types.toSorted()).toEqual(['BreadcrumbList', 'FAQPage', 'MedicalWebPage'])
  expect(told.join()).not.toMatch(/reviewedBy|lastReviewed/)
}

/** Every mark in the text leads to a source that is there. */
async function expectSources(page: Page): Promise<void> {
  const marks = page.locator('.article-body').locator('a[href^="#"]')
  const targets = await marks.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(targets.length).toBeGreaterThan(10)
  for (const target of new Set(targets))
    expect(await page.locator(`[id="${target.slice(1)}"]`).count(), target).toBe(1)
}

/** The words of a thread: "mån 14 dec., 16:00 hos …". */
async function readThread(page: Page, number?: number): Promise<string[]> {
  const thread = number ? proposals(page).nth(number - 1) : page.getByRole('main').getByRole('list').first()
  return thread.locator('.thread-day').allInnerTexts()
}

async function expectRestedCourses(page: Page): Promise<void> {
  const count = await proposals(page).count()
  expect(count, 'several proposals').toBeGreaterThanOrEqual(3)
  const seen = new Set<string>()
  for (let number = 1; number <= count; number++) {
    const days = await readThread(page, number)
    expect(days).toHaveLength(3)
    seen.add(days.join())
    const rests = await proposals(page)
      .nth(number - 1)
      .locator('.thread-days')
      .allInnerTexts()
    const lengths = rests.map((rest) => Number(/\d+/.exec(rest)?.[0]))
    expect(lengths).toHaveLength(2)
    for (const length of lengths) {
      expect(length).toBeGreaterThanOrEqual(28)
      expect(length).toBeLessThanOrEqual(42)
    }
  }
  expect(seen.size, 'proposals that differ').toBe(count)
}

async function expectHeldForTenMinutes(page: Page, language: Language): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/${language}/hold/`))
  const said = await page.getByText(m.held_until({}, { locale: language })).innerText()
  const inTen = (seconds: number) => atTheClinic(new Date(Date.now() + 600_000 - seconds * 1000)).time
  expect([inTen(0), inTen(30)]).toContain(/\d\d:\d\d/.exec(said)?.[0])
}

/** What she wrote stays, each fault is said beside its field, and the summary leads there. */
async function sendWrongForm(page: Page, language: Language): Promise<void> {
  const locale = { locale: language }
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await bookButton(page, language).click()
  expect((await answered).status()).toBe(422)
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(3)

  await writeAboutHer(page, language, { ...vera, email: 'vera', phone: '12' })
  await tick(page.getByRole('radio', { name: m.contact_phone({}, locale) }))
  await bookButton(page, language).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2)
  await expectGoodPage(page)
  await expect(page.getByRole('textbox', { name: m.field_name({}, locale) })).toHaveValue(vera.name)
  await expect(page.getByRole('textbox', { name: m.field_phone({}, locale) })).toHaveValue('12')
  await expect(page.getByRole('radio', { name: m.contact_phone({}, locale) })).toBeChecked()
  const email = page.getByRole('textbox', { name: m.field_email({}, locale) })
  await expect(email).toHaveValue('vera')
  await expect(email).toHaveAccessibleDescription(m.error_email({}, locale))
  await page
    .getByRole('alert')
    .getByRole('link', { name: m.error_email({}, locale) })
    .click()
  await expect(email).toBeFocused()
}

/** A calendar lies open on screens: it says where and when, and never what for. */
async function expectPrivateCalendar(page: Page, language: Language): Promise<void> {
  const begun = page.waitForEvent('download')
  await page.getByRole('link', { name: m.add_to_calendar({}, { locale: language }) }).click()
  const download = await begun
  const text = await readFile(await download.path(), 'utf8')
  const title = language === 'sv' ? 'Besök hos Kliniken vid kanalen' : 'Visit at Kliniken vid kanalen'
  expect([...text.matchAll(/^SUMMARY:(.*?)\r?$/gm)].map((found) => found[1])).toEqual([title, title, title])
  expect(download.suggestedFilename()).toMatch(
    language === 'sv' ? /^besok-hos-.*\.ics$/ : /^visit-at-.*\.ics$/,
  )
  expect(text + download.suggestedFilename()).not.toMatch(/needl|nål|behandl|treat|kur\b|course|hud|skin/i)
  const shown = (await page.locator('.thread-time').allInnerTexts()).map((time) => time.trim())
  const visits = visitsInCalendar(text)
  expect(visits.map((visit) => atTheClinic(visit.start).time)).toEqual(shown)
  expect(visits.map((visit) => (visit.end.getTime() - visit.start.getTime()) / 60_000)).toEqual([90, 90, 90])
}

function adviceIn(advice: unknown): string {
  const inSwedish = typeof advice === 'object' && advice !== null && 'sv' in advice ? advice.sv : undefined
  return String(inSwedish)
}
