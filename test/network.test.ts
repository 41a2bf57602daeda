/** The network on real ports: HTTPS of our own and its renewal, who may sign in where, floods and slow clients. */
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { connect as connectPlain } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type PeerCertificate } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { request } from 'node:https'
import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openAuth } from '../src/platform/auth.ts'
import { readConfig } from '../src/platform/config.ts'
import { listen, openHttp } from '../src/platform/http.ts'
import { openLog } from '../src/platform/log.ts'
import { openTestClinic, type TestClinic } from './database.ts'

const fixture = (name: string) => fileURLToPath(new URL(`./tls/${name}.pem`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'lyster-tls-'))
const files = { LYSTER_TLS_CERT: join(folder, 'cert.pem'), LYSTER_TLS_KEY: join(folder, 'key.pem') }

function show(name: 'one' | 'two'): void {
  copyFileSync(fixture(`${name}.cert`), files.LYSTER_TLS_CERT)
  copyFileSync(fixture(`${name}.key`), files.LYSTER_TLS_KEY)
}

let at: TestClinic
let auth: ReturnType<typeof openAuth>
const servers: { close: () => Promise<void> }[] = []

beforeAll(async () => {
  show('one')
  at = await openTestClinic()
  auth = openAuth({
    connection: at.app,
    secret: 'x'.repeat(32),
    url: 'https://klinik.example',
    onError: () => undefined,
  })
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
afterAll(async () => {
  await auth.close()
  await at.close()
  rmSync(folder, { recursive: true })
})

function house(env: Record<string, string>) {
  const config = readConfig(env)
  const parts = { config, db: at.db, keys: at.keys, auth, log: openLog('silent'), now: () => at.now }
  const pages = async (asked: Request) => new Response(`a page at ${new URL(asked.url).protocol}`)
  return { config, app: openHttp(parts, { api: new Hono(), pages }) }
}

async function served(env: Record<string, string>): Promise<number> {
  const { config, app } = house(env)
  const server = await listen(app, { ...config, host: '127.0.0.1', port: 0 })
  servers.push(server)
  return server.port
}

describe('HTTPS with a certificate of our own', () => {
  const overTls = (port: number, path: string) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>(
      (resolve, reject) => {
        const sent = request(
          { host: '127.0.0.1', port, path, ca: readFileSync(files.LYSTER_TLS_CERT), agent: false },
          (answer) => {
            const parts: Buffer[] = []
            answer.on('data', (part: Buffer) => parts.push(part))
            answer.on('end', () =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                text: Buffer.concat(parts).toString(),
              }),
            )
          },
        )
        sent.on('error', reject).end()
      },
    )

  test('pages and the staff’s are served, and browsers are told to stay with it', async () => {
    const port = await served({ ...files, LYSTER_HOST: '0.0.0.0', LYSTER_URL: 'https://klinik.example' })
    const page = await overTls(port, '/sv')
    expect([page.status, page.text]).toEqual([200, 'a page at https:'])
    expect(page.headers['strict-transport-security']).toContain('max-age=31536000')
    expect((await overTls(port, '/staff/sign-in')).status).toBe(200)
    await expect(fetch(`http://127.0.0.1:${port}/sv`)).rejects.toThrow()
  })

  const shownAt = async (port: number): Promise<PeerCertificate> => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
    await once(socket, 'secureConnect')
    const certificate = socket.getPeerCertificate()
    socket.destroy()
    return certificate
  }

  test('a renewed certificate is shown on SIGHUP without a restart; one that is broken is not', async () => {
    const port = await served({ ...files, LYSTER_URL: 'https://klinik.example' })
    const first = await shownAt(port)
    show('two')
    process.emit('SIGHUP')
    const second = await shownAt(port)
    expect(second.serialNumber).not.toBe(first.serialNumber)
    writeFileSync(files.LYSTER_TLS_CERT, 'half of it')
    process.emit('SIGHUP')
    expect((await shownAt(port)).serialNumber).toBe(second.serialNumber)
    show('one')
  })

  test('it is shown as well when only the files have changed', async () => {
    const port = await served({ ...files, LYSTER_URL: 'https://klinik.example' })
    const first = await shownAt(port)
    show('two')
    utimesSync(files.LYSTER_TLS_CERT, new Date(), new Date(Date.now() + 5000))
    let serial = first.serialNumber
    for (const end = Date.now() + 15_000; serial === first.serialNumber && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 250))
      serial = (await shownAt(port)).serialNumber
    }
    expect(serial).not.toBe(first.serialNumber)
    show('one')
  }, 30_000)

  test('what cannot be used is refused at the start, in a sentence', async () => {
    const tls = { cert: files.LYSTER_TLS_CERT, key: files.LYSTER_TLS_KEY }
    const start = (more: Partial<typeof tls>) =>
      Promise.resolve()
        .then(() => listen(house({}).app, { host: '127.0.0.1', port: 0, tls: { ...tls, ...more } }))
        .then(() => 'it runs')
        .catch((error: Error) => error.message)
    expect(await start({ cert: join(folder, 'none.pem') })).toBe(
      `LYSTER_TLS_CERT names the file ${join(folder, 'none.pem')}, which cannot be read (ENOENT).`,
    )
    expect(await start({ key: fixture('two.key') })).toBe(
      `LYSTER_TLS_KEY (${fixture('two.key')}) is not the key of LYSTER_TLS_CERT (${tls.cert}).`,
    )
    expect(await start({ key: tls.cert })).toContain('holds nothing of that kind in PEM form')
  })

  test('the settings go together, and the address begins with https', () => {
    expect(() => readConfig({ LYSTER_TLS_CERT: 'x' })).toThrow('go together')
    expect(() => readConfig({ ...files, LYSTER_URL: 'http://klinik.example' })).toThrow('begins with https')
    expect(() => readConfig({ LYSTER_PROXY: 'on' })).toThrow('begins with https')
    expect(readConfig({ ...files }).url).toBe('https://127.0.0.1:3000')
    expect(() =>
      readConfig({ LYSTER_RATE: 'off', LYSTER_PROXY: 'on', LYSTER_URL: 'https://a.example' }),
    ).toThrow('LYSTER_RATE=off is refused')
  })
})

