/**
 * Public pages that are the same for everybody are drawn once and sent from memory. A page is kept for one clinic, one
 * path and one mark: what the clinic's public rows are known by. A hint of a change, or a second that has passed, has
 * the mark read again, so no request asks the database for it and none sees what is older than two seconds. Every
 * quarter of an hour all is drawn anew: days change on a quarter in every zone, and a review falls due with the day.
 *
 * Pages are kept by clinic and never by host, so that made-up hosts cannot fill the memory.
 */
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Db } from './db.ts'
import { headersFor } from './gate.ts'
import type { Changes } from './hear-changes.ts'
import { type KeptPage, packPage } from './kept-page.ts'

export type KeptPages = {
  /** What may be sent without asking anybody; undefined where it has to be drawn or looked after first. */
  readonly find: (host: string, path: string) => KeptPage | undefined
  /** The page, drawn at most once however many ask for it meanwhile; undefined where it is not one to keep. */
  readonly getOrDraw: (host: string, path: string, draw: Draw) => Promise<KeptPage | undefined>
  readonly close: () => void
}

type Draw = () => Promise<Response>
type Known = {
  readonly clinic: string | undefined
  /** What a page of this clinic must have been drawn for: the mark, and the quarter of an hour. */
  readonly drawnFor: string
  /** Pages found since it was read, by path alone. */
  readonly ready: Map<string, KeptPage>
  checked: number
}
type Entry = { readonly page: KeptPage; readonly drawnFor: string }

type Sources = {
  readonly db: Db
  readonly url: string
  /** Changes whenever something that public pages show has changed. */
  readonly readMark: (trx: ClinicTransaction) => Promise<string>
  readonly now: () => Temporal.Instant
  readonly changes?: Changes | undefined
}

const freshMilliseconds = 1000
const oldestMilliseconds = 2000
const quarter = 15 * 60_000
const most = { bytes: 64 * 1024 * 1024, hosts: 1000 }

/** Pages of the guide, its feed and pictures, and the few that only tell of the clinic; the list of addresses. */
const keepable =
  /^\/(?:sv|en)\/(?:guide(?:\/feed\.xml|\/[a-z0-9-]{1,120}(?:\/picture\.png)?)?|contact|privacy)$|^\/sitemap\.xml$/

export function isKeepable(path: string): boolean {
  return path.length < 200 && keepable.test(path)
}

export function openKeptPages(sources: Sources): KeptPages {
  const marks = openMarks(sources)
  const drawing = new Map<string, Promise<KeptPage | undefined>>()
  const entries = openEntries(most.bytes)
  const lookUp = ({ clinic, drawnFor, ready }: Known, path: string) => {
    const found = ready.get(path)
    if (found) return found
    const entry = entries.get(`${clinic}${path}`)
    if (entry?.drawnFor !== drawnFor) return undefined
    ready.set(path, entry.page)
    return entry.page
  }
  const draw = async ({ clinic, drawnFor }: Known, path: string, how: Draw) => {
    const page = await packPage(await how(), headersFor(sources.url, path))
    if (page) entries.set(`${clinic}${path}`, { page, drawnFor })
    return page
  }
  return {
    find: (host, path) => {
      const known = marks.find(host)
      return known && lookUp(known, path)
    },
    getOrDraw: async (host, path, how) => {
      const known = await marks.read(host)
      if (known.clinic === undefined) return undefined
      const kept = lookUp(known, path)
      if (kept) return kept
      const name = `${path} ${known.drawnFor}`
      const drawn = drawing.get(name) ?? draw(known, path, how).finally(() => drawing.delete(name))
      drawing.set(name, drawn)
      return drawn
    },
    close: marks.close,
  }
}

/** Which clinic each host leads to and what its public rows are known by, read again when it may have changed. */
function openMarks(sources: Sources) {
  const { changes } = sources
  const hosts = new Map<string, Known>()
  const checking = new Map<string, Promise<Known>>()
  const hearing = new Map<string, () => void>()
  const listenFor = (clinic: string) => {
    if (!changes || hearing.has(clinic)) return
    const changed = () => {
      for (const known of hosts.values())
        if (known.clinic === clinic) known.checked = Number.NEGATIVE_INFINITY
    }
    hearing.set(clinic, changes.subscribe(clinic, { changed, ended: () => undefined }))
  }
  const remember = (host: string, known: Known) => {
    hosts.delete(host)
    hosts.set(host, known)
    if (hosts.size > most.hosts) hosts.delete(hosts.keys().next().value ?? '')
    if (known.clinic !== undefined) listenFor(known.clinic)
    return known
  }
  const check = (host: string): Promise<Known> => {
    const asked =
      checking.get(host) ??
      askMark(sources, host)
        .then((known) => remember(host, known))
        .finally(() => checking.delete(host))
    checking.set(host, asked)
    return asked
  }
  return {
    /** Without asking; what is a second old is asked for again beside it, what is older has to wait. */
    find: (host: string): Known | undefined => {
      const known = hosts.get(host)
      if (known?.clinic === undefined) return undefined
      const age = performance.now() - known.checked
      if (age > oldestMilliseconds) return undefined
      if (age > freshMilliseconds) check(host).catch(() => undefined)
      return known
    },
    read: async (host: string): Promise<Known> => {
      const known = hosts.get(host)
      const isFresh = known && performance.now() - known.checked < freshMilliseconds
      return isFresh ? known : check(host)
    },
    close: () => {
      for (const stop of hearing.values()) stop()
    },
  }
}

/** The time is taken before the question: what changes while it is answered is found at the next one. */
async function askMark({ db, readMark, now }: Sources, host: string): Promise<Known> {
  const checked = performance.now()
  const part = Math.floor(now().epochMilliseconds / quarter)
  const clinic = await db.findClinic(host)
  const mark = clinic === undefined ? '' : await db.inClinic(clinic, readMark)
  return { clinic, drawnFor: `${clinic} ${mark} ${part}`, ready: new Map(), checked }
}

type Entries = Pick<Map<string, Entry>, 'get'> & { readonly set: (key: string, entry: Entry) => void }

/** Lets go of what was drawn first when there is too much. */
function openEntries(mostBytes: number): Entries {
  const entries = new Map<string, Entry>()
  let bytes = 0
  const drop = (key: string) => {
    bytes -= entries.get(key)?.page.bytes ?? 0
    entries.delete(key)
  }
  return {
    get: (key) => entries.get(key),
    set: (key, entry) => {
      drop(key)
      entries.set(key, entry)
      bytes += entry.page.bytes
      for (const oldest of entries.keys()) {
        if (bytes <= mostBytes) break
        drop(oldest)
      }
    },
  }
}
