/** The entrance as it stands in service, before a real database with the small clinic of the tests. */
import { Hono } from 'hono'
import type { Temporal } from 'temporal-polyfill'
import { z } from '@hono/zod-openapi'
import { openAuth } from '#platform/auth'
import { readConfig } from '#platform/config'
import type { HttpEnv } from '#platform/http'
import { openLog } from '#platform/log'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { openApi } from './index.ts'
import { course, refused, visit } from './shapes.ts'

type Settings = { readonly rateLimits?: boolean }

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

export type TestApi = Awaited<ReturnType<typeof openTestApi>>

export async function openTestApi({ rateLimits = false }: Settings = {}) {
  const house = await openTestClinic()
  const clock = { now: house.now }
  const broken: Error[] = []
  const { app, close } = mount(house, { rateLimits, clock, broken })
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await app.request(path, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text ? JSON.parse(text) : undefined,
    }
  }
  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const courses = async (query: string) => {
    const { body } = await ask(`/api/v1/courses?${query}`)
    return coursesAnswer.parse(body)
  }
  const firstCourse = async (query: string) => {
    const [first] = (await courses(query)).courses
    if (!first) throw new Error(`No course for ${query}.`)
    return first
  }
  const hold = async (id: string) => holdAnswer.parse((await send('/api/v1/holds', { course: id })).body)
  return {
    ...house,
    clock,
    broken,
    ask,
    send,
    courses,
    firstCourse,
    hold,
    later: (minutes: number) => {
      clock.now = clock.now.add({ minutes })
    },
    close: async () => {
      await close()
      await house.close()
    },
  }
}

const strictRefusal = refused.strict()
const coursesAnswer = z.strictObject({ courses: z.array(course.strict()), more: z.boolean() })
export const holdAnswer = z.strictObject({
  hold: z.string(),
  expires: z.string(),
  visits: z.array(visit.strict()),
})
export const bookingAnswer = z.strictObject({ secret: z.string(), visits: z.array(visit.strict()) })

/** The refusal that an answer is, and nothing besides. */
export function refusalOf({ body }: Answer) {
  return strictRefusal.parse(body)
}

export const aClient = {
  name: 'Prov Provsson',
  email: 'prov@exempel.example',
  phone: '070-174 06 05',
  contact: 'email',
}

function mount(
  { db, app: address, clinic, keys }: TestClinic,
  { rateLimits, clock, broken }: { rateLimits: boolean; clock: { now: Temporal.Instant }; broken: Error[] },
) {
  const config = readConfig({ LYSTER_RATE: rateLimits ? 'on' : 'off', LYSTER_URL: 'http://127.0.0.1:3000' })
  const auth = openAuth({
    connection: address,
    secret: 'x'.repeat(32),
    url: config.url,
    onError: () => undefined,
  })
  const app = new Hono<HttpEnv>()
  app.onError((error, c) => {
    broken.push(error)
    return c.json({ refused: 'broken' }, 500)
  })
  app.use(async (c, next) => {
    c.set('request', {
      clinic: clinic.id,
      inClinic: (work) => db.inClinic(clinic.id, work),
      now: () => clock.now,
      config,
      keys,
      auth,
      log: openLog('silent'),
      address: c.req.header('x-test-address') ?? 'here',
    })
    await next()
  })
  app.route('/api', openApi())
  return { app, close: () => auth.close() }
}
