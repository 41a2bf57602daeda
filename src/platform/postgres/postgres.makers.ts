import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type QueryResultRow } from 'pg'
import { isAlive, isPostgres, standsIn } from './process-facts.ts'
import type { PostgresAddress } from './roles.ts'

export const isRoot = process.getuid?.() === 0
export const nobody = isRoot ? Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })) : undefined

const made: string[] = []

/** A data folder that anyone may pass to; a closed one lies behind a folder that only its owner may enter. */
export function aDataFolder({ closed = false, name = 'data' } = {}): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'lyster-test-')))
  if (!closed) chmodSync(parent, 0o755)
  made.push(parent)
  return join(parent, name)
}

export function removeDataFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export const cluster = (data: string) => join(data, 'pg', '18')

/** The live processes of the Postgres in that folder; zombies hold nothing and do not count. */
export function processesOn(data: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isAlive(pid) && isPostgres(pid) && standsIn(pid, cluster(data)) === true)
}

export function postmasterOf(data: string): number {
  return Number.parseInt(readFileSync(join(cluster(data), 'postmaster.pid'), 'utf8'), 10)
}

export async function query<Row extends QueryResultRow>(
  address: PostgresAddress,
  ...statements: readonly string[]
): Promise<Row[]> {
  const client = new Client(address)
  client.on('error', () => undefined)
  await client.connect()
  try {
    let rows: Row[] = []
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** The address that only the supervisor uses. */
export function superuserOf(data: string, app: PostgresAddress): PostgresAddress {
  const password = readFileSync(join(data, 'secret', 'postgres-superuser'), 'utf8').trim()
  return { ...app, user: 'postgres', database: 'postgres', password }
}

export async function until(is: () => boolean, seconds = 10): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !is(); await sleep(10)) {
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain for: ${is.toString()}`)
  }
}

export type OtherNode = { readonly child: ChildProcess; said(): string; ended: Promise<unknown> }

/** Another Node process that starts Postgres on the folder, says `it runs` or its refusal, and stays. */
export function anotherNode(data: string, before: readonly string[] = []): OtherNode {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(new URL('./supervisor.ts', import.meta.url).href)})
    await startPostgres({ data: ${JSON.stringify(data)}, log: console.log }).then(
      () => console.log('it runs'),
      (error) => { console.log('refused: ' + error.message); process.exit(1) },
    )
    setInterval(() => undefined, 1000)`
  const node = [process.execPath, '--input-type=module', '-e', script]
  const [program = process.execPath, ...rest] = [...before, ...node]
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  return { child, said: () => said.join(''), ended: new Promise((resolve) => child.once('exit', resolve)) }
}
