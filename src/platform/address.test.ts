import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { HttpEnv } from './http-env.ts'
import { addressOf } from './address.ts'
import { isLoopback, networkOf } from './network.ts'

test.each([
  ['203.0.113.77', '203.0.113.77'],
  ['::ffff:203.0.113.77', '203.0.113.77'],
  ['2001:db8:1:2::1', '2001:db8:1:2'],
  ['2001:0db8:0001:0002:ffff:ffff:ffff:9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8::2:9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

async function asked(proxy: boolean, forwarded?: string): Promise<string> {
  const app = new Hono<HttpEnv>().get('/', (c) => c.text(addressOf(c, proxy)))
  const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return (await app.request('/', { headers }, env)).text()
}

test('a header is believed only of a declared proxy, and of that only the last hop', async () => {
  expect(await asked(false, '203.0.113.9')).toBe('127.0.0.1')
  expect(await asked(true, '1.2.3.4, 203.0.113.9')).toBe('203.0.113.9')
  expect(await asked(true)).toBe('127.0.0.1')
})

test('loopback is this machine and no name that looks like it', () => {
  for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    expect(isLoopback(host)).toBe(true)
  for (const host of ['0.0.0.0', '::', '127.0.0.1.example', '10.0.0.1', ''])
    expect(isLoopback(host)).toBe(false)
})
