/** Pages that are shown when the real ones cannot be: in both languages, since nobody has been asked for hers yet. */
import type { Context } from 'hono'
import { m } from './words.ts'

type Words = (inputs: Record<string, never>, options: { readonly locale: 'sv' | 'en' }) => string

export type PlainPage = {
  readonly status: 403 | 429 | 500 | 503
  readonly title: Words
  readonly words: readonly Words[]
  /** What a program is told instead. */
  readonly refused: string
  readonly message: string
  readonly retryAfterSeconds?: number
}

export const broken: PlainPage = {
  status: 500,
  title: m.status_broken,
  words: [m.status_broken_then],
  refused: 'broken',
  message: 'Something broke here. Nothing was lost.',
}
export const away: PlainPage = {
  status: 503,
  title: m.status_away,
  words: [m.status_away_then],
  refused: 'unavailable',
  message: 'Not available for a moment. Nothing was lost. Ask again with the same Idempotency-Key.',
  retryAfterSeconds: 5,
}
export const noWriting: PlainPage = {
  status: 503,
  title: m.status_no_writing,
  words: [m.status_no_writing_then],
  refused: 'unavailable',
  message: 'Only reading is possible for now. What is booked stands.',
  retryAfterSeconds: 300,
}
export const tooMany: PlainPage = {
  status: 429,
  title: m.status_flood,
  words: [m.status_flood_then],
  refused: 'too-many-requests',
  message: 'Too many requests came from your network.',
  retryAfterSeconds: 30,
}
export const noTls: PlainPage = {
  status: 403,
  title: m.status_no_tls,
  words: [m.status_no_tls_then, m.status_no_tls_do],
  refused: 'not-encrypted',
  message: 'Staff sign in over https only.',
}

/** JSON under /api, a page elsewhere; with the request's id where somebody may ask about it. */
export function showPlainPage(c: Context, page: PlainPage, request?: string): Response {
  if (page.retryAfterSeconds !== undefined) c.header('Retry-After', String(page.retryAfterSeconds))
  if (c.req.path.startsWith('/api/')) {
    const message = request === undefined ? page.message : `${page.message} Request ${request}.`
    return c.json({ refused: page.refused, message }, page.status)
  }
  return c.html(htmlOf(page, request), page.status)
}

function htmlOf({ title, words }: PlainPage, request: string | undefined): string {
  const said = (locale: 'sv' | 'en') => words.map((word) => `<p>${word({}, { locale })}</p>`).join('\n')
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title({}, { locale: 'sv' })}</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<h1>${title({}, { locale: 'sv' })}</h1>
${said('sv')}
<div lang="en">
<h2>${title({}, { locale: 'en' })}</h2>
${said('en')}
</div>
${request === undefined ? '' : `<p><small>${request}</small></p>`}
</main>
</body>
</html>`
}
