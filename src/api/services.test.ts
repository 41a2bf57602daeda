import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApi, type TestApi } from './api.makers.ts'

let api: TestApi
beforeAll(async () => {
  api = await openTestApi()
})
afterAll(() => api.close())

test('the services are listed with the time that the client is there and the price in öre', async () => {
  const { status, body } = await api.ask('/api/v1/services')
  const { treatment, analysis } = api.clinic
  expect(status).toBe(200)
  expect(body).toEqual({
    services: [
      {
        id: treatment,
        name: 'Microneedling, tre behandlingar',
        visits: 3,
        minutes: 90,
        price: { amount: 585000, currency: 'SEK' },
      },
      { id: analysis, name: 'Hudanalys', visits: 1, minutes: 45, price: { amount: 45000, currency: 'SEK' } },
    ],
  })
})

test('names are in the language of the query, else of the header, else of the clinic', async () => {
  const english = { headers: { 'accept-language': 'en-GB,en;q=0.9' } }
  const firstName = async (path: string, init?: RequestInit) => {
    const { text } = await api.ask(path, init)
    return text.includes('three treatments') ? 'en' : 'sv'
  }
  expect(await firstName('/api/v1/services')).toBe('sv')
  expect(await firstName('/api/v1/services', english)).toBe('en')
  expect(await firstName('/api/v1/services?language=sv', english)).toBe('sv')
  expect(await firstName('/api/v1/services?language=en')).toBe('en')
})
