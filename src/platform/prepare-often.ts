/**
 * A statement that is asked again and again is prepared, once for each connection: planning it costs Postgres more
 * than running it, twice as much where a guard of row-level security is planned with it. Kysely has no names for
 * statements, so they get theirs here, by their text.
 */
import type pg from 'pg'

/** How often a text must have come before it is one that comes often, and how many of them each connection keeps. */
const often = { times: 5, texts: 300 }

/** The columns of a `*` change with a migration, and a plan that was made before it would then be refused. */
const isFixed = (text: string) =>
  text.length < 6000 && !/^(begin|commit|rollback|set )|\*(?= from)|returning \*/i.test(text)

/** The name under which a text is prepared; undefined while it is not. */
export function openNames({ times, texts } = often): (text: string) => string | undefined {
  const seen = new Map<string, { times: number; name: string | undefined }>()
  const counts = { named: 0 }
  return (text) => {
    const known = seen.get(text)
    if (known?.name !== undefined) return known.name
    if (counts.named >= texts || !isFixed(text)) return undefined
    const one = known ?? { times: 0, name: undefined }
    one.times += 1
    if (one.times >= times) {
      counts.named += 1
      one.name = `often_${counts.named}`
    }
    seen.set(text, one)
    if (seen.size > texts * 10) forgetRare(seen)
    return one.name
  }
}

/** Texts that differ each time (a list of ever another length) must not be kept for ever. */
function forgetRare(seen: Map<string, { readonly name: string | undefined }>): void {
  for (const [text, { name }] of seen) if (name === undefined) seen.delete(text)
}

/** Makes a connection prepare what comes often; the names are the process's own, the same on each connection. */
export function prepareOften(client: pg.PoolClient, nameOf: ReturnType<typeof openNames>): void {
  const ask: (...words: unknown[]) => unknown = client.query.bind(client)
  const asked = (text: unknown, values: unknown, ...more: unknown[]) => {
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined
    return name === undefined ? ask(text, values, ...more) : ask({ name, text, values }, ...more)
  }
  Object.assign(client, { query: asked })
}
