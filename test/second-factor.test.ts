/** Signing in with a code from a telephone, the sessions of one's own, and the way back in for whoever is at the machine. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { alva, cookieFrom, type OpenPages, openPages } from './open-pages.ts'

let at: OpenPages
let cookie: string
let key: string
let backupCodes: string[]
beforeAll(async () => {
  at = await openPages()
})
afterAll(() => at.close())

/** RFC 6238 by its own words, independent of the library: SHA-1, six figures, thirty seconds. */
function codeAt(secret: string, steps = 0): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const from = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

const sessions = async () => (await asAuth<{ token: string }>(`select token from auth.session`)).length
const asAuth = <Row extends Record<string, unknown>>(text: string) => at.raw<Row>(text)

async function turnOn(): Promise<void> {
  cookie = await at.signedIn()
  const begun = await at.send('/staff/me/second-factor', { intent: 'begin', password: alva.password }, cookie)
  const text = await begun.text()
  expect(text).toContain('<svg class="qr"')
  key = (/<code>([A-Z2-7 ]+)<\/code>/.exec(text)?.[1] ?? '').replaceAll(' ', '')
  const on = await at.send('/staff/me/second-factor', { intent: 'confirm', code: codeAt(key) }, cookie)
  expect(on.status).toBe(200)
  backupCodes = [...(await on.text()).matchAll(/<code>([\w]{5}-[\w]{5})<\/code>/g)].map(
    ([, code]) => code ?? '',
  )
  cookie = cookieFrom(on)
}

async function challenge(): Promise<string> {
  const answer = await at.send('/staff/sign-in', alva)
  expect(answer.headers.get('location')).toMatch(/^\/staff\/sign-in\/code/)
  return cookieFrom(answer)
}

async function reset(): Promise<void> {
  await at.raw(`delete from auth."twoFactor"`)
  await at.raw(`update auth."user" set "twoFactorEnabled" = false`)
  await at.raw(`delete from auth.verification`)
  await at.raw(`delete from auth.session`)
}

describe('a second factor', () => {
  beforeEach(async () => {
    await reset()
    await turnOn()
  })

  test('gives ten backup codes, keeps its secrets encrypted, and ends the other sessions', async () => {
    expect(new Set(backupCodes).size).toBe(10)
    const kept = JSON.stringify(await at.raw(`select * from auth."twoFactor"`))
    for (const code of [...backupCodes, key]) expect(kept).not.toContain(code)
    expect(await sessions()).toBe(1)
    expect((await at.ask('/staff/me', { headers: { cookie } })).status).toBe(200)
  })

  test('means that the password alone makes no session, whatever is done with its cookies', async () => {
    const before = await sessions()
    const answer = await at.send('/staff/sign-in', alva)
    const cookies = cookieFrom(answer)
    expect(cookies).not.toContain('session')
    expect(await sessions()).toBe(before)
    for (const path of ['/staff/day', '/staff/me', '/staff/day.data', '/staff/people'])
      expect((await at.ask(path, { headers: { cookie: cookies } })).status, path).toBe(401)
    expect(
      (await at.send('/staff/me/second-factor', { intent: 'turn-off', password: alva.password }, cookies))
        .status,
    ).toBe(401)
    expect((await at.send('/staff/me', { intent: 'end-all' }, cookies)).status).toBe(401)
  })

  test('lets her in with the code, once', async () => {
    const code = codeAt(key, 1)
    const first = await challenge()
    const second = await challenge()
    const passed = await at.send('/staff/sign-in/code', { code, next: '/staff/me' }, first)
    expect(passed.status).toBe(303)
    expect((await at.ask('/staff/me', { headers: { cookie: cookieFrom(passed) } })).status).toBe(200)
    expect((await at.send('/staff/sign-in/code', { code }, second)).status).toBe(422)
    expect((await at.send('/staff/sign-in/code', { code: codeAt(key, 1) }, first)).status).toBe(422)
  })

  test('does not let her in with a wrong code, none, or no challenge', async () => {
    const cookies = await challenge()
    const wrong = codeAt(key) === '000000' ? '111111' : '000000'
    for (const code of [wrong, '', 'abc', '0'.repeat(40), 'AAAAA-AAAAA'])
      expect((await at.send('/staff/sign-in/code', { code }, cookies)).status, code).toBe(422)
    expect((await at.send('/staff/sign-in/code', { code: codeAt(key, 1) })).status).toBe(422)
    const forged = cookies.replace(/two_factor=[^;]+/, 'two_factor=2fa-AAAAAAAAAAAAAAAAAAAA.AAAA')
    expect((await at.send('/staff/sign-in/code', { code: codeAt(key, 1) }, forged)).status).toBe(422)
  })

  test('ends a challenge after five wrong codes, so that the right one comes too late', async () => {
    const cookies = await challenge()
    const right = codeAt(key, 1)
    const wrong = ['000001', '000002', '000003', '000004', '000005', '000006'].filter(
      (code) => code !== right,
    )
    for (const code of wrong) await at.send('/staff/sign-in/code', { code }, cookies)
    expect((await at.send('/staff/sign-in/code', { code: right }, cookies)).status).toBe(422)
  })

  test('is passed by a backup code, once', async () => {
    const code = backupCodes[0] ?? ''
    expect((await at.send('/staff/sign-in/code', { code }, await challenge())).status).toBe(303)
    expect((await at.send('/staff/sign-in/code', { code }, await challenge())).status).toBe(422)
  })

  test("cannot be passed beside somebody else's session", async () => {
    const cookies = await challenge()
    const answer = await at.send('/staff/sign-in/code', { code: '123456' }, `${cookie}; ${cookies}`)
    expect(answer.status).toBe(422)
  })

  test('is turned off with the password, not without', async () => {
    expect(
      (await at.send('/staff/me/second-factor', { intent: 'turn-off', password: 'fel' }, cookie)).status,
    ).toBe(422)
    expect(
      (await at.send('/staff/me/second-factor', { intent: 'turn-off', password: alva.password }, cookie))
        .status,
    ).toBe(200)
    expect((await at.send('/staff/sign-in', alva)).headers.get('location')).toBe('/staff/day')
  })

  test('says the same of a wrong password as without one, and of somebody unknown', async () => {
    const texts = new Set<string>()
    for (const who of [
      { ...alva, password: 'fel' },
      { email: 'ingen@klinik.example', password: alva.password },
    ]) {
      const answer = await at.send('/staff/sign-in', who)
      expect(answer.status).toBe(422)
      texts.add((await answer.text()).replaceAll(who.email, ''))
    }
    expect(texts.size).toBe(1)
  })
})

