import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApi, type TestApi } from './api.makers.ts'

let api: TestApi
beforeAll(async () => {
  api = await openTestApi()
})
afterAll(() => api.close())

test('a clinic that is not live offers nothing, finds nothing and holds nothing', async () => {
  const found = await api.firstCourse(`service=${api.clinic.analysis}`)
  await api.raw('update clinic set live = false')
  expect((await api.ask('/api/v1/services')).body).toEqual({ services: [] })
  const courses = await api.ask(`/api/v1/courses?service=${api.clinic.analysis}`)
  expect([courses.status, courses.body]).toMatchObject([409, { refused: 'not-live' }])
  const hold = await api.send('/api/v1/holds', { course: found.id })
  expect([hold.status, hold.body]).toMatchObject([409, { refused: 'not-live' }])
  expect(await api.raw('select 1 from course')).toEqual([])
})
