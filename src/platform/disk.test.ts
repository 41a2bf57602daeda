import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { type DiskLimits, readRoom, type Room, watchDisk } from './disk.ts'
import { onlyReadWhenFull } from './front.ts'
import type { HttpEnv } from './http-env.ts'

const limits: DiskLimits = { low: { share: 0.2, bytes: 1e12 }, full: { share: 0.03, bytes: 1e12 } }
const isRoot = process.getuid?.() === 0

describe.skipIf(!isRoot)('a disk of ten megabytes (as root only)', () => {
  test('well, then low at a fifth, then full at three in a hundred, and well again; each change told once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lyster-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=10m', 'tmpfs', folder])
    const told: Room[] = []
    const watch = await watchDisk({ folder, limits, everyMilliseconds: 20, told: (room) => told.push(room) })
    const fill = async (megabytes: number) => {
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(megabytes * 1024 * 1024))
      await new Promise((resolve) => setTimeout(resolve, 100))
      return watch.state()
    }
    try {
      expect(watch.state()).toBe('well')
      expect(await fill(7.5)).toBe('well')
      expect(await fill(8.5)).toBe('low')
      expect(await fill(9.8)).toBe('full')
      expect(await fill(1)).toBe('well')
      expect(told.map(({ state }) => state)).toEqual(['low', 'full', 'well'])
    } finally {
      watch.close()
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true })
    }
  })
})

test('on a large disk the bytes decide: little of much may still be plenty', async () => {
  const { bavail, bsize } = statfsSync('/')
  const free = bavail * bsize
  const of = (bytes: number) => readRoom('/', { low: { share: 1, bytes }, full: { share: 0, bytes } })
  expect((await of(free / 2)).state).toBe('well')
  expect((await of(free * 2)).state).toBe('low')
})

test('while the disk is full one may read and sign in, and nothing is booked', async () => {
  let state: 'well' | 'full' = 'full'
  const app = new Hono<HttpEnv>().use(onlyReadWhenFull(() => state)).all('*', (c) => c.text('done'))
  const status = async (method: string, path: string) => (await app.request(path, { method })).status
  expect(await status('GET', '/sv/book')).toBe(200)
  expect(await status('POST', '/staff/sign-in')).toBe(200)
  expect(await status('POST', '/sv/hold/x')).toBe(503)
  expect(await status('DELETE', '/api/v1/holds/x')).toBe(503)
  const answer = await app.request('/api/v1/bookings', { method: 'POST' })
  expect(await answer.json()).toMatchObject({ refused: 'unavailable' })
  expect(answer.headers.get('retry-after')).toBe('300')
  expect(await (await app.request('/sv/hold/x', { method: 'POST' })).text()).toContain('bara att läsa')
  state = 'well'
  expect(await status('POST', '/sv/hold/x')).toBe(200)
})
