import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

describe('without any setting', () => {
  test('Lyster listens on this machine only, with its limits on and its own database', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      url: 'http://127.0.0.1:3000',
      data: './data',
      database: undefined,
      rateLimits: true,
      demonstrationJsonLd: false,
      proxy: false,
      logLevel: 'info',
    })
  })

  test('an empty setting is none', () => {
    expect(readConfig({ PORT: '', LYSTER_URL: '', DATABASE_URL: '' })).toEqual(readConfig({}))
  })
})

describe('a setting that cannot be used is named', () => {
  test.each([
    ['PORT', { PORT: 'eighty' }],
    ['PORT', { PORT: '70000' }],
    ['LYSTER_URL', { LYSTER_URL: 'klinik.example' }],
    ['LYSTER_URL', { LYSTER_URL: 'javascript:alert(1)' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x/y', DATABASE_OWNER_URL: 'postgres://x/y' }],
    ['LYSTER_RATE', { LYSTER_RATE: 'no' }],
    ['LYSTER_LOG', { LYSTER_LOG: 'everything' }],
    ['DATABASE_OWNER_URL', { DATABASE_URL: 'postgres://a@b/c' }],
    ['DATABASE_URL', { DATABASE_OWNER_URL: 'postgres://a@b/c' }],
  ])('%s in %j', (name, env) => {
    expect(() => readConfig(env)).toThrow(name)
  })

  test('all of them at once, in one sentence', () => {
    expect(() => readConfig({ PORT: 'x', LYSTER_RATE: 'x' })).toThrow(/PORT: .*; LYSTER_RATE: /)
  })
})

describe('LYSTER_RATE=off', () => {
  test.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])(
    'is taken on %s, which only this machine reaches',
    (host) => {
      expect(readConfig({ LYSTER_RATE: 'off', LYSTER_HOST: host }).rateLimits).toBe(false)
    },
  )

  test.each([
    '0.0.0.0',
    '::',
    '192.168.1.5',
    'klinik.example',
    '127.0.0.1.example',
    '1270.0.0.1',
    'localhost.example',
  ])('is refused on %s', (host) => {
    expect(() => readConfig({ LYSTER_RATE: 'off', LYSTER_HOST: host })).toThrow('LYSTER_RATE=off is refused')
  })
})

test('the address of links is the one that was set, without a slash at its end', () => {
  expect(readConfig({ LYSTER_URL: 'https://klinik.example/' }).url).toBe('https://klinik.example')
  expect(readConfig({ LYSTER_HOST: '::1', PORT: '8080' }).url).toBe('http://[::1]:8080')
})
