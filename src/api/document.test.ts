import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestApi, type TestApi } from './api.makers.ts'
import { refusalTexts } from './refusal-texts.ts'

const operation = z.looseObject({
  operationId: z.string(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        schema: z.unknown(),
      }),
    )
    .optional(),
  responses: z.record(z.string(), z.unknown()),
})
const shape = z.looseObject({
  openapi: z.string(),
  servers: z.tuple([z.object({ url: z.string() })]),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
})

let api: TestApi
let document: z.infer<typeof shape>
beforeAll(async () => {
  api = await openTestApi()
  document = shape.parse((await api.ask('/api/openapi.json')).body)
})
afterAll(() => api.close())

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
  expect([validator.version, document.openapi]).toEqual(['3.1', '3.1.0'])
})

test('it names every address and method that the entrance takes', () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(operations.toSorted()).toEqual([
    'DELETE /api/v1/bookings/{secret}',
    'DELETE /api/v1/holds/{hold}',
    'GET /api/v1/bookings/{secret}',
    'GET /api/v1/bookings/{secret}/moves',
    'GET /api/v1/courses',
    'GET /api/v1/services',
    'POST /api/v1/bookings',
    'POST /api/v1/bookings/{secret}/moves',
    'POST /api/v1/holds',
    'POST /api/v1/holds/{hold}/extend',
  ])
  expect(document.servers[0].url).toBe('http://127.0.0.1:3000')
})

test('the search needs a service and nothing else, and says its limits', () => {
  const parameters = document.paths['/api/v1/courses']?.get?.parameters ?? []
  expect(parameters.filter(({ required }) => required).map(({ name }) => name)).toEqual(['service'])
  const schemaOf = (wanted: string) => parameters.find(({ name }) => name === wanted)?.schema
  expect(schemaOf('days')).toMatchObject({ type: 'integer', minimum: 1, maximum: 180, default: 180 })
  expect(schemaOf('limit')).toMatchObject({ type: 'integer', minimum: 1, maximum: 20, default: 5 })
  expect(schemaOf('from')).toMatchObject({ type: 'string', format: 'date' })
})

test('what is sent is closed: a field that is not named is not taken', () => {
  for (const name of ['NewHold', 'NewBooking', 'NewMove', 'NewClient']) {
    expect(document.components.schemas[name]).toMatchObject({ additionalProperties: false })
  }
})

test('every operation says how it refuses, with codes that exist', () => {
  const codes = Object.keys(refusalTexts)
  for (const methods of Object.values(document.paths)) {
    for (const { responses } of Object.values(methods)) {
      const refusals = Object.keys(responses).filter((status) => Number(status) >= 400)
      expect(refusals).toContain('422')
      expect(refusals).toContain('429')
    }
  }
  expect(document.components.schemas.Refused).toMatchObject({ properties: { refused: { enum: codes } } })
})
