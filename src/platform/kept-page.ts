/**
 * One page as it is kept in memory: its bytes in each encoding that browsers ask for, packed once and as small as they
 * go, each with an ETag of its own. What it is sent with is written down with it, so that sending is only copying.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

type Encoding = 'br' | 'gzip' | 'identity'

type Packed = {
  readonly etag: string
  readonly body: Buffer
  /** Name and value by turns, as Node writes them without reading them. */
  readonly headers: readonly string[]
  /** The same without what describes a body: for an answer that has none. */
  readonly unchanged: readonly string[]
}

export type KeptPage = {
  readonly packed: Readonly<Record<Encoding, Packed>>
  readonly bytes: number
}

export type Sent = { readonly status: 200 | 304; readonly headers: readonly string[]; readonly body?: Buffer }

const packs = /^(?:text\/|application\/(?:xml|atom\+xml|ld\+json)|image\/svg)/
const smallestToPack = 500

/** Undefined where the answer must not be kept: one person's, or not a page at all. */
export async function packPage(
  answer: Response,
  headers: ReadonlyMap<string, string>,
): Promise<KeptPage | undefined> {
  if (answer.status !== 200 || answer.headers.has('set-cookie') || answer.headers.has('vary'))
    return undefined
  const body = Buffer.from(await answer.clone().arrayBuffer())
  const type = answer.headers.get('content-type') ?? ''
  const all = new Map([
    ['Cache-Control', 'no-cache'],
    ['Vary', 'Accept-Encoding'],
  ])
  for (const [name, value] of headers) if (name !== 'Cache-Control') all.set(name, value)
  // What the page says itself goes before what is said of all.
  for (const name of all.keys()) all.set(name, answer.headers.get(name) ?? all.get(name) ?? '')
  all.set('Content-Type', type)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  const small = !packs.test(type) || body.length < smallestToPack
  const [br, zipped] = small ? [body, body] : await Promise.all([packBrotli(body), packGzip(body)])
  const pack = (bytes: Buffer, encoding: Encoding) =>
    packedAs(bytes, small ? 'identity' : encoding, { all, hash })
  const packed = {
    br: pack(br, 'br'),
    gzip: pack(zipped, 'gzip'),
    identity: pack(body, 'identity'),
  }
  return { packed, bytes: body.length + (small ? 0 : br.length + zipped.length) }
}

function packedAs(
  body: Buffer,
  encoding: Encoding,
  { all, hash }: { readonly all: ReadonlyMap<string, string>; readonly hash: string },
): Packed {
  const etag = `"${hash}${encoding === 'identity' ? '' : `-${encoding}`}"`
  const unchanged = [...new Map(all).set('ETag', etag)].filter(([name]) => name !== 'Content-Type').flat()
  const described = new Map([...all, ['ETag', etag], ['Content-Length', String(body.length)]])
  if (encoding !== 'identity') described.set('Content-Encoding', encoding)
  return { etag, body, headers: [...described].flat(), unchanged }
}

// It is done once for each text and in the background, so it may take its time.
const packBrotli = (body: Buffer) =>
  promisify(brotliCompress)(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  })
const packGzip = (body: Buffer) => promisify(gzip)(body, { level: 9 })

export type Asking = {
  readonly method: string
  readonly encodings: string | undefined
  readonly ifNoneMatch: string | undefined
}

/** What this browser gets: the bytes, or word that it has them already. */
export function sendKept(page: KeptPage, { method, encodings, ifNoneMatch }: Asking): Sent {
  const packed = page.packed[encodingFor(encodings)]
  if (ifNoneMatch !== undefined && isAmong(packed.etag, ifNoneMatch))
    return { status: 304, headers: packed.unchanged }
  const whole = { status: 200 as const, headers: packed.headers }
  return method === 'HEAD' ? whole : { ...whole, body: packed.body }
}

/** Browsers say the same few words each time, and reading them costs more than sending a page. */
const understood = new Map<string, Encoding>()
const mostUnderstood = 200

function encodingFor(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity'
  const known = understood.get(accepted)
  if (known) return known
  const encoding = bestOf(accepted)
  if (understood.size < mostUnderstood) understood.set(accepted, encoding)
  return encoding
}

function bestOf(accepted: string): Encoding {
  if (takes(accepted, 'br')) return 'br'
  return takes(accepted, 'gzip') ? 'gzip' : 'identity'
}

function takes(accepted: string, encoding: string): boolean {
  if (!accepted.includes(encoding)) return false
  const asked = accepted.split(',').map((one) => one.trim().toLowerCase())
  return asked.some(
    (one) => one === encoding || (one.startsWith(`${encoding};`) && !/;\s*q=0(?:\.0*)?$/.test(one)),
  )
}

/** A browser, or something between, may have called the tag weak; the bytes are the same. */
function isAmong(etag: string, told: string): boolean {
  if (told.trim() === '*') return true
  return told.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}
