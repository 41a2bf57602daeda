/**
 * The whole house without a port: the built pages behind the same front as in service, on a database of their own,
 * with the small clinic in it and its first therapist able to sign in. The pages are those that `npm test` has built
 * before it runs anything; two files that build at the same time would spoil each other's.
 */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Hono } from 'hono'
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import type { Temporal } from 'temporal-polyfill'
import { confirmCourse, holdCourse, offerCourses } from '../src/booking/index.ts'
import { openAuth } from '../src/platform/auth.ts'
import { readConfig } from '../src/platform/config.ts'
import { type RequestContext, requestContext } from '../src/platform/context.ts'
import { hearChanges } from '../src/platform/hear-changes.ts'
import { openHttp } from '../src/platform/http.ts'
import { openKeptPages } from '../src/platform/kept-pages.ts'
import { openLog } from '../src/platform/log.ts'
import { readPublicMark } from '../src/site/public-mark.ts'
import { openTestClinic, type TestClinic } from './database.ts'

export const alva = { email: 'alva@klinik.example', password: 'ett-ganska-langt-losen' }
export const stranger = { email: 'okand@klinik.example', password: 'ett-annat-langt-losen' }

export type OpenPages = TestClinic & {
  readonly pages: ServerBuild
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  /** A form as a browser sends it from our own page. */
  readonly send: (path: string, fields: Record<string, string>, cookie?: string) => Promise<Response>
  /** The cookie of somebody who is signed in. */
  readonly signedIn: (who?: typeof alva) => Promise<string>
  /** Books the first course that is offered, and returns its visits' ids. */
  readonly book: (name?: string) => Promise<readonly string[]>
}

type Settings = {
  readonly rate?: 'on' | 'off'
  readonly now?: () => Temporal.Instant
  /** Pages are drawn anew each time unless a test is about keeping them. */
  readonly keeps?: boolean
  /** What else the house is started with. */
  readonly set?: Readonly<Record<string, string>>
}

export async function openPages({
  rate = 'off',
  now,
  keeps = false,
  set,
}: Settings = {}): Promise<OpenPages> {
  const at = await openTestClinic()
  const config = readConfig({ LYSTER_DATA: tmpdir(), LYSTER_RATE: rate, LYSTER_LOG: 'silent', ...set })
  const secret = at.keys.sign('sign-in', 'sessions')
  const auth = openAuth({ connection: at.app, secret, url: config.url, onError: () => undefined })
  const pages = await loadPages()
  const changes = hearChanges(at.app, () => undefined)
  const log = openLog('silent')
  const clock = now ?? (() => at.now)
  const sources = { db: at.db, url: config.url, readMark: readPublicMark, now: clock, changes }
  const keptPages = keeps ? openKeptPages(sources) : undefined
  const parts = { config, db: at.db, keys: at.keys, auth, log, now: clock, changes }
  const house = keptPages ? { ...parts, keptPages } : parts
  const app = openHttp(house, { api: new Hono(), pages: drawPages(pages) })
  const user = await auth.setPassword({ name: 'Alva Exempel', ...alva })
  await at.raw(`update staff set user_id = $1 where name = 'Alva Exempel'`, [user])
  await auth.setPassword({ name: 'Någon Annan', ...stranger })
  const ask = async (path: string, init?: RequestInit) => app.request(`http://127.0.0.1:3000${path}`, init)
  const send = (path: string, fields: Record<string, string>, cookie = '') =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'sec-fetch-site': 'same-origin', cookie },
    })
  return {
    ...at,
    pages,
    ask,
    send,
    signedIn: async (who = alva) => cookieFrom(await send('/staff/sign-in', who)),
    book: (name = 'Vera Exempel') => bookFirst(at, name),
    close: async () => {
      keptPages?.close()
      await changes.close()
      await auth.close()
      await at.close()
    },
  }
}

async function loadPages(): Promise<ServerBuild> {
  const built = new URL('../build/server/index.js', import.meta.url)
  if (!existsSync(built)) throw new Error('There are no built pages yet: node scripts/build.ts makes them.')
  return import(built.href)
}

export function cookieFrom(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

function drawPages(pages: ServerBuild) {
  const handle = createRequestHandler(pages, 'production')
  return (request: Request, context: RequestContext) => {
    const provider = new RouterContextProvider()
    provider.set(requestContext, context)
    return handle(request, provider)
  }
}

async function bookFirst(at: TestClinic, name: string): Promise<readonly string[]> {
  const { keys, now } = at
  const client = { name, email: 'vera@klinik.example', phone: '+46701740605', contact: 'email' as const }
  const booked = await at.db.inClinic(at.clinic.id, async (trx) => {
    const offers = await offerCourses(trx, {
      service: at.clinic.treatment,
      days: 120,
      limit: 1,
      wish: {},
      now,
      keys,
    })
    if ('refused' in offers) return offers
    const hold = await holdCourse(trx, { course: offers.courses[0]?.id ?? '', keys, heldFor: name, now })
    if ('refused' in hold) return hold
    return confirmCourse(trx, {
      hold: hold.hold,
      keys,
      client,
      language: 'sv',
      key: name,
      requestHash: name,
      now,
    })
  })
  if ('refused' in booked) throw new Error(booked.refused)
  const rows = await at.raw<{ visit_id: string }>(
    `select visit_id from visit join course using (clinic_id, course_id) join client using (clinic_id, client_id)
     where client.name = $1 order by position`,
    [name],
  )
  return rows.map((row) => row.visit_id)
}
