import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { publishQuestions } from './publish-questions.ts'
import { listQuestions } from './questions.store.ts'
import { weighAnswers } from './weigh-answers.ts'

let world: TestClinic
beforeAll(async () => {
  world = await openTestClinic()
  await world.db.inClinic(world.clinic.id, publishQuestions)
})
afterAll(() => world.close())

const weigh = (...yes: string[]) => world.db.inClinic(world.clinic.id, (trx) => weighAnswers(trx, { yes }))

/** Every table of the clinic with its rows written out. */
async function everything(): Promise<string> {
  const tables = await world.raw<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  )
  const texts = await Promise.all(
    tables.map(({ name }) =>
      world.raw<{ text: string }>(
        `select coalesce(string_agg(t::text, ';' order by t::text), '') as text from ${name} t`,
      ),
    ),
  )
  return JSON.stringify(texts)
}

describe('weighing the answers before a booking', () => {
  test('the questions come in their order, in both languages, with where they lead', async () => {
    const questions = await world.db.inClinic(world.clinic.id, listQuestions)
    expect(questions.map(({ id, leadsTo }) => [id, leadsTo])).toEqual([
      ['under-18', 'call'],
      ['pregnant', 'call'],
      ['active-acne', 'analysis'],
      ['skin-infection', 'call'],
      ['eczema', 'analysis'],
    ])
    expect(questions[1]?.question).toEqual({
      sv: 'Är du gravid, eller kan du vara det?',
      en: 'Are you pregnant, or might you be?',
    })
  })

  test('no yes is clear, acne leads to an analysis, pregnancy to a call', async () => {
    expect(await weigh()).toEqual({ clear: true })
    expect(await weigh('active-acne')).toMatchObject({ leadsTo: 'analysis', because: ['active-acne'] })
    expect(await weigh('active-acne', 'pregnant')).toMatchObject({
      leadsTo: 'call',
      because: ['pregnant', 'active-acne'],
    })
  })

  test('nothing of the answers is stored: no row of any table changes', async () => {
    const before = await everything()
    await weigh('pregnant', 'skin-infection')
    expect(await everything()).toBe(before)
  })

  test('publishing the questions again adds none', async () => {
    await world.db.inClinic(world.clinic.id, publishQuestions)
    expect(await world.db.inClinic(world.clinic.id, listQuestions)).toHaveLength(5)
  })
})
