/** The owner's page, as built, with a real backup folder; and that it is the owner's alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenPages, openPages } from './open-pages.ts'

let at: OpenPages
let cookie: string
beforeAll(async () => {
  at = await openPages()
  cookie = await at.signedIn()
})
afterAll(() => at.close())

const page = async () => {
  const answer = await at.ask('/staff/status', { headers: { cookie } })
  return { status: answer.status, text: await answer.text() }
}

test('the owner reads how each part stands, in words, and what to do where it is not well', async () => {
  await at.raw(`update staff set role = 'owner' where name = 'Alva Exempel'`)
  const { status, text } = await page()
  expect(status).toBe(200)
  for (const words of [
    'Säkerhetskopia',
    'Meddelanden till klienter',
    'Plats på disken',
    'Databasen',
    'Postgres 18.',
  ])
    expect(text).toContain(words)
  expect(text).toContain('Ingen säkerhetskopia finns än')
  expect(text).toContain('tag is-alarm')
  expect(text).toContain('Något behöver göras i dag')
})

test('a therapist and the desk are refused', async () => {
  for (const role of ['therapist', 'desk']) {
    await at.raw(`update staff set role = $1 where name = 'Alva Exempel'`, [role])
    expect((await page()).status).toBe(403)
  }
})
