/** The Postgres that another process of ours runs on a data folder, for commands given beside a running Lyster. */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { clusterIn } from './folders.ts'
import type { PostgresAddress } from './roles.ts'
import { findSecret } from './secret.ts'

type Found = {
  readonly owner: PostgresAddress
  readonly app: PostgresAddress
  /** Missing where an older Lyster started it, which made no such role. */
  readonly backup: PostgresAddress | undefined
}

/** Undefined when none runs there that lets us in. */
export async function findRunningPostgres(folder: string): Promise<Found | undefined> {
  if (!existsSync(folder)) return undefined
  const data = realpathSync(folder)
  const place = placeOf(join(clusterIn(data), 'postmaster.pid'))
  const role = (user: string, secret: string) => {
    const password = findSecret(join(data, 'secret'), secret)
    return place && password ? { ...place, database: 'lyster', user, password } : undefined
  }
  const owner = role('lyster_owner', 'postgres-owner')
  const app = role('lyster_app_login', 'postgres-app')
  const backup = role('lyster_backup', 'postgres-backup')
  return owner && app && (await letsIn(app)) ? { owner, app, backup } : undefined
}

/** The fourth to sixth lines of the file are the port, the socket's folder and the address that is listened on. */
function placeOf(file: string): { readonly host: string; readonly port: number } | undefined {
  if (!existsSync(file)) return undefined
  const [, , , port, socket, address] = readFileSync(file, 'utf8').split('\n')
  const host = socket?.trim() || address?.trim()
  return host && port ? { host, port: Number(port) } : undefined
}

async function letsIn(address: PostgresAddress): Promise<boolean> {
  const client = new Client({ ...address, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
