import type { Context, MiddlewareHandler } from 'hono'
import { readClinic, takeToken } from '#clinic'
import type { Clinic } from '#clinic/contract'
import type { RequestContext } from '#platform/context'
import { isLanguage } from '#platform/language'
import { languageFromHeader } from './asked-language.ts'
import { type ApiEnv, refuse } from './refuse.ts'

/** Tokens by address: as many at once as `most`, and then `perMinute`. */
const reading = { name: 'api-read', most: 60, perMinute: 120 }
const writing = { name: 'api-write', most: 20, perMinute: 30 }

/** What every request passes: whose clinic it is, in which language, from which site, and how often. */
export const door: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const request = c.get('request')
  const bucket = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) ? reading : writing
  const { clinic, admitted } = await request.inClinic(async (trx) => ({
    clinic: await readClinic(trx),
    admitted: !request.config.rateLimits || (await takeToken(trx, bucketOf(request, bucket))),
  }))
  c.set('clinic', clinic)
  const spoken = languageFromHeader(c.req.header('accept-language'), clinic.languages)
  c.set('language', spoken ?? clinic.languages[0] ?? 'sv')
  allowOrigin(c, clinic)
  if (!admitted) {
    c.header('Retry-After', String(Math.ceil(60 / bucket.perMinute)))
    return refuse(c, 'too-many-requests')
  }
  const asked = c.req.query('language') || undefined
  if (asked !== undefined && !isLanguage(asked)) return refuse(c, 'language-not-spoken')
  if (asked) c.set('language', asked)
  return c.req.method === 'OPTIONS' ? c.body(null, 204) : next()
}

function bucketOf({ address, now }: RequestContext, { name, most, perMinute }: typeof reading) {
  return { name: `${name}:${address}`, most, perMinute, now: now() }
}

/**
 * Another site's script may read the answers only if the clinic lists the site. No cookie is read anywhere in
 * this entrance, so credentials are never allowed.
 */
function allowOrigin(c: Context<ApiEnv>, { corsOrigins }: Clinic): void {
  c.header('Vary', 'Origin, Accept-Language')
  const origin = c.req.header('origin')
  if (origin === undefined || !corsOrigins.includes(origin)) return
  c.header('Access-Control-Allow-Origin', origin)
  c.header('Access-Control-Expose-Headers', 'Retry-After')
  if (c.req.method !== 'OPTIONS') return
  c.header('Access-Control-Allow-Methods', 'GET, POST, DELETE')
  c.header('Access-Control-Allow-Headers', 'content-type, idempotency-key')
  c.header('Access-Control-Max-Age', '600')
}
