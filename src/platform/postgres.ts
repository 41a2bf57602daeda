import pg from 'pg'
import type { Config } from './config.ts'
import type { Connection } from './db.ts'
import { refusePowerfulRole, refuseUnsafePostgres } from './postgres/checks.ts'
import { keepPostgresRunning } from './postgres/keep-running.ts'

export type OpenPostgres = {
  readonly owner: Connection
  readonly app: Connection
  /** The login of the application, which migrations give its rights. */
  readonly appRole: string
  readonly gone: Promise<string>
  readonly close: () => Promise<void>
}

/** The clinic's own Postgres where one is named, ours where none is; both must pass the same checks. */
export async function openPostgres(config: Config, say: (line: string) => void): Promise<OpenPostgres> {
  if (!config.database) {
    const running = await keepPostgresRunning({ data: config.data, log: say })
    return { ...running, appRole: running.app.user, close: () => running.stop() }
  }
  const { app, owner } = config.database
  await checkOutside(owner, (client) => refuseUnsafePostgres(client))
  await checkOutside(app, async (client) => {
    await refuseUnsafePostgres(client)
    await refusePowerfulRole(client)
  })
  const appRole = decodeURIComponent(new URL(app).username)
  return { app, owner, appRole, gone: new Promise(() => undefined), close: async () => undefined }
}

async function checkOutside(connection: string, check: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await check(client)
  } finally {
    await client.end()
  }
}
