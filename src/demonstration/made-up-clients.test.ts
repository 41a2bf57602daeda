import { expect, test } from 'vitest'
import { madeUpClient } from './made-up-clients.ts'

const clients = Array.from({ length: 3000 }, (_, n) => madeUpClient(n))

test('no two made-up clients share an address, and a thousand in a row have a thousand names', () => {
  expect(new Set(clients.map(({ email }) => email)).size).toBe(3000)
  expect(new Set(clients.slice(0, 1000).map(({ name }) => name)).size).toBe(1000)
})

test('made-up clients can be reached nowhere: numbers of PTS for books and films, addresses in .example', () => {
  for (const { email, phone } of clients) {
    expect(email).toMatch(/^[a-z]+[.][a-z]+[.][0-9]+@post[.]example$/)
    const last = /^\+467017406([0-9]{2})$/.exec(phone)?.[1]
    expect(Number(last)).toBeGreaterThanOrEqual(5)
  }
})
