/** A therapist falls ill on a day with visits: the owner reads what is proposed, changes one, and confirms. */
import type { Page } from '@playwright/test'
import { type Booked, type Lyster, only, signIn } from './desk-steps.ts'
import { expect, test } from './fixtures.ts'
import { expectWellMade } from './judging.ts'
import { askDatabase } from './rows.ts'

test.use({ viewport: { width: 820, height: 1180 } })

type FullDay = { readonly therapist: string; readonly day: string; readonly visits: readonly Booked[] }

/** A coming stretch of days on which one therapist has five visits, all of them still to come. */
async function findFullDay(lyster: Lyster): Promise<FullDay & { readonly until: string }> {
  const rows = await askDatabase(
    lyster,
    `select visit_id, therapist_id, (extract(epoch from starts) / 60)::int as start,
        to_char(starts at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as day
       from visit where state = 'booked' and starts between now() + interval '3 days' and now() + interval '50 days'
       order by therapist_id, starts`,
  )
  for (const [therapist, all] of Map.groupBy(rows, (row) => String(row['therapist_id']))) {
    const visits = all.map((row) => ({
      visit: String(row['visit_id']),
      start: Number(row['start']),
      day: String(row['day']),
    }))
    // Five in a row, with whole days around them that are not among them.
    const from = visits.findIndex(
      ({ day }, at) =>
        visits[at - 1]?.day !== day && visits[at + 4] && visits[at + 4]?.day !== visits[at + 5]?.day,
    )
    const [first, last] = [visits[from], visits[from + 4]]
    if (first && last)
      return { therapist, day: first.day, until: last.day, visits: visits.slice(from, from + 5) }
  }
  throw new Error('Nobody has just five visits in a row of days.')
}

async function standingOf(lyster: Lyster, visits: readonly Booked[]): Promise<string[]> {
  const ids = visits.map(({ visit }) => `'${visit}'`).join(',')
  const rows = await askDatabase(
    lyster,
    `select concat_ws(' ', visit_id, starts, therapist_id) as stands from visit
      where visit_id in (${ids}) order by visit_id`,
  )
  return rows.map((row) => String(row['stands']))
}

async function countTold(lyster: Lyster): Promise<number> {
  const rows = await askDatabase(
    lyster,
    `select count(*)::int as told from message where kind in ('visit-moved', 'therapist-changed')`,
  )
  return Number(only(rows)['told'])
}

async function addAbsence(page: Page, { therapist, day, until }: FullDay & { readonly until: string }) {
  await page.goto('/staff/clinic/absences')
  await page.getByLabel('Vem eller vad?').selectOption(therapist)
  await page.getByLabel('Från och med').fill(day)
  await page.getByLabel('Till och med').fill(until)
  await page.getByLabel('Varför?').fill('Sjuk')
  await page.getByRole('button', { name: 'Spara' }).first().click()
}

test('an absence over five visits: read, one changed, confirmed, and each stands elsewhere', async ({
  page,
  lyster,
}) => {
  const full = await findFullDay(lyster)
  expect(full.visits).toHaveLength(5)
  const [before, told] = [await standingOf(lyster, full.visits), await countTold(lyster)]
  await signIn(page, await lyster.signIn())
  await addAbsence(page, full)

  await expect(page).toHaveURL(/\/staff\/settle\/[0-9a-f-]+$/)
  await expect(page.locator('.settle-line')).toHaveCount(5)
  await expectWellMade(page)
  expect(await standingOf(lyster, full.visits), 'nothing has moved').toEqual(before)
  expect(await countTold(lyster), 'nobody has been told').toBe(told)

  const settle = page.url()
  await page.goto('/staff/day')
  await expect(page.getByText('Besök att ordna: 5')).toBeVisible()
  await expectWellMade(page)
  await page.getByRole('link', { name: 'Ordna dem' }).click()
  await expect(page).toHaveURL(settle)

  const first = page.locator('.settle-line').first()
  await first.getByText('Något annat').click()
  const other = first.locator('label:has(input[type=radio]:not(:checked))').first()
  const wanted = await other.locator('input').getAttribute('value')
  expect(wanted?.length, 'another proposal, not only the two ways to wait').toBeGreaterThan(20)
  await other.click()
  await expect(first.locator('input:checked')).toHaveValue(wanted ?? '')
  await page.getByRole('button', { name: 'Bekräfta' }).click()

  await expect(page.getByText('Ordnade besök: 5')).toBeVisible()
  await expect(page.getByText('Inget mer att ordna här')).toBeVisible()
  await expectWellMade(page)
  const after = await standingOf(lyster, full.visits)
  for (const [at, stands] of after.entries()) expect(stands).not.toBe(before[at])
  const away = await askDatabase(
    lyster,
    `select 1 from occupancy o join unavailable u on u.resource_id = o.resource_id and u.during && o.during
      where u.why = 'Sjuk' and o.visit_id is not null`,
  )
  expect(away, 'nothing of them lies in the absence').toEqual([])
  const clients = await askDatabase(
    lyster,
    `select count(distinct course_id)::int as courses from visit where visit_id in (${full.visits.map(({ visit }) => `'${visit}'`).join(',')})`,
  )
  expect(await countTold(lyster)).toBe(told + Number(only(clients)['courses']))
  await page.goto('/staff/day')
  await expect(page.getByText('Besök att ordna')).toHaveCount(0)
})

test('the desk blocks lunch from the board, sees it there, and takes it back', async ({ page, lyster }) => {
  await signIn(page, await lyster.signIn('reception@klinik.example'))
  const rows = await askDatabase(
    lyster,
    `select to_char(now() + interval '1 day' * n, 'YYYY-MM-DD') as day from generate_series(60, 74) n
      where extract(isodow from now() + interval '1 day' * n) = 3`,
  )
  await page.goto(`/staff/day/${String(only(rows)['day'])}`)
  await page
    .getByRole('link', { name: /^Blockera tid för / })
    .first()
    .click()
  await expectWellMade(page)
  await page.getByLabel('Från klockan').fill('16.30')
  await page.getByLabel('Till klockan').fill('16.45')
  await page.getByLabel('Varför?').fill('Säljaren kommer')
  await page.getByRole('button', { name: 'Blockera' }).click()
  await expect(page.getByText('Tiden är blockerad.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Säljaren kommer' })).toBeVisible()
  await expectWellMade(page)
  await page.getByRole('link', { name: 'Säljaren kommer' }).click()
  await expectWellMade(page)
  await page.goBack()
  await page.getByRole('button', { name: 'Ångra' }).click()
  await expect(page.getByText('Tiden är fri igen.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Säljaren kommer' })).toHaveCount(0)
})
