/**
 * What stands before every address, in this order: floods are turned away, staff are kept off a line that others can
 * read, and what would write is turned away while the disk is full. None of it asks the database.
 */
import type { MiddlewareHandler } from 'hono'
import { addressOf } from './address.ts'
import { type Config, isSafeForStaff } from './config.ts'
import type { DiskState } from './disk.ts'
import { type FloodGate, openFloodGate } from './flood.ts'
import type { HttpEnv } from './http-env.ts'
import { isLoopback, networkOf } from './network.ts'
import { noTls, noWriting, showPlainPage, tooMany } from './plain-page.ts'

export function keepFloodsOut(
  { rateLimits, proxy }: Config,
  passes: FloodGate = openFloodGate(),
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const network = networkOf(addressOf(c, proxy))
    if (rateLimits && network !== '' && !passes(network, performance.now())) return showPlainPage(c, tooMany)
    return next()
  }
}

/** Also where somebody on the clinic's network goes around the proxy that was declared. */
export function keepStaffOffOpenLines(config: Config): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const around = config.proxy && !config.tls && c.req.header('x-forwarded-for') === undefined
    const open = !isSafeForStaff(config) || (around && !isLoopback(addressOf(c, false)))
    return open && isStaffs(c.req.path) ? showPlainPage(c, noTls) : next()
  }
}

/** Signing in and out stays possible: somebody has to see what is the matter. */
export function onlyReadWhenFull(state: () => DiskState): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const reads = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
    if (reads || state() !== 'full' || /^\/staff\/sign-/i.test(c.req.path)) return next()
    return showPlainPage(c, noWriting)
  }
}

/** As the router reads a path: whatever its case, and with its signs decoded. */
function isStaffs(path: string): boolean {
  try {
    return /^\/+staff/i.test(decodeURIComponent(path))
  } catch {
    return /^\/+(staff|%)/i.test(path)
  }
}
