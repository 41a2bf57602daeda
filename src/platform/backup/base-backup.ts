/**
 * Asks a running Postgres for a copy of its whole cluster, over the replication protocol (PostgreSQL manual, 54.4
 * BASE_BACKUP). Postgres checks the checksum of every page that it sends. What comes after the base copy, the WAL
 * written meanwhile, is in the same tar: the copy is whole by itself, and stands for the moment at which it ended.
 */
import type { Writable } from 'node:stream'
import { Client, type Connection } from 'pg'
import { errorCode } from '../postgres/error-code.ts'
import type { PostgresAddress } from '../postgres/roles.ts'

export type BaseBackup = {
  /** As Postgres wrote it, to the byte. */
  readonly manifest: Buffer
  readonly startLsn: string
  readonly endLsn: string
}

/** Pours the tar into `tar`, no faster than that takes it. Throws one sentence when pages are rotten. */
export async function streamBaseBackup(address: PostgresAddress, tar: Writable): Promise<BaseBackup> {
  const settings = { ...address, replication: 'true', application_name: 'lyster backup' }
  const client = new Client(settings)
  const rotten: string[] = []
  client.on('error', () => undefined)
  // Told by what is thrown here.
  tar.on('error', () => undefined)
  client.on('notice', ({ message = '' }) => {
    const found = /in file "\.?\/?(.+)", block (\d+)/.exec(message)
    if (found) rotten.push(`block ${found[2]} of ${found[1]}`)
  })
  try {
    await client.connect()
    // Holds the WAL that the copy needs for as long as it takes; it ends with the connection.
    await client.query(
      `CREATE_REPLICATION_SLOT "lyster_${process.pid}_${Date.now()}" TEMPORARY PHYSICAL (RESERVE_WAL)`,
    )
    const backup = await copyInto(client, tar)
    tar.end()
    return backup
  } catch (error) {
    const isRotten = rotten.length > 0 && errorCode(error) === 'XX001'
    const reason = isRotten ? damaged(rotten) : (tar.errored ?? error)
    tar.destroy(reason instanceof Error ? reason : new Error(String(reason)))
    throw reason
  } finally {
    await client.end()
  }
}

function damaged(rotten: readonly string[]): Error {
  const [first = ''] = rotten
  const more = rotten.length > 1 ? ` and ${rotten.length - 1} more` : ''
  return new Error(
    `The database is damaged on disk (${first}${more}), so no backup was made of it: keep the backups that you have, and restore the newest.`,
  )
}

const command =
  "BASE_BACKUP (LABEL 'lyster', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')"

function copyInto(client: Client, tar: Writable): Promise<BaseBackup> {
  const rows: (string | null)[][] = []
  const manifest: Buffer[] = []
  let archives = 0
  let into: 'tar' | 'manifest' = 'tar'

  const take = (chunk: Buffer, { stream }: Connection) => {
    const kind = String.fromCharCode(chunk[0] ?? 0)
    if (kind === 'n') archives += 1
    if (kind === 'm') into = 'manifest'
    if (kind !== 'd') return
    // The driver writes over its buffer.
    const piece = Buffer.from(chunk.subarray(1))
    if (into === 'manifest') manifest.push(piece)
    else if (!tar.write(piece) && !stream.isPaused()) {
      stream.pause()
      tar.once('drain', () => stream.resume())
    }
  }

  return new Promise((resolve, reject) => {
    let connection: Connection | undefined
    // The disk may be full: then nothing takes what Postgres sends.
    tar.once('close', () => tar.writableFinished || connection?.stream.destroy())
    client.query({
      submit: (to: Connection) => {
        connection = to
        to.query(command)
      },
      handleRowDescription: () => undefined,
      handleDataRow: ({ fields }: { fields: (string | null)[] }) => rows.push(fields),
      handleCopyData: ({ chunk }: { chunk: Buffer }, from: Connection) => take(chunk, from),
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => reject(error),
      handleReadyForQuery: () => {
        const [startLsn, endLsn] = [rows.at(0)?.[0], rows.at(-1)?.[0]]
        if (archives !== 1 || !startLsn || !endLsn) {
          reject(new Error('Postgres sent another kind of backup than was asked for (has it tablespaces?).'))
        } else resolve({ manifest: Buffer.concat(manifest), startLsn, endLsn })
      },
    })
  })
}
