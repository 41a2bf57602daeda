/** The server itself: HTTP or HTTPS, with little patience for those who send slowly. */
import { createServer as createPlain, type Server } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { type ServerType, serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { HttpEnv } from './http-env.ts'
import type { Log } from './log.ts'
import type { QuickWay } from './send-kept-pages.ts'
import { onRenewal, readCertificate, type TlsFiles } from './tls.ts'

/** Milliseconds, but for the last: who sends slower is let go, so that five hundred of them hold nobody up. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
}

export type Listening = {
  readonly port: number
  /** Lets requests under way end first, for three seconds. */
  readonly close: () => Promise<void>
}

type Place = {
  readonly host: string
  readonly port: number
  readonly tls?: TlsFiles | undefined
  readonly log?: Log
  /** Asked before the app; true when it has answered. */
  readonly quickWay?: QuickWay
}

/** Resolves once it listens; throws one sentence when the certificate cannot be used. */
export function listen(app: Hono<HttpEnv>, { host, port, tls, log, quickWay }: Place): Promise<Listening> {
  const way = tls ? { createServer: createSecure, serverOptions: { ...patience, ...shownBy(tls) } } : plainWay
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port, ...way }, (address) => {
      const stopWatching = tls && 'setSecureContext' in server ? renewOn(server, tls, log) : undefined
      const close = () => {
        stopWatching?.()
        return new Promise<void>((closed) => {
          server.close(() => closed())
          if ('closeIdleConnections' in server) server.closeIdleConnections()
          setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000).unref()
        })
      }
      resolve({ port: address.port, close })
    })
    server.on('error', reject)
    if (quickWay) putBefore(server, quickWay)
  })
}

/** What the quick way has answered the app never sees. */
function putBefore(server: ServerType, quickWay: QuickWay): void {
  const plain = server as Server
  const listeners = plain.listeners('request')
  plain.removeAllListeners('request')
  plain.on('request', (incoming, outgoing) => {
    if (quickWay(incoming, outgoing)) return
    for (const listener of listeners) listener.call(plain, incoming, outgoing)
  })
}

const plainWay = { createServer: createPlain, serverOptions: patience }

const oldestTls = { minVersion: 'TLSv1.2' } as const

function shownBy(files: TlsFiles) {
  const { cert, key } = readCertificate(files)
  return { cert, key, ...oldestTls }
}

type Renewable = { setSecureContext(options: ReturnType<typeof shownBy>): void }

/** A renewal that cannot be used leaves the old certificate in service, and says so. */
function renewOn(server: Renewable, tls: TlsFiles, log: Log | undefined): () => void {
  return onRenewal(tls, () => {
    try {
      server.setSecureContext(shownBy(tls))
      log?.info('the certificate has been read again')
    } catch (error) {
      log?.error({ err: error }, 'the renewed certificate cannot be used, and the old one stays')
    }
  })
}
