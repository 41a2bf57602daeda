import type { Page } from '@playwright/test'
import { startLyster } from '../test/lyster.ts'
import {
  answerNoToAll,
  choose,
  findCourses,
  type Language,
  showTimes,
  tick,
  writeAboutHer,
  vera,
} from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectFits, expectGoodPage } from './judging.ts'
import { askDatabase, countRows } from './rows.ts'
import { expectAccessible, expectNoScript, expectValidHtml } from './watching.ts'

const article = { sv: 'sa-fungerar-microneedling', en: 'how-microneedling-works' } as const
const looks = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 768, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
] as const

for (const language of ['sv', 'en'] as const) {
  const pages = ['', '/guide', `/guide/${article[language]}`, '/contact', '/privacy', '/book']

  for (const path of pages) {
    test(`/${language}${path} can be read by everybody, on every window, by day and by night`, async ({
      page,
    }) => {
      await page.goto(`/${language}${path}`)
      await expectWellSet(page, language)
    })
  }

  test(`in ${language} the pages on the way to a booking can be read by everybody`, async ({ page }) => {
    await page.goto(`/${language}/book`)
    await showTimes(page, language)
    await expectWellSet(page, language)
    await answerNoToAll(page, language)
    await expectWellSet(page, language)
    await choose(page, 1)
    await expectWellSet(page, language)
  })

  test(`a page that is not here says so kindly in ${language}`, async ({ page }) => {
    for (const path of [
      '/nowhere',
      '/guide/nowhere',
      '/hold/forged',
      '/visits/forged',
      '/visits/forged/cancel',
    ]) {
      const answer = await page.goto(`/${language}${path}`)
      expect(answer?.status(), path).toBe(404)
      await expect(page.getByRole('banner').getByRole('link').first()).toHaveText('Kliniken vid kanalen')
      await expect(
        page.getByRole('link', { name: language === 'sv' ? 'Till första sidan' : 'To the first page' }),
      ).toBeVisible()
    }
    await expectWellSet(page, language)
  })

  test(`the pages in ${language} say where they are in each language`, async ({ page, baseURL }) => {
    const other = language === 'sv' ? 'en' : 'sv'
    for (const path of ['', '/guide', `/guide/${article[language]}`, '/contact', '/privacy']) {
      await page.goto(`/${language}${path}`)
      const linked = (which: string) => page.locator(`head link${which}`)
      await expect(linked('[rel=canonical]')).toHaveAttribute('href', `${baseURL}/${language}${path}`)
      // The guide's feed is an alternate too, in no other language.
      await expect(linked('[rel=alternate][hreflang]')).toHaveCount(2)
      const twin = await page.locator(`head link[rel=alternate][hreflang=${other}]`).getAttribute('href')
      await switchLanguage(page, language)
      expect(page.url()).toBe(twin)
      await expect(page.locator('html')).toHaveAttribute('lang', other)
    }
  })

  test(`whoever changes from ${language} on the way keeps what was chosen`, async ({ page }) => {
    const other = language === 'sv' ? 'en' : 'sv'
    await page.goto(`/${language}/book`)
    await page.locator('select[name=part]').selectOption('afternoon')
    await showTimes(page, language)
    await switchLanguage(page, language)
    await answerNoToAll(page, other)
    expect(new URL(page.url()).searchParams.get('part')).toBe('afternoon')
    await choose(page, 1)
    await switchLanguage(page, other)
    await expect(page).toHaveURL(new RegExp(`/${language}/hold/`))
    await expect(page.locator('.thread-day')).toHaveCount(3)
  })
}

async function switchLanguage(page: Page, from: Language): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('link', { name: from === 'sv' ? 'English' : 'Svenska' })
    .click()
}

async function expectWellSet(page: Page, language: Language): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page).toHaveTitle(/\p{L}{3}/u)
  expectNoScript(page)
  await expectValidHtml(page)
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await hasSettled(page)
    await expectFits(page)
    await expectAccessible(page)
  }
  await page.setViewportSize({ width: 320, height: 640 })
  await expectFits(page)
}

/** So that nothing is judged halfway between day and night; and who wants no motion sees none. */
async function hasSettled(page: Page): Promise<void> {
  const moving = await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
    await frame()
    await frame()
    return document.getAnimations().length
  })
  expect(moving, 'what moves although no motion is wanted').toBe(0)
}

