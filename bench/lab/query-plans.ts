/** The plans of what a use really asks, by its own parameters: listened to on the connection, then explained as the plain role. */
import pg from 'pg'
import { type Db, openDb } from '../../src/platform/db.ts'
import type { Lab } from './open-lab.ts'

type Heard = { readonly text: string; readonly values: readonly unknown[] }

/** Does something and says what it asked of the database. */
export async function listenTo({ app }: Lab, work: (db: Db) => Promise<unknown>): Promise<Heard[]> {
  const heard: Heard[] = []
  class Listening extends pg.Client {
    constructor(settings?: string | pg.ClientConfig) {
      super(settings)
      const ask = this.query.bind(this) as (...words: unknown[]) => unknown
      const listen = (text: unknown, ...rest: unknown[]) => {
        const [values] = rest
        if (typeof text === 'string') heard.push({ text, values: Array.isArray(values) ? values : [] })
        return ask(text, ...rest)
      }
      this.query = listen as typeof this.query
    }
  }
  const db = openDb({ ...app, max: 1, Client: Listening }, () => undefined)
  try {
    await work(db)
  } finally {
    await db.close()
  }
  return heard
}

/** The plans of those statements that have one of these marks, each with what it ran over; nothing stays written. */
export async function explain(
  { app }: Lab,
  {
    clinic,
    heard,
    marks,
  }: { readonly clinic: string; readonly heard: readonly Heard[]; readonly marks: readonly string[] },
): Promise<Record<string, string>> {
  const client = new pg.Client(app)
  client.on('error', () => undefined)
  await client.connect()
  const plans: Record<string, string> = {}
  for (const mark of marks) {
    const one = heard.find(({ text }) => text.includes(mark))
    if (!one) continue
    await client.query('begin')
    await client.query(`set local app.clinic = '${clinic}'`)
    const { rows } = await client.query(`explain (analyze, buffers, costs off) ${one.text}`, [...one.values])
    await client.query('rollback')
    plans[mark] = rows.map((row) => String(row['QUERY PLAN'])).join('\n')
  }
  await client.end()
  return plans
}
