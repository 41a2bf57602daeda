/** The clinic's own look, set by its owner and seen by everybody, and its quiet hours. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPages, openPages } from '../../../test/open-pages.ts'

let at: OpenPages
let cookie: string
beforeAll(async () => {
  at = await openPages()
  await at.raw(`update staff set role = 'owner' where name = 'Alva Exempel'`)
  cookie = `${await at.signedIn()}; lyster-language=sv`
})
afterAll(() => at.close())

const seen = async (answer: Response) => ({
  status: answer.status,
  to: answer.headers.get('location'),
  html: (await answer.text()).replaceAll('<!-- -->', '').replaceAll('&amp;', '&'),
})
const send = async (page: string, fields: Record<string, string>) =>
  seen(await at.send(`/staff/clinic${page}`, fields, cookie))
const sendLogo = async (bytes: Uint8Array<ArrayBuffer>, name = 'logo.png', type = 'image/png') => {
  const body = new FormData()
  body.set('part', 'logo')
  body.set('logo', new File([bytes], name, { type }))
  const headers = { 'sec-fetch-site': 'same-origin', cookie }
  return seen(await at.ask('/staff/clinic/look', { method: 'POST', body, headers }))
}
const png = (size = 100) => {
  const bytes = new Uint8Array(size)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return bytes
}
const home = async () => (await seen(await at.ask('/sv'))).html

describe('the clinic’s colours', () => {
  test('are not linked and not there before it has any', async () => {
    expect(await home()).not.toContain('/theme.css')
    expect((await at.ask('/theme.css')).status).toBe(404)
  })

  test('that are too faint or cannot be read are refused at their field, with the ratio, and none is kept', async () => {
    const fields = { part: 'colours', actLight: '#1d5b50', warmthDark: '#555555' }
    const faint = await send('/look', fields)
    expect(faint.status).toBe(422)
    expect(faint.html).toMatch(
      /id="error-warmthDark"[^]*Trådar och små rubriker, mörkt: kontrasten[^<]* 1,95/,
    )
    expect(faint.html).not.toContain('id="error-actLight"')
    expect(faint.html).toContain('value="#555555"')
    const unreadable = await send('/look', { ...fields, warmthDark: 'red;}' })
    expect([unreadable.status, unreadable.html.includes('id="error-warmthDark"')]).toEqual([422, true])
    expect(await at.raw('select act_light, warmth_dark from clinic')).toEqual([
      { act_light: null, warmth_dark: null },
    ])
  })

  test('that can be read are served as a sheet of ours under the policy as it stands, and can be taken back', async () => {
    expect((await send('/look', { part: 'colours', actLight: '#123456' })).to).toContain('saved=1')
    const address = /href="(\/theme\.css[^"]*)"/.exec(await home())?.[1] ?? ''
    const answer = await at.ask(address)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toContain('--act: #123456;')
    const policy = (await at.ask('/sv')).headers.get('content-security-policy')
    expect(policy).toContain("style-src 'self';")
    expect(policy).toContain("img-src 'self';")
    expect((await send('/look', { part: 'colours' })).status).toBe(303)
    expect(await home()).not.toContain('/theme.css')
  })

  test('leave the languages as they are, and the languages leave them', async () => {
    await send('/look', { part: 'colours', actLight: '#123456' })
    expect((await send('/look', { languages: 'sv' })).status).toBe(303)
    expect(await at.raw('select languages, act_light from clinic')).toEqual([
      { languages: ['sv'], act_light: '#123456' },
    ])
  })
})

describe('the clinic’s logo', () => {
  test('stands in the name’s place with the name as its words, and is served as what it is', async () => {
    expect((await at.ask('/logo')).status).toBe(404)
    expect((await sendLogo(png(), 'a.svg', 'image/svg+xml')).status).toBe(303)
    const [{ name } = { name: '' }] = await at.raw<{ name: string }>('select name from clinic')
    const [, address = ''] = /<img src="(\/logo\?v=\w+)" alt="([^"]*)"/.exec(await home()) ?? []
    expect(await home()).toContain(`alt="${name}"`)
    const answer = await at.ask(address)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png())
  })

  test('may be as large as the limit, which is more than other forms may send, and no larger', async () => {
    expect((await sendLogo(png(300 * 1024))).status).toBe(303)
    const larger = await sendLogo(png(300 * 1024 + 1))
    expect([larger.status, larger.html.includes('större än 300 kB')]).toEqual([422, true])
    const rooms = {
      body: 'x'.repeat(65 * 1024),
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', cookie },
    }
    expect((await at.ask('/staff/clinic/rooms', rooms)).status).toBe(413)
  })

  test.each([
    ['a drawing that calls itself a PNG', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['a page', '<!doctype html><script>1</script>'],
    ['an empty file', ''],
  ])('is not %s', async (_, text) => {
    const before = await at.raw('select md5(bytes) from clinic_logo')
    const answer = await sendLogo(new TextEncoder().encode(text))
    expect([answer.status, answer.html.includes('id="error-logo"')]).toEqual([422, true])
    expect(await at.raw('select md5(bytes) from clinic_logo')).toEqual(before)
  })

  test('is taken away again', async () => {
    expect((await send('/look', { part: 'logo', do: 'remove' })).status).toBe(303)
    expect((await at.ask('/logo')).status).toBe(404)
    expect(await home()).not.toContain('src="/logo')
  })
})

describe('the step of messages', () => {
  test('says what is to be set where nothing goes out, and leads to the letters and past itself', async () => {
    const { html } = await seen(await at.ask('/staff/clinic/messages?saved=1', { headers: { cookie } }))
    expect(html).toContain('LYSTER_SMTP_URL')
    expect(html).toContain('LYSTER_SMS_URL')
    expect(html).toContain('href="/staff/messages/templates"')
    expect(html).toContain('value="21:00"')
    await at.raw('update clinic set live = false')
    const before = await seen(await at.ask('/staff/clinic/messages?saved=1', { headers: { cookie } }))
    expect(before.html).toMatch(/Nästa: /)
    await at.raw('update clinic set live = true')
  })

  test('keeps quiet hours as they are written, and refuses what is no time', async () => {
    const bad = await send('/messages', { from: '25', until: '7' })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('id="error-from"')
    expect(bad.html).not.toContain('id="error-until"')
    expect((await send('/messages', { from: '20.30', until: '7' })).status).toBe(303)
    expect(await at.raw('select quiet_from::text, quiet_until::text from clinic')).toEqual([
      { quiet_from: '20:30:00', quiet_until: '07:00:00' },
    ])
    expect((await send('/messages', { from: '8', until: '8' })).status).toBe(303)
  })
})
