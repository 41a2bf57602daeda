import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { whatIsBuiltOn } from './facts.store.ts'
import { publishShort } from './makers.ts'

let at: TestClinic
beforeAll(async () => {
  at = await openTestClinic()
  await publishShort(at)
})
afterAll(() => at.close())

describe('what is built on a fact', () => {
  test('is every text that cites it, also in its answers, and every question of screening', async () => {
    await at.raw(
      `insert into screening_question (clinic_id, question_id, position, question, advice, leads_to, source, grade,
        reviewed_on, facts) values ($1, 'q', 1, '{"sv":"Ont?","en":"Pain?"}', '{}', 'call', 's', 'memory', '2026-01-01',
        '{pain}')`,
      [at.clinic.id],
    )
    const built = (fact: string) => at.db.inClinic(at.clinic.id, (trx) => whatIsBuiltOn(trx, fact))
    expect(await built('pain')).toEqual([
      { kind: 'article', subject: 'short-text', language: 'sv', title: 'Kort text' },
      { kind: 'screening-question', subject: 'q', language: 'sv', title: 'Ont?' },
      { kind: 'screening-question', subject: 'q', language: 'en', title: 'Pain?' },
    ])
    expect(await built('unused')).toEqual([])
  })
})
