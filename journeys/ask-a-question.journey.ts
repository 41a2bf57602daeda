/** Somebody wonders, asks at the foot of an article, and is answered at once or told when. All of it without script. */
import type { Page } from '@playwright/test'
import { startLyster } from '../test/lyster.ts'
import { m } from '#platform/words'
import { vera } from './client-steps.ts'
import { expect, test as plain } from './fixtures.ts'
import { expectGoodPage } from './judging.ts'

type Lyster = Awaited<ReturnType<typeof startLyster>>

/** As in service: it counts who asks how often, and something here sends SMS (nothing is sent in these journeys). */
const env = {
  LYSTER_RATE: 'on',
  LYSTER_SMS_URL: 'http://127.0.0.1:9/',
  LYSTER_SMS_USER: 'nobody',
  LYSTER_SMS_PASSWORD: 'nothing',
  LYSTER_SMS_FROM: 'Kliniken',
}
const test = plain.extend<object, { lyster: Lyster }>({
  lyster: [
    async ({}, use) => {
      const lyster = await startLyster({ env })
      await use(lyster)
      await lyster.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})
test.use({ javaScriptEnabled: false })

const sv = { locale: 'sv' } as const
const press = (page: Page, words: string) => page.getByRole('button', { name: words, exact: true }).click()

async function write(page: Page, question: string): Promise<void> {
  await page.getByLabel(m.questions_ask_question({}, sv)).fill(question)
}

/** Past the answers that are near, where there are any. */
async function goOn(page: Page, words: string): Promise<void> {
  await press(page, words)
  const mine = page.getByRole('button', { name: m.questions_ask_send_mine({}, sv) })
  if (await mine.isVisible()) await mine.click()
}

/** From the page that asks how she wants to be answered to the one that asks for her number. */
async function wantSms(page: Page): Promise<void> {
  await page.getByLabel(m.field_name({}, sv)).fill(vera.name)
  await page.getByRole('radio', { name: m.contact_sms({}, sv) }).check({ force: true })
  await page.getByLabel(m.questions_ask_consent({}, sv)).check()
  await press(page, m.go_on({}, sv))
}

/** The form is taken from nobody within three seconds of its opening. */
async function whileAPersonWrites(page: Page): Promise<void> {
  await page.waitForTimeout(3500)
}

test('she asks at the foot of an article and is answered by SMS: only her number is asked for', async ({
  page,
}) => {
  await page.goto('/sv/guide/sa-fungerar-microneedling')
  await page.getByLabel(m.questions_ask_question({}, sv)).fill('Finns det parkering vid kliniken?')
  await goOn(page, m.questions_ask_about_go({}, sv))
  await expectGoodPage(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.questions_ask_contact_heading({}, sv))
  await expect(page.getByRole('textbox')).toHaveCount(1)
  await wantSms(page)
  await expectGoodPage(page)
  await expect(page.getByRole('textbox')).toHaveCount(1)
  await whileAPersonWrites(page)
  await page.getByLabel(m.field_phone({}, sv)).fill('12')
  await press(page, m.questions_ask_send({}, sv))
  await expectGoodPage(page)
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel(m.field_phone({}, sv)).fill(vera.phone)
  await press(page, m.questions_ask_send({}, sv))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.questions_ask_thanks({}, sv))
  await expect(page.locator('.lead')).toContainText('Du får svar senast')
  await expectGoodPage(page)
  expect(page.url()).not.toMatch(/parkering|vera|0701740605/i)
})

test('a suggestion answers her, and nothing of hers is kept', async ({ page }) => {
  await page.goto('/sv/ask')
  await expectGoodPage(page)
  await write(page, 'Hur länge är man röd efteråt?')
  await press(page, m.go_on({}, sv))
  await expectGoodPage(page)
  const answer = page.locator('.near-answer').first()
  await expect(answer).toContainText('röd')
  await answer.getByRole('button').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.questions_ask_thanks_answered({}, sv))
  await expectGoodPage(page)
})

test('what smells of harm meets the numbers to call before anything else', async ({ page }) => {
  await page.goto('/sv/ask')
  await write(page, 'Jag har fått feber och det kommer var ur såren')
  await press(page, m.go_on({}, sv))
  await expectGoodPage(page)
  const advice = page.getByRole('region', { name: m.questions_ask_urgent_today({}, sv) })
  for (const number of ['112', '1177']) await expect(advice.getByRole('link', { name: number })).toBeVisible()
  await expect(advice).toContainText('Feber från 38,0 °C')
  await press(page, m.questions_ask_send_mine({}, sv))
  await expect(advice).toBeVisible()
})

test('ten from one address in a minute are limited; hers waits in the form and is sent later', async ({
  page,
}) => {
  test.setTimeout(100_000)
  await page.goto('/sv/ask')
  await write(page, 'Finns det hiss i huset?')
  await goOn(page, m.go_on({}, sv))
  await wantSms(page)
  await whileAPersonWrites(page)
  // What a program does beside her: nine more of the same kind, each with a form of its own.
  const sent = await Promise.all(Array.from({ length: 9 }, () => sendAnother(page)))
  expect(sent.filter((status) => status === 429).length).toBeGreaterThanOrEqual(3)
  await page.getByLabel(m.field_phone({}, sv)).fill(vera.phone)
  await press(page, m.questions_ask_send({}, sv))
  await expect(page.getByText(m.questions_ask_too_many({}, sv))).toBeVisible()
  await expectGoodPage(page)
  await expect(page.getByLabel(m.field_phone({}, sv))).toHaveValue(vera.phone)
  await page.waitForTimeout(35_000)
  await press(page, m.questions_ask_send({}, sv))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.questions_ask_thanks({}, sv))
})

/** One question by plain requests, as a program sends it: the status of the last. */
async function sendAnother(page: Page): Promise<number> {
  const about = { question: 'Köp nu', name: 'Ett program', way: 'phone', when: 'any', consent: 'yes' }
  const headers = { 'sec-fetch-site': 'same-origin' }
  const first = await page.request.post('/sv/ask', { form: { ...about, act: 'reach' }, headers })
  const opened = /name="opened" value="([^"]+)"/.exec(await first.text())?.[1] ?? ''
  await page.waitForTimeout(4000)
  const form = { ...about, act: 'send', reach: '070-174 06 05', opened }
  const last = await page.request.post('/sv/ask', { form, headers, maxRedirects: 0 })
  return last.status()
}

for (const width of [360, 768, 1440]) {
  test(`every step fits a window ${width} px wide, by day and by night`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.goto('/en/ask?about=how-microneedling-works')
      await expectGoodPage(page)
      await page
        .getByLabel(m.questions_ask_question({}, { locale: 'en' }))
        .fill('How long will I be red? My eye hurts')
      await press(page, m.go_on({}, { locale: 'en' }))
      await expectGoodPage(page)
      await press(page, m.questions_ask_send_mine({}, { locale: 'en' }))
      await press(page, m.go_on({}, { locale: 'en' }))
      await expect(page.getByRole('alert')).toBeVisible()
      await expectGoodPage(page)
    }
  })
}
