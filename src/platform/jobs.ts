/**
 * The queue: pg-boss, in a schema of its own that the owner migrates and the application only uses. A job carries
 * ids and nothing else. Whoever posts keeps its own row of what is to be done, so a job may be lost with the process
 * that runs it: it is posted again, and doing it again changes nothing.
 */
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Connection } from './db.ts'

const schema = 'pgboss'

export type JobIds = Readonly<Record<string, string>>

export type Jobs = {
  /** A job whose key still waits in the queue is not added again. */
  readonly post: (
    queue: string,
    jobs: readonly { readonly key: string; readonly ids: JobIds }[],
  ) => Promise<void>
  /** One after another; what breaks is told, and does not stop the next. */
  readonly work: (queue: string, run: (ids: JobIds) => Promise<void>) => Promise<void>
  readonly close: () => Promise<void>
}

type JobsSettings = {
  readonly connection: Connection
  readonly queues: readonly string[]
  readonly onError: (error: unknown) => void
}

const without = { supervise: false, schedule: false, reindex: false, monitorVacuum: false } as const

/** As the owner: brings pg-boss's schema up to date, and lets the application's login work in it. */
export async function migrateJobs(owner: Connection, appRole: string): Promise<void> {
  const boss = new PgBoss({ ...poolFrom(owner), ...without, schema, max: 1 })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const role = pg.escapeIdentifier(appRole)
    await client.query(`grant usage on schema ${schema} to ${role}`)
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`)
    await client.query(`grant usage on all sequences in schema ${schema} to ${role}`)
  } finally {
    await client.end()
  }
}

export async function openJobs({ connection, queues, onError }: JobsSettings): Promise<Jobs> {
  const boss = new PgBoss({
    ...poolFrom(connection),
    ...without,
    supervise: true,
    schema,
    max: 3,
    migrate: false,
    createSchema: false,
  })
  boss.on('error', onError)
  await boss.start()
  for (const queue of queues) await boss.createQueue(queue, queueOptions)
  let closing = false
  return {
    post: async (queue, jobs) => {
      await boss.insert(
        queue,
        jobs.map(({ key, ids }) => ({ data: ids, singletonKey: key })),
      )
    },
    work: async (queue, run) => {
      await boss.work<JobIds>(queue, workOptions, async (jobs) => {
        for (const job of jobs) {
          if (closing) return
          await run(job.data).catch(onError)
        }
      })
    },
    close: async () => {
      closing = true
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

/** Not tried again by the queue and soon forgotten by it: the row that asked for the job knows better. */
const queueOptions = {
  policy: 'short',
  retryLimit: 0,
  expireInSeconds: 600,
  deleteAfterSeconds: 600,
} as const

const workOptions = { batchSize: 20, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true } as const

function poolFrom(connection: Connection) {
  if (typeof connection === 'string') return { connectionString: connection }
  const { host, port, database, user, password } = connection
  return {
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(database !== undefined && { database }),
    ...(user !== undefined && { user }),
    ...(typeof password === 'string' && { password }),
  }
}
