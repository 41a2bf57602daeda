import type { Locator, Page } from '@playwright/test'
import { staffRoutes } from '../src/staff/routes.ts'
import { atTheClinic, bookCourse, openElsewhere, readVisitTimes, type VisitTime } from './client-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectGoodPage, expectWellMade } from './judging.ts'
import { watchScripts } from './watching.ts'

const tove = { name: 'Tove Tavlan', email: 'tove@klinik.example', phone: '070-174 06 22' }
const tablet = { width: 820, height: 1180 }

test.use({ viewport: tablet })

test('the therapist sees the booked course on her day, and both she and the client can cancel', async ({
  page,
  lyster,
  browser,
  baseURL,
}) => {
  const client = await openElsewhere(browser, baseURL)
  await bookCourse(client, 'en', tove)
  const link = new URL(client.url()).pathname
  const visits = await readVisitTimes(client)
  const therapists = (await client.locator('.thread-with').allInnerTexts()).map((words) =>
    words.replace('with ', ''),
  )
  expect(visits).toHaveLength(3)
  expect(therapists).toHaveLength(3)

  await signIn(page, await lyster.signIn())
  for (const [at, visit] of visits.entries()) {
    await openDay(page, visit)
    await expectWellMade(page)
    const card = cardOf(page, therapists[at] ?? '')
    await expect(card).toHaveCount(1)
    await expect(card).toContainText(`besök ${at + 1} av 3`)
    await expect(card).toContainText(`${atTheClinic(visit.start).time}–${atTheClinic(visit.end).time}`)
    await expectSegments(card, visit)
  }

  await openDay(page, first(visits))
  await cardOf(page, therapists[0] ?? '')
    .locator('.board-card')
    .click()
  await expectVisitCard(page, visits, therapists)
  await cancelWithReason(page, 'Terapeuten är sjuk')

  await openDay(page, first(visits))
  await expect(cardOf(page, therapists[0] ?? '')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Avbokade besök' })).toContainText(
    'Tove Tavlan · Terapeuten är sjuk',
  )
  await expectWellMade(page)

  await client.goto(link)
  await expect(client.locator('.visit-rows > li').first()).toContainText('cancelled')
  await expect(client.locator('.visit-rows').getByText('cancelled')).toHaveCount(1)
  await expect(client.getByRole('main')).not.toContainText('Terapeuten är sjuk')
  await expectGoodPage(client)

  await client.getByRole('link', { name: 'Cancel every visit that is left' }).click()
  await client.getByRole('button', { name: 'Yes, cancel' }).click()
  await expect(client.getByRole('main')).toContainText('Nothing is booked any more.')
  for (const [at, visit] of visits.entries()) {
    await openDay(page, visit)
    await expect(cardOf(page, therapists[at] ?? '')).toHaveCount(0)
  }

  await expectKeptMessages(page)
  await client.context().close()
})