describe('off this machine without TLS', () => {
  const paths = [
    '/staff',
    '/staff/sign-in',
    '/STAFF/day',
    '/%73taff/sign-in',
    '/staff/sign-in.data',
    '//staff',
  ]

  test('nobody signs in, and the page says why in both languages; public pages are there', async () => {
    const { app } = house({ LYSTER_HOST: '0.0.0.0' })
    for (const path of paths) {
      const answer = await app.request(`http://klinik.example${path}`)
      expect([path, answer.status]).toEqual([path, 403])
      const text = await answer.text()
      expect(text).toContain('Här går det inte att logga in')
      expect(text).toContain('LYSTER_TLS_CERT')
      expect(text).toContain('You cannot sign in here')
    }
    const tried = { method: 'POST', body: 'email=a&password=b', headers: { 'sec-fetch-site': 'same-origin' } }
    expect((await app.request('http://klinik.example/staff/sign-in', tried)).status).toBe(403)
    expect((await app.request('http://klinik.example/sv/book')).status).toBe(200)
    expect((await app.request('http://klinik.example/plain.css')).headers.get('content-type')).toContain(
      'css',
    )
  })

  const from = (address: string, headers: Record<string, string> = {}) =>
    [{ headers }, { incoming: { socket: { remoteAddress: address } } }] as const

  test('behind a declared proxy staff sign in, and not around it', async () => {
    const { app } = house({
      LYSTER_HOST: '0.0.0.0',
      LYSTER_PROXY: 'on',
      LYSTER_URL: 'https://klinik.example',
    })
    const through = from('10.0.0.2', { 'x-forwarded-for': '203.0.113.9' })
    expect((await app.request('http://klinik.example/staff/sign-in', ...through)).status).toBe(200)
    expect((await app.request('http://klinik.example/staff/sign-in', ...from('10.0.0.7'))).status).toBe(403)
    expect((await app.request('http://klinik.example/sv', ...from('10.0.0.7'))).status).toBe(200)
  })

  test('on this machine alone no certificate is asked for', async () => {
    const { app } = house({})
    expect((await app.request('http://127.0.0.1:3000/staff/sign-in')).status).toBe(200)
  })
})

describe('floods and slow clients', () => {
  test('a flood is answered with 429 before the database is asked, its network alone, and only for a while', async () => {
    const { app } = house({})
    const ask = (address: string) =>
      app.request('http://127.0.0.1:3000/sv', {}, { incoming: { socket: { remoteAddress: address } } })
    const statuses = []
    for (let i = 0; i < 400; i += 1) statuses.push((await ask(`2001:db8:1:2::${i.toString(16)}`)).status)
    const refused = statuses.filter((status) => status === 429).length
    expect(refused).toBeGreaterThan(30)
    expect(statuses.slice(0, 300).every((status) => status === 200)).toBe(true)
    const answer = await ask('2001:db8:1:2:ffff::1')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '30'])
    expect(await answer.text()).toContain('Det gick för fort')
    expect((await ask('2001:db8:1:3::1')).status).toBe(200)
  })

  test('a header that is sent forever and one that is too large are cut off; others are answered meanwhile', async () => {
    const port = await served({ LYSTER_RATE: 'off' })
    const slow = Array.from({ length: 200 }, () => {
      const socket = connectPlain({ host: '127.0.0.1', port })
      socket.on('error', () => undefined)
      socket.write('GET /sv HTTP/1.1\r\nHost: klinik.example\r\n')
      return socket
    })
    const dribble = setInterval(
      () => slow.forEach((socket) => socket.writable && socket.write('X-A: b\r\n')),
      500,
    )
    const began = Date.now()
    const first = slow[0]
    expect((await fetch(`http://127.0.0.1:${port}/sv`)).status).toBe(200)
    expect(Date.now() - began).toBeLessThan(1_000)
    await new Promise((resolve) => first?.once('close', resolve))
    clearInterval(dribble)
    expect(Date.now() - began).toBeLessThan(13_000)
    for (const socket of slow) socket.destroy()
    const large = await fetch(`http://127.0.0.1:${port}/sv`, { headers: { 'x-a': 'b'.repeat(20_000) } })
    expect(large.status).toBe(431)
  }, 30_000)
})
