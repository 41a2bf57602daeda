/**
 * One process answers everything: health, the API, files with a hash in their name, and pages for the rest.
 * Breakage is caught here and nowhere else: logged once with the request's id, and shown as a kind page.
 */
import { randomUUID } from 'node:crypto'
import { type HttpBindings, serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Temporal } from 'temporal-polyfill'
import type { Auth } from './auth.ts'
import type { Config } from './config.ts'
import type { RequestContext } from './context.ts'
import type { Db } from './db.ts'
import { comesFromElsewhere, headersFor, pathTemplate } from './gate.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'

export type HttpEnv = { Bindings: HttpBindings; Variables: { request: RequestContext; requestId: string } }

export type House = {
  readonly config: Config
  readonly db: Db
  readonly keys: Keys
  readonly auth: Auth
  readonly log: Log
  readonly now: () => Temporal.Instant
}

export type Answers = {
  readonly api: Hono<HttpEnv>
  readonly pages: (request: Request, context: RequestContext) => Promise<Response>
}

const largestBody = 64 * 1024

export function openHttp(house: House, { api, pages }: Answers): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.onError((error, c) => showBreakage(house, error, c))
  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    await next()
    for (const [name, value] of headersFor(house.config.url, c.req.path)) {
      if (!c.res.headers.has(name)) c.header(name, value)
    }
    // What is missing while a new version is put in place must not be missing for a year.
    if (!c.res.ok) c.header('Cache-Control', 'no-store')
    c.header('X-Request-Id', c.get('requestId'))
  })
  app.get('/healthz', (c) => c.json({ alive: true }))
  app.get('/readyz', (c) => answerReady(house, c))
  app.get('/assets/*', serveStatic({ root: 'build/client' }))
  app.get('/favicon.svg', serveStatic({ root: 'build/client' }))
  app.use(bodyLimit({ maxSize: largestBody, onError: (c) => tooLarge(c) }))
  app.use(async (c, next) => {
    if (comesFromElsewhere(c.req.raw))
      return c.text('This form was sent from another site, so it was not taken.', 403)
    const context = await contextFor(house, c)
    if (!context) return c.text('No clinic answers at this address.', 404)
    c.set('request', context)
    return next()
  })
  app.route('/api', api)
  app.all('*', (c) => pages(c.req.raw, c.get('request')))
  return app
}

/** Listens, and resolves with the port once it does; `close` lets requests under way end first. */
export function listen(
  app: Hono<HttpEnv>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (address) => {
      resolve({
        port: address.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            if ('closeIdleConnections' in server) server.closeIdleConnections()
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000).unref()
          }),
      })
    })
    server.on('error', reject)
  })
}

async function contextFor(house: House, c: Context<HttpEnv>): Promise<RequestContext | undefined> {
  const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
  const clinic = await house.db.findClinic(host)
  if (!clinic) return undefined
  const { config, keys, auth, now } = house
  return {
    clinic,
    inClinic: (work) => house.db.inClinic(clinic, work),
    now,
    config,
    keys,
    auth,
    log: house.log.child({ request: c.get('requestId'), path: pathTemplate(c.req.path) }),
    address: keys.sign('address', networkOf(c.env?.incoming?.socket?.remoteAddress ?? '')),
  }
}

/** One person's devices share a network: IPv6 is counted by its first 64 bits. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain
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
  house.log.error({ err: error, request, path: pathTemplate(c.req.path) }, 'a request broke')
  if (c.req.path.startsWith('/api/')) {
    return c.json(
      { refused: 'broken', message: `Something broke here. Nothing was lost. Request ${request}.` },
      500,
    )
  }
  return c.html(kindPage(request), 500)
}

/** The page that is shown when even the pages are out of order. */
function kindPage(request: string): string {
  return `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Något gick fel</title></head>
<body>
<main>
<h1>Något gick fel hos oss</h1>
<p>Det som redan var bokat finns kvar. Försök igen om en stund, eller ring kliniken.</p>
<p lang="en">Something went wrong on our side. What was booked is still booked. Please try again in a moment, or call the clinic.</p>
<p>${request}</p>
</main>
</body>
</html>`
}
