/**
 * What stands in front of every page and answer: who may send a form, and what a browser may do with a page.
 */

/**
 * A form may be sent only from our own pages. Browsers say where a request comes from in Sec-Fetch-Site, older
 * ones in Origin. Where both are missing no browser of ours is speaking; public forms rest on no cookie, so they
 * are let through, while the staff's are refused. The API ignores cookies and is not asked.
 */
export function comesFromElsewhere(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const path = new URL(request.url).pathname.toLowerCase()
  if (path === '/api' || path.startsWith('/api/')) return false
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('origin')
  // A page whose address carries a secret sends no referrer, and browsers then say `Origin: null` with its form.
  if (origin !== null && origin !== 'null') return hostOf(origin) !== request.headers.get('host')
  return path === '/staff' || path.startsWith('/staff/') || path.startsWith('/staff.')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** No page carries an inline style, and but for a few of them no script; the policy says so. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'none'",
  // Nothing of ours asks without a script; whoever judges a page reads robots.txt from within it.
  "connect-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Signing in with a passkey, the day's board and the model of the skin have scripts: files of ours that ask only us. */
const scripted = /^\/(?:staff\/(?:sign-in|me|(?:day|week)(?:\/[0-9-]{1,20})?)|(?:sv|en)\/guide\/skin-model)$/
const scriptedPolicy = pagePolicy.replace("script-src 'none'", "script-src 'self'")

export function headersFor(url: string, path: string, query = ''): ReadonlyMap<string, string> {
  const headers = new Map([
    ['Content-Security-Policy', scripted.test(path) ? scriptedPolicy : pagePolicy],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', carriesSecret(path) || namesAsker.test(query) ? 'no-referrer' : 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', path.startsWith('/api/') ? 'cross-origin' : 'same-origin'],
    ['Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store'],
  ])
  if (url.startsWith('https:'))
    headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  return headers
}

/** The path as it may stand in a log: secrets that a path carries are left out. */
export function pathTemplate(path: string): string {
  return path
    .replace(/^(\/[^/]+\/(?:hold|visits)\/)[^/]+/i, '$1:secret')
    .replace(/^(\/staff\/invitation\/)[^/]+/i, '$1:secret')
    .replace(/^(\/api\/v1\/(?:holds|bookings)\/)[^/]+/i, '$1:secret')
}

/** A link to booking that knows who asked (questions/kept-details.ts). */
const namesAsker = /[?&]kept=/

/** A client's own pages, and an invitation. What the staff's addresses name opens nothing to anybody else. */
function carriesSecret(path: string): boolean {
  return pathTemplate(path) !== path && !/^\/staff\/(?:hold|visits)\//i.test(path)
}
