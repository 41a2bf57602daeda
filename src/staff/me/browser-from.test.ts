import { expect, test } from 'vitest'
import { browserFrom } from './browser-from.ts'

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox', 'Linux'],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  ['Chrome/1', 'Chrome', undefined],
])('%s is %s on %s', (text, browser, system) => {
  expect(browserFrom(text)).toEqual({ browser, system })
})

test('what says nothing is not guessed at', () => {
  expect(browserFrom('curl/8')).toBeUndefined()
  expect(browserFrom('')).toBeUndefined()
})