describe('a person at the machine', () => {
  test('turns the second factor of anybody off', async () => {
    await reset()
    await turnOn()
    const { openAuth } = await import('../src/platform/auth.ts')
    const secret = at.keys.sign('sign-in', 'sessions')
    const auth = openAuth({
      connection: at.app,
      secret,
      url: 'http://127.0.0.1:3000',
      onError: () => undefined,
    })
    expect(await auth.secondFactor.reset(alva.email)).toBe(true)
    expect(await auth.secondFactor.reset(alva.email)).toBe(false)
    await auth.close()
    expect((await at.send('/staff/sign-in', alva)).headers.get('location')).toBe('/staff/day')
  })
})

describe('her own sessions', () => {
  let here: string
  let elsewhere: string
  beforeEach(async () => {
    await reset()
    here = await at.signedIn()
    elsewhere = await at.signedIn()
  })
  const isIn = async (who: string) => (await at.ask('/staff/me', { headers: { cookie: who } })).status === 200

  test('are listed, and one that is ended is out at once while this one stays', async () => {
    const text = await (await at.ask('/staff/me', { headers: { cookie: here } })).text()
    const ids = [...text.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id ?? '')
    expect(ids).toHaveLength(1)
    await at.send('/staff/me', { intent: 'end', session: ids[0] ?? '' }, here)
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false])
  })

  test('that ran out let nobody in', async () => {
    await at.raw(`update auth.session set "expiresAt" = now() - interval '1 minute'`)
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([false, false])
  })

  test('of another person cannot be ended', async () => {
    const other = await at.signedIn({ email: 'okand@klinik.example', password: 'ett-annat-langt-losen' })
    const id = (
      await at.raw<{ id: string }>(`select s.id from auth.session s join auth."user" u on u.id = s."userId"
      where u.email = 'okand@klinik.example'`)
    )[0]?.id
    await at.send('/staff/me', { intent: 'end', session: id ?? '' }, here)
    expect(await at.raw(`select from auth.session where id = $1`, [id])).toHaveLength(1)
    expect(other).not.toBe('')
  })

  test('end everywhere else, or everywhere', async () => {
    await at.send('/staff/me', { intent: 'end-others' }, here)
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false])
    await at.send('/staff/me', { intent: 'end-all' }, here)
    expect(await isIn(here)).toBe(false)
  })

  test('elsewhere end when the password is changed, which needs the present one', async () => {
    const next = 'en helt ny mening nu'
    const change = (current: string, to: string) =>
      at.send('/staff/me', { intent: 'password', current, next: to }, here)
    expect((await change('fel', next)).status).toBe(422)
    expect((await change(alva.password, 'kort')).status).toBe(422)
    const changed = await change(alva.password, next)
    expect(changed.status).toBe(303)
    expect([await isIn(here), await isIn(elsewhere), await isIn(cookieFrom(changed))]).toEqual([
      false,
      false,
      true,
    ])
    expect((await at.send('/staff/sign-in', alva)).status).toBe(422)
    expect((await at.send('/staff/sign-in', { ...alva, password: next })).status).toBe(303)
  })
})
