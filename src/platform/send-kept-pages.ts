/**
 * How a kept page goes out. The quick way stands before everything else, at Node's own request, for pages that are
 * ready; it owes a request all that the long way gives it: the flood gate, the same headers, an id, a line in the log
 * and its place in the figures. What is not ready takes the long way, and the page is kept on its way out.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { addressFrom } from './address.ts'
import { pathTemplate } from './gate.ts'
import type { House } from './house.ts'
import type { HttpEnv } from './http-env.ts'
import { type KeptPage, type Sent, sendKept } from './kept-page.ts'
import { isKeepable } from './kept-pages.ts'
import { networkOf } from './network.ts'

/** True when it has answered. */
export type QuickWay = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

export function openQuickWay(house: House): QuickWay {
  const { keptPages, config, flood } = house
  if (!keptPages) return () => false
  const routeFor = openRoutes(house)
  return (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming
    if (method !== 'GET' && method !== 'HEAD') return false
    const page = keptPages.find(hostIn(headers.host), url)
    if (!page) return false
    // Too fast: the long way says so.
    if (config.rateLimits && flood && !flood(networkIn(incoming, config.proxy), performance.now()))
      return false
    const began = performance.now()
    const encodings = [headers['accept-encoding'] ?? []].flat().join(',')
    const asking = { method, encodings, ifNoneMatch: headers['if-none-match'] }
    const { status, headers: told, body } = sendKept(page, asking)
    const request = randomUUID()
    outgoing.writeHead(status, [...told, 'X-Request-Id', request])
    outgoing.end(body)
    noteDown(house, { request, method, path: routeFor(page, url), status, began })
    return true
  }
}

/** Which route a path belongs to is asked once for each page: matching it costs more than sending it. */
function openRoutes({ routeOf = pathTemplate }: House) {
  const routes = new WeakMap<KeptPage, string>()
  return (page: KeptPage, url: string): string => {
    const known = routes.get(page) ?? routeOf(url)
    routes.set(page, known)
    return known
  }
}

/** Several such headers are one list. */
function networkIn({ headers, socket }: IncomingMessage, proxy: boolean): string {
  const forwarded = proxy ? [headers['x-forwarded-for'] ?? []].flat().join(',') : undefined
  return networkOf(addressFrom(forwarded, socket.remoteAddress))
}

const hostIn = (host: string | undefined) => (host ?? '').replace(/:\d+$/, '')

type Noted = {
  readonly request: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly began: number
}

function noteDown({ log, metrics }: House, { request, method, path, status, began }: Noted): void {
  const milliseconds = performance.now() - began
  metrics?.noteRequest({ method, route: path, status }, milliseconds / 1000)
  log.debug(
    { request, method, path, status, milliseconds: Math.round(milliseconds) },
    'a request was answered',
  )
}

/** The long way: a page that is kept is sent from memory, and one that may be kept is drawn once for all who wait. */
export function keepPages({ keptPages }: House): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const { method } = c.req
    const path = pathIn(c)
    if (!keptPages || (method !== 'GET' && method !== 'HEAD') || !isKeepable(path)) return next()
    const host = hostIn(c.req.header('host'))
    const ready = keptPages.find(host, path)
    if (ready) return answerWith(c, ready)
    if (method === 'HEAD') return next()
    let drew = false
    const page = await keptPages.getOrDraw(host, path, async () => {
      drew = true
      await next()
      return c.res
    })
    if (page) return answerWith(c, page)
    return drew ? undefined : next()
  }
}

/** The address as it was asked for: with its query, which no kept page has. */
function pathIn(c: Context): string {
  const { url } = c.req
  const begins = url.indexOf('/', url.indexOf('//') + 2)
  return begins < 0 ? '/' : url.slice(begins)
}

function answerWith(c: Context<HttpEnv>, page: KeptPage): undefined {
  const { status, headers, body }: Sent = sendKept(page, {
    method: c.req.method,
    encodings: c.req.header('accept-encoding'),
    ifNoneMatch: c.req.header('if-none-match'),
  })
  const told = new Headers()
  for (let at = 0; at + 1 < headers.length; at += 2) told.set(headers[at] ?? '', headers[at + 1] ?? '')
  c.res = undefined
  c.res = new Response(body ? new Uint8Array(body) : null, { status, headers: told })
  return undefined
}
