/** The page as a browser gets it: built, behind its gate, with real messages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPages, openPages } from '../../../test/open-pages.ts'

let at: OpenPages
let cookie: string
beforeAll(async () => {
  at = await openPages()
  cookie = await at.signedIn()
})
afterAll(() => at.close())

async function see(path: string): Promise<string> {
  const answer = await at.ask(path, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return (await answer.text()).replaceAll('<!-- -->', '')
}
const messageOf = async (name: string) =>
  (
    await at.raw<{ message_id: string }>(
      'select message_id from message join client using (clinic_id, client_id) where client.name = $1',
      [name],
    )
  )[0]?.message_id ?? ''

describe('the messages', () => {
  test('say that there are none, before there are', async () => {
    expect(await see('/staff/messages')).toContain('Inga meddelanden än')
    expect(await see('/staff/messages?state=failed')).toContain('Här finns inga meddelanden')
  })

  test('say why one waits, and show what the client will read without her secret', async () => {
    await at.book('Vera Exempel')
    const page = await see('/staff/messages?state=waiting')
    expect(page).toContain('Väntar (1)')
    expect(page).toContain('Inget skickas härifrån än')
    expect(page).toContain('inte skickat: ingen e-postserver är inställd')
    expect(page).toContain('[länk till klientens sida]')
    expect(page).not.toContain('/sv/visits/')
  })

  test('say why one was given up, and send it again once', async () => {
    await at.raw(`update message set state = 'failed', failure = 'refused', answer_code = 550, tries = 1`)
    const message = await messageOf('Vera Exempel')
    const page = await see('/staff/messages?state=failed')
    expect(page).toContain('gick inte att skicka: servern sade nej (svar 550)')
    expect(page).toContain('Meddelanden som inte gick fram: 1')
    const answer = await at.send('/staff/messages?state=failed', { act: 'resend', message }, cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/staff/messages?state=failed&done=resent',
    ])
    expect(await at.raw('select state, tries, failure from message')).toEqual([
      { state: 'waiting', tries: 0, failure: null },
    ])
    const again = await at.send('/staff/messages', { act: 'resend', message }, cookie)
    expect(again.headers.get('location')).toContain('done=already')
    expect(await at.raw(`select 1 from audit where act = 'message-resent'`)).toHaveLength(1)
  })

  test('ask for a call, until somebody has made it', async () => {
    await at.raw(`update message set channel = 'phone'`)
    expect(await see('/staff/messages')).toContain('Klienter att ringa: 1')
    await at.send('/staff/messages', { act: 'called', message: await messageOf('Vera Exempel') }, cookie)
    expect(await see('/staff/messages?state=sent')).toContain('uppringd')
  })

  test('refuse what is no wish, and whoever is not signed in', async () => {
    expect((await at.send('/staff/messages', { act: 'burn', message: 'x' }, cookie)).status).toBe(422)
    const answer = await at.send('/staff/messages', {
      act: 'resend',
      message: await messageOf('Vera Exempel'),
    })
    expect(answer.status).not.toBe(303)
    expect(await at.raw(`select 1 from message where state = 'waiting'`)).toEqual([])
  })

  test('can all be read beforehand, in both languages', async () => {
    const page = await see('/staff/messages/templates')
    for (const subject of [
      'Ny tid hos Testkliniken',
      'New time at Testkliniken',
      'Avbokat besök',
      'A reminder of',
    ]) {
      expect(page).toContain(subject)
    }
  })
})