test('who has signed out is let in nowhere', async ({ page, lyster, baseURL }) => {
  await signIn(page, await lyster.signIn())
  await page.getByRole('button', { name: 'Logga ut' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logga in')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 }), 'the way back shows nothing of the day').toHaveText(
    'Logga in',
  )
  const headers = { origin: baseURL ?? '' }
  const addresses = behindTheGate()
  expect(addresses.length).toBeGreaterThanOrEqual(5)
  for (const address of addresses) {
    for (const ask of ['get', 'post', 'put', 'delete'] as const) {
      for (const twin of [address, `${address}.data`]) {
        const answer = await page.request[ask](twin, { maxRedirects: 0, headers })
        expect(answer.status(), `${ask} ${twin}`).toBe(401)
        expect(await answer.text()).not.toMatch(/070-174|Exempelqvist/)
      }
    }
  }
  const answer = await page.goto('/staff/messages')
  expect(answer?.status()).toBe(401)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logga in')
  await expectWellMade(page)
})

test('a wrong password says so without saying which of the two is wrong', async ({ page }) => {
  await page.goto('/staff')
  await signInWith(page, { email: 'agare@klinik.example', password: 'not-the-one-she-has' })
  await expect(page.getByRole('alert')).toContainText('E-posten och lösenordet hör inte ihop')
  await expect(page.getByRole('textbox', { name: 'E-post' })).toHaveValue('agare@klinik.example')
  await expectWellMade(page)
})

type WayIn = { readonly email: string; readonly password: string }

async function signIn(page: Page, wayIn: WayIn): Promise<void> {
  watchScripts(page)
  const answer = await page.goto('/staff/day')
  expect(answer?.status()).toBe(401)
  await expectWellMade(page)
  await signInWith(page, wayIn)
  await expect(page).toHaveURL(/\/staff\/day$/)
  await expectWellMade(page)
}

async function signInWith(page: Page, { email, password }: WayIn): Promise<void> {
  await page.getByRole('textbox', { name: 'E-post' }).fill(email)
  await page.getByLabel('Lösenord').fill(password)
  await page.getByRole('button', { name: 'Logga in' }).click()
}

async function openDay(page: Page, visit: VisitTime): Promise<void> {
  await page.goto(`/staff/day/${atTheClinic(visit.start).date}`)
}

/** Her visit in a therapist's own column. */
function cardOf(page: Page, therapist: string): Locator {
  return page
    .getByRole('region', { name: new RegExp(`^${therapist}`) })
    .locator('.board-visit')
    .filter({ hasText: tove.name })
}

/** When the therapist is there, and when the client rests and she is free, with the clock beside each. */
async function expectSegments(card: Locator, visit: VisitTime): Promise<void> {
  const at = (minutes: number) => atTheClinic(new Date(visit.start.getTime() + minutes * 60_000)).time
  const said = await card.locator('.board-segments > li').allTextContents()
  expect(said.map((words) => words.trim())).toEqual([
    `${at(0)}–${at(10)} Välkomnande`,
    `${at(10)}–${at(40)} Bedövning, terapeuten är ledig`,
    `${at(40)}–${at(70)} Nålbehandling`,
    `${at(70)}–${at(85)} Kylande mask, terapeuten är ledig`,
    `${at(85)}–${at(90)} Råd och avslut`,
  ])
  const textures = await card
    .locator('.board-segments > li')
    .evaluateAll((segments) =>
      segments.map((segment) => getComputedStyle(segment).backgroundImage !== 'none'),
    )
  expect(textures, 'hatched where the therapist is free').toEqual([false, true, false, true, false])
}

async function expectVisitCard(
  page: Page,
  visits: readonly VisitTime[],
  therapists: readonly string[],
): Promise<void> {
  await expectWellMade(page)
  const main = page.getByRole('main')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(tove.name)
  await expect(main).toContainText('Microneedling, tre behandlingar · besök 1 av 3')
  await expect(main).toContainText(tove.phone)
  await expect(main).toContainText(therapists[0] ?? '')
  const times = (await page.locator('.thread-time').allInnerTexts()).map((time) => time.trim())
  expect(times).toEqual(visits.map((visit) => atTheClinic(visit.start).time))
  await expect(page.locator('.segment-rows > li')).toHaveCount(6)
}

async function cancelWithReason(page: Page, reason: string): Promise<void> {
  const cancel = page.getByRole('button', { name: 'Avboka' })
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await cancel.click()
  expect((await answered).status()).toBe(422)
  await expect(page.getByRole('alert')).toContainText('Inget är avbokat än')
  await expectWellMade(page)

  await page.getByRole('radio', { name: 'Det här besöket' }).check({ force: true })
  await page.getByRole('textbox', { name: 'Varför?' }).fill(reason)
  await cancel.click()
  await expect(page.locator('.notice')).toContainText('Besöket är avbokat')
  await expect(page.getByRole('main')).toContainText(reason)
  await expectWellMade(page)
}

/** A confirmation and two cancellations, in the client's language, and that none of them has left the house. */
async function expectKeptMessages(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Meddelanden' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meddelanden')
  const rows = page.locator('.messages-list > li').filter({ hasText: tove.name })
  await expect(rows).toHaveCount(3)
  for (const row of await rows.all()) {
    await expect(row).toContainText('inte skickat: ingen e-postserver är inställd')
    await expect(row).toContainText('på engelska')
    await expect(row).not.toContainText(/needl|treatment|skin/i)
  }
  await expect(rows.last()).toContainText('Kliniken vid kanalen')
  await expectWellMade(page)
}

function first(visits: readonly VisitTime[]): VisitTime {
  const [visit] = visits
  if (!visit) throw new Error('The course has no visit.')
  return visit
}

type Route = (typeof staffRoutes)[number]

/** Every address that stands behind the gate, with something in the place of each part that is open. */
function behindTheGate(): string[] {
  const gate = staffRoutes.find(({ file }) => file === 'staff/staff.page.tsx')
  const under = (route: Route, above: string): string[] => {
    const address = route.path ? `${above}/${route.path}` : above
    return route.children?.flatMap((child) => under(child, address)) ?? [address]
  }
  return (gate ? under(gate, '') : []).map((address) =>
    address
      .replace(':date?', '2027-01-12')
      .replace(/:\w+\??/g, '01965a3e-0000-7000-8000-000000000001')
      .replace('*', 'nowhere'),
  )
}