test.describe('what is written wrongly', () => {
  test('comes back with its fields named and nothing lost, and nothing is kept', async ({ page, lyster }) => {
    const before = await countRows(lyster)
    await page.goto('/sv/book')
    const service = await page.getByRole('radio').first().getAttribute('value')
    const wrong = [
      { query: `service=${'0'.repeat(36)}&part=morning&weekday=2`, said: 'Välj vad du vill boka.' },
      {
        query: `service=${service}&part=morning&weekday=2&from=2020-01-01`,
        said: 'Skriv dagen som ÅÅÅÅ-MM-DD.',
      },
      {
        query: `service=${service}&part=morning&weekday=2&from=next+week`,
        said: 'Skriv dagen som ÅÅÅÅ-MM-DD.',
      },
      {
        query: `service=${service}&part=morning&weekday=2&therapist=nobody`,
        said: 'Välj en terapeut ur listan.',
      },
    ]
    for (const { query, said } of wrong) {
      const answer = await page.goto(`/sv/book/times?${query}`)
      expect(answer?.status(), query).toBe(422)
      await expect(page.getByRole('alert')).toContainText(said)
      await expect(page.locator('select[name=part]')).toHaveValue('morning')
      await expect(page.getByRole('checkbox', { name: 'tisdag' })).toBeChecked()
      await expectGoodPage(page)
    }
    for (const query of ['', '?service=x', '?weekday=9', '?part=noon']) {
      expect((await page.request.get(`/sv/book/times${query}`)).status(), query).toBe(422)
      expect((await page.request.get(`/sv/book/questions${query}`)).status(), query).toBe(404)
    }
    expect(await countRows(lyster)).toEqual(before)
  })

  test('a forged course is not held, and others are shown', async ({ page, lyster }) => {
    await page.goto('/sv/book')
    await tick(page.getByRole('radio', { name: /^Hudanalys/ }))
    await showTimes(page, 'sv')
    const before = await countRows(lyster)
    for (const course of ['forged', '', 'å'.repeat(5000)]) {
      const answer = await page.request.post(page.url(), { form: { course } })
      expect(answer.status()).toBe(422)
      expect(await answer.text()).toContain('Förslaget gäller inte längre')
    }
    expect(await countRows(lyster)).toEqual(before)
  })

  test('a name of 10,000 letters and a wrong e-mail come back as they were written', async ({
    page,
    lyster,
  }) => {
    await findCourses(page, 'sv')
    await choose(page, 1)
    const before = await countRows(lyster)
    const name = 'Å'.repeat(10_000)
    for (const person of [
      { ...vera, name },
      { ...vera, email: 'vera@' },
      { ...vera, phone: '0'.repeat(500) },
    ]) {
      await writeAboutHer(page, 'sv', person)
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.getByRole('button', { name: /^Boka / }).click()
      expect((await answered).status()).toBe(422)
      await expect(page.getByRole('alert').getByRole('link')).toHaveCount(1)
      await expect(page.getByRole('textbox', { name: 'Namn' })).toHaveValue(person.name)
      await expect(page.getByRole('textbox', { name: 'E-post' })).toHaveValue(person.email)
      await expect(page.getByRole('textbox', { name: 'Telefon' })).toHaveValue(person.phone)
    }
    await expectGoodPage(page)
    expect(await countRows(lyster)).toEqual(before)
  })

  test('what no form of ours sends is refused and breaks nothing', async ({ page }) => {
    await findCourses(page, 'sv')
    const times = page.url()
    await choose(page, 1)
    const bodies = [
      { headers: { 'content-type': 'application/json' }, data: '{"name":' },
      { headers: { 'content-type': 'multipart/form-data' }, data: 'no boundary' },
      { headers: { 'content-type': 'text/plain' }, data: 'name=Vera' },
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, data: 'name=%E0%A4%A&name=\0' },
      {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        data: `name=${'a'.repeat(100_000)}`,
      },
    ]
    for (const address of [page.url(), times, times.replace('/times', '/questions')]) {
      for (const body of bodies) {
        const { status } = await answerTo(page, address, body)
        expect(status, `${body.headers['content-type']} ${address}`).toBeGreaterThanOrEqual(400)
        expect(status, `${body.headers['content-type']} ${address}`).toBeLessThan(500)
      }
    }
    for (const path of [
      '/sv/guide/%E0%A4%A',
      '/sv/visits/%00',
      '/sv/hold/%E0%A4%A',
      '/%',
      '/sv//x',
      '/sv/book?from=%00',
    ]) {
      expect((await answerTo(page, path)).status, path).toBeLessThan(500)
    }
  })
})

type Body = { readonly headers: Readonly<Record<string, string>>; readonly data: string }

async function answerTo(page: Page, address: string, body?: Body): Promise<{ readonly status: number }> {
  const answer = await (body
    ? page.request.post(address, { ...body, headers: { ...body.headers } })
    : page.request.get(address))
  return { status: answer.status() }
}

test('when the house itself is out of order, a kind page says that nothing booked is lost', async ({
  page,
}) => {
  const lyster = await startLyster({ env: { LYSTER_LOG: 'silent' } })
  try {
    const breakages = [
      // A page breaks within the clinic's frame; then the frame; then what finds the clinic.
      { path: `/sv/guide/${article.sv}`, break: 'alter table article rename to article_away' },
      { path: '/sv/contact', break: 'alter table clinic rename to clinic_away' },
      { path: '/sv', break: 'alter function directory.find_clinic rename to find_clinic_away' },
    ]
    for (const { path, break: change } of breakages) {
      await askDatabase(lyster, change)
      const answer = await page.goto(lyster.url + path)
      expect(answer?.status()).toBe(500)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Något gick fel hos oss')
      await expect(page.getByRole('main')).toContainText('Det som redan var bokat finns kvar.')
      await expect(page.getByRole('main')).not.toContainText(/relation|function|select|Error/)
      await expectGoodPage(page)
    }
  } finally {
    await lyster.stop()
  }
})
