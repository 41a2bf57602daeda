/**
 * One process answers everything: health, the API, files with a hash in their name, and pages for the rest.
 * Breakage is caught here and nowhere else: logged once with the request's id, and shown as a kind page.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { addressOf } from './address.ts'
import { isDatabaseAway } from './away.ts'
import type { RequestContext } from './context.ts'
import type { Db } from './db.ts'
import { keepFloodsOut, keepStaffOffOpenLines, onlyReadWhenFull } from './front.ts'
import { comesFromElsewhere, headersFor, pathTemplate } from './gate.ts'
import type { House } from './house.ts'
import type { HttpEnv } from './http-env.ts'
import { networkOf } from './network.ts'
import { away, broken, showPlainPage } from './plain-page.ts'
import { keepPages } from './send-kept-pages.ts'

export type { HttpEnv } from './http-env.ts'
export { listen } from './listen.ts'

export type Answers = {
  readonly api: Hono<HttpEnv>
  readonly pages: (request: Request, context: RequestContext) => Promise<Response>
}

const largestBody = 64 * 1024
/** A file of clients or a logo may be larger; only these pages take one, and only from somebody who is signed in. */
const filePath = /^\/staff\/(?:clients\/import|clinic\/look)(?:\.data)?$/
const largestFile = 8 * 1024 * 1024

export function openHttp(house: House, { api, pages }: Answers): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const { config, metrics, routeOf = pathTemplate } = house
  app.onError((error, c) => showBreakage(house, error, c))
  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    await next()
    for (const [name, value] of headersFor(config.url, c.req.path, new URL(c.req.url).search)) {
      if (!c.res.headers.has(name)) c.header(name, value)
    }
    // What is missing while a new version is put in place must not be missing for a year.
    if (!c.res.ok && c.res.status !== 304) c.header('Cache-Control', 'no-store')
    c.header('X-Request-Id', c.get('requestId'))
  })
  if (metrics) app.use(metrics.timeRequests(routeOf))
  app.use(noteDown(house))
  app.use(keepFloodsOut(config, house.flood), keepStaffOffOpenLines(config))
  app.get('/healthz', (c) => c.json({ alive: true }))
  app.get('/readyz', (c) => answerReady(house, c))
  app.get('/assets/*', serveStatic({ root: 'build/client', precompressed: true }))
  app.get('/favicon.svg', serveStatic({ root: 'build/client' }))
  app.get('/plain.css', (c) => c.body(plainCss, 200, { 'Content-Type': 'text/css' }))
  if (metrics) app.get('/metrics', (c) => metrics.answer(c))
  if (house.disk) app.use(onlyReadWhenFull(house.disk))
  const ordinary = bodyLimit({ maxSize: largestBody, onError: (c) => tooLarge(c) })
  const withFile = bodyLimit({ maxSize: largestFile, onError: (c) => tooLarge(c) })
  app.use((c, next) => (filePath.test(c.req.path) ? withFile(c, next) : ordinary(c, next)))
  app.use(keepPages(house))
  app.use(async (c, next) => {
    if (comesFromElsewhere(c.req.raw))
      return c.text('This form was sent from another site, so it was not taken.', 403)
    const context = await contextFor(house, c)
    if (!context) return c.text('No clinic answers at this address.', 404)
    c.set('request', context)
    return next()
  })
  app.route('/api', api)
  app.all('*', async (c) => {
    const answer = await pages(c.req.raw, c.get('request'))
    // A page draws what broke in it itself; that the database was away is not the page's to say.
    return answer.status === 500 && (await isAway(house.db)) ? showPlainPage(c, away) : answer
  })
  return app
}

const plainCss = readFileSync(new URL('./look/plain.css', import.meta.url), 'utf8')

/** Each request in one line, for those who ask for it; what broke has a line of its own. */
function noteDown({ log, routeOf = pathTemplate }: House): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const began = performance.now()
    await next()
    const milliseconds = Math.round(performance.now() - began)
    const { method, path } = c.req
    const line = {
      request: c.get('requestId'),
      method,
      path: routeOf(path),
      status: c.res.status,
      milliseconds,
    }
    log.debug(line, 'a request was answered')
  }
}

async function isAway(db: Db): Promise<boolean> {
  return db.ready().then(() => false, isDatabaseAway)
}

async function contextFor(house: House, c: Context<HttpEnv>): Promise<RequestContext | undefined> {
  const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
  const clinic = await house.db.findClinic(host)
  if (!clinic) return undefined
  const { config, keys, auth, changes, now } = house
  return {
    clinic,
    inClinic: (work) => countingRefusals(house, house.db.inClinic(clinic, work)),
    now,
    config,
    keys,
    auth,
    changes,
    log: house.log.child({ request: c.get('requestId'), path: templateOf(house, c) }),
    address: keys.sign('address', networkOf(addressOf(c, config.proxy))),
  }
}

async function countingRefusals<T>({ metrics }: House, answered: Promise<T>): Promise<T> {
  const answer = await answered
  if (typeof answer === 'object' && answer !== null && 'refused' in answer)
    metrics?.countRefusal(String(answer.refused))
  return answer
}

function templateOf({ routeOf = pathTemplate }: House, c: Context): string {
  return routeOf(c.req.path)
}

async function answerReady(house: House, c: Context<HttpEnv>): Promise<Response> {
  try {
    await house.db.ready()
    return c.json({ ready: true })
  } catch {
    return c.json({ ready: false }, 503)
  }
}

function tooLarge(c: Context): Response {
  const message = 'What was sent is too large.'
  return c.req.path.startsWith('/api/')
    ? c.json({ refused: 'too-large', message }, 413)
    : c.text(message, 413)
}

function showBreakage(house: House, error: Error, c: Context<HttpEnv>): Response {
  const request = c.get('requestId')
  const told = { err: error, request, path: templateOf(house, c) }
  if (isDatabaseAway(error)) {
    house.log.warn(told, 'the database is away')
    return showPlainPage(c, away)
  }
  house.log.error(told, 'a request broke')
  return showPlainPage(c, broken, request)
}
