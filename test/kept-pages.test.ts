/** Pages that are sent from memory: true at once after a change, never another clinic's, and drawn once for all. */
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { approveShort, certifyBoth, publishShort, shortDraft, shortText } from '../src/guide/makers.ts'
import { saveText } from '../src/guide/save-text.ts'
import { openKeptPages } from '../src/platform/kept-pages.ts'
import { openPages, type OpenPages } from './open-pages.ts'
import { addSmallClinic } from './small-clinic.ts'

const path = '/sv/guide/kort-text'
let at: OpenPages
let who: Awaited<ReturnType<typeof certifyBoth>>

beforeAll(async () => {
  at = await openPages({ keeps: true })
  who = await certifyBoth(at)
  await approveShort(at, { hash: await publishShort(at), by: who.bo })
})
afterAll(() => at.close())

const asked = (headers: Record<string, string> = {}, init: RequestInit = {}) =>
  at.ask(path, { ...init, headers })
const tagOf = async () => (await asked()).headers.get('etag') ?? ''

describe('a page that is kept', () => {
  test('says the same in each encoding, under a tag of its own', async () => {
    const plain = await asked()
    const packed = await asked({ 'accept-encoding': 'gzip, br' })
    expect(packed.headers.get('content-encoding')).toBe('br')
    expect(packed.headers.get('vary')).toBe('Accept-Encoding')
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'))
    expect(brotliDecompressSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(await plain.text())
    const refused = await asked({ 'accept-encoding': 'br;q=0, gzip' })
    expect(refused.headers.get('content-encoding')).toBe('gzip')
  })

  test('a picture under a query is not drawn: its own address is told', async () => {
    const answer = await at.ask(`${path}/picture.png?x=1`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `${path}/picture.png`])
  })

  test('is sent with all that a drawn page is sent with', async () => {
    const drawn = await at.ask(`${path}?drawn`)
    const kept = await asked()
    for (const name of [
      'content-security-policy',
      'x-content-type-options',
      'referrer-policy',
      'content-type',
    ])
      expect(kept.headers.get(name), name).toBe(drawn.headers.get(name))
    expect(kept.headers.get('cache-control')).toBe('no-cache')
    expect(kept.headers.get('x-request-id')).not.toBe((await asked()).headers.get('x-request-id'))
    expect(drawn.headers.get('cache-control'), 'an address with a query is not kept').toBe('no-store')
  })

  test('is not sent again to a browser that has it, whatever stands between calls its tag', async () => {
    const tag = await tagOf()
    for (const told of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await asked({ 'if-none-match': told })
      expect(answer.status, told).toBe(304)
      expect(await answer.text()).toBe('')
      expect(answer.headers.get('etag')).toBe(tag)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    }
    expect((await asked({ 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('is told of without its body to HEAD', async () => {
    const whole = await asked()
    const head = await asked({}, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'))
  })

  test('leaves what is not there, and what a form sends, as they were', async () => {
    const lost = await at.ask('/sv/guide/nowhere')
    expect(lost.status).toBe(404)
    expect(lost.headers.get('cache-control')).toBe('no-store')
    expect(lost.headers.get('etag')).toBeNull()
    expect((await at.ask('/')).headers.get('etag')).toBeNull()
  })
})

describe('a change', () => {
  test('of a word shows when it is approved, and not before', async () => {
    const before = await tagOf()
    const draft = { ...shortDraft, summary: 'En alldeles ny mening.' }
    const now = at.now.add({ minutes: 1 })
    await at.db.inClinic(at.clinic.id, (trx) =>
      saveText(trx, { ...shortText, draft, began: 1, by: who.alva, now }),
    )
    await pause(1200)
    expect(await tagOf(), 'a draft').toBe(before)
    const [{ content_hash: hash } = { content_hash: '' }] = await at.raw<{ content_hash: string }>(
      'select content_hash from article where slug = $1',
      ['kort-text'],
    )
    await approveShort(at, { hash, by: who.bo, now: at.now.add({ minutes: 5 }) })
    await vi.waitFor(
      async () => expect(await (await asked()).text()).toContain('En alldeles ny mening.'),
      3000,
    )
    expect(await tagOf()).not.toBe(before)
  })

  test('that nobody hinted at is found within two seconds', async () => {
    await asked()
    await at.raw(`update clinic set name = 'Kliniken med nytt namn'`)
    await vi.waitFor(async () => expect(await (await asked()).text()).toContain('nytt namn'), {
      timeout: 3000,
      interval: 100,
    })
  })
})

describe('kept pages', () => {
  const parts = () => ({
    db: at.db,
    url: 'http://127.0.0.1:3000',
    readMark: async () => 'one',
    now: () => at.now,
  })
  const page = (words: string) => new Response(words, { headers: { 'content-type': 'text/html' } })

  test('are drawn once however many ask meanwhile, and asked of the database once', async () => {
    const marks = vi.fn(async () => 'one')
    const kept = openKeptPages({ ...parts(), readMark: marks })
    let drawn = 0
    const draw = async () => {
      drawn += 1
      await pause(50)
      return page('drawn')
    }
    const all = await Promise.all(Array.from({ length: 40 }, () => kept.getOrDraw('', path, draw)))
    for (let again = 0; again < 100; again += 1) expect(kept.find('', path)).toBe(all[0])
    expect(drawn).toBe(1)
    expect(marks).toHaveBeenCalledTimes(1)
  })

  test('are never what belongs to one person, or what is not a page', async () => {
    const kept = openKeptPages(parts())
    const refused = [
      new Response('hers', { headers: { 'set-cookie': 'a=b' } }),
      new Response('lost', { status: 404 }),
      new Response('moved', { status: 302 }),
    ]
    for (const answer of refused) expect(await kept.getOrDraw('', path, async () => answer)).toBeUndefined()
    expect(kept.find('', path)).toBeUndefined()
  })

  test('are each clinic’s own, whatever the path', async () => {
    const host = 'second.example'
    await addSmallClinic(at, host)
    await at.raw(`insert into directory.clinic_host (clinic_id, host) values ($1, 'first.example')`, [
      at.clinic.id,
    ])
    const kept = openKeptPages(parts())
    const first = await kept.getOrDraw('first.example', path, async () => page('the first one’s'))
    const second = await kept.getOrDraw(host, path, async () => page('the second one’s'))
    expect(first?.packed.identity.body.toString()).toBe('the first one’s')
    expect(second?.packed.identity.body.toString()).toBe('the second one’s')
    expect(kept.find('first.example', path)).toBe(first)
    expect(kept.find(host, path)).toBe(second)
    expect(kept.find('third.example', path)).toBeUndefined()
  })
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
