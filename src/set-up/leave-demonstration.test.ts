/** The demonstration is left for a clinic of one's own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listServices, readClinic } from '#clinic'
import { listArticles } from '#guide'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { leaveDemonstration, readSetUp } from './index.ts'

let at: TestClinic
beforeEach(async () => {
  at = await openTestClinic()
})
afterEach(() => at.close())

const owner = {
  name: 'Ida Egen',
  email: 'ida@egen.example',
  user: 'ida',
  title: { sv: 'Ägare', en: 'Owner' },
}
const leave = () =>
  at.db.inClinic(at.clinic.id, (trx) =>
    leaveDemonstration(trx, { name: 'Idas hud', owner, today: '2027-01-04' }),
  )
const count = async (table: string, clinic: string) =>
  (
    await at.raw<{ count: number }>(`select count(*)::int as count from ${table} where clinic_id = $1`, [
      clinic,
    ])
  )[0]?.count

describe('leaving the demonstration', () => {
  test('no-demonstration: a real clinic cannot be left, and nothing is made', async () => {
    expect(await leave()).toEqual({ refused: 'no-demonstration' })
    expect(await at.db.listClinics()).toEqual([at.clinic.id])
    expect(await at.raw('select 1 from clinic')).toHaveLength(1)
  })

  test('an empty clinic answers in its place, with drafts, its owner, and nobody else', async () => {
    await at.raw('update clinic set demonstration = true')
    const left = await leave()
    const clinic = 'clinic' in left ? left.clinic : ''
    expect(await at.db.listClinics()).toEqual([clinic])
    expect(await at.db.findClinic('anything.example')).toBe(clinic)
    const found = await at.db.inClinic(clinic, async (trx) => ({
      clinic: await readClinic(trx),
      setUp: await readSetUp(trx),
      shown: await listServices(trx),
      articles: await listArticles(trx, 'sv'),
    }))
    expect(found.clinic).toMatchObject({ name: 'Idas hud', demonstration: false, live: false, street: '' })
    expect(found.shown).toEqual([])
    expect(found.articles).toEqual([])
    const { services, therapists, places, others, anaesthetics } = found.setUp
    expect(services.map(({ shown, segments }) => [shown, segments.length])).toEqual([
      [false, 6],
      [false, 1],
    ])
    expect(services[0]?.segments[1]?.anaesthetic).toBe(anaesthetics[0]?.id)
    expect([therapists, places, others.map(({ name }) => name)]).toEqual([[], [], ['Ida Egen']])
    expect(await count('article', clinic)).toBeGreaterThan(0)
    expect(await count('review', clinic)).toBe(0)
    expect(await count('screening_question', clinic)).toBe(5)
    for (const table of ['client', 'visit', 'course', 'message']) expect(await count(table, clinic)).toBe(0)
  })

  test('nothing of the demonstration is deleted, and it cannot be left twice', async () => {
    await at.raw('update clinic set demonstration = true')
    const before = await count('segment', at.clinic.id)
    await leave()
    expect(await count('segment', at.clinic.id)).toBe(before)
    expect(await leave()).toEqual({ refused: 'no-demonstration' })
    expect(await at.db.listClinics()).toHaveLength(1)
  })

  test('of two who leave at once one does', async () => {
    await at.raw('update clinic set demonstration = true')
    const both = await Promise.all([leave(), leave()])
    expect(both.filter((one) => 'clinic' in one)).toHaveLength(1)
    expect(await at.db.listClinics()).toHaveLength(1)
  })
})
