/**
 * Runs a Postgres of our own in the data folder, so that a clinic has a real database without installing one.
 * In order: lock the folder, settle what an earlier run left, make the cluster if there is none, start, wait
 * for recovery, set the roles right, and refuse what would be unsafe.
 */
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { type Binaries, findPackage, letEveryoneRun, prepareBinaries } from './binaries.ts'
import { refusePowerfulRole, refuseUnsafePostgres } from './checks.ts'
import { closeCluster, hasCluster, makeCluster } from './cluster.ts'
import { errorCode } from './error-code.ts'
import { lockFolder } from './folder-lock.ts'
import { clusterIn, type Folders, makeDataFolder, makeFolders, removeFarSocketFolder } from './folders.ts'
import { settleLeftover } from './leftover.ts'
import { inWordsOfTheDisk } from './no-room.ts'
import { makeRoles, type PostgresAddress } from './roles.ts'
import { findAccount, findWayToRun, type RunAs } from './run-as.ts'
import { findOrMakeSecret, findSecret } from './secret.ts'
import { launch, type Server } from './server.ts'
import { asArguments, settingsFor } from './settings.ts'

export type { PostgresAddress } from './roles.ts'

export type StartPostgres = {
  /** The LYSTER_DATA folder. */
  readonly data: string
  readonly log: (line: string) => void
  /** The unpacked package to take the programs from, instead of the installed one. */
  readonly programs?: string
  /** Laid over our own settings: how a test makes an unsafe Postgres. */
  readonly settings?: Readonly<Record<string, string>>
}

export type RunningPostgres = {
  /** Role lyster_owner: owns the database `lyster`, makes roles, bypasses row-level security; for migrations only. */
  readonly owner: PostgresAddress
  /** Role lyster_app_login: may log in, and owns nothing. */
  readonly app: PostgresAddress
  /** '18.4' */
  readonly version: string
  /** Resolves with the reason when Postgres ends without having been asked to. */
  readonly gone: Promise<string>
  stop(): Promise<void>
}

type Prepared = {
  readonly folders: Folders
  readonly binaries: Binaries
  readonly runAs: RunAs
  readonly superuser: PostgresAddress
}

const patienceMilliseconds = 15_000

/** Throws one sentence for the person at the keyboard when Postgres cannot or must not run. */
export async function startPostgres(options: StartPostgres): Promise<RunningPostgres> {
  const data = makeDataFolder(options.data)
  try {
    return await startIn(data, options)
  } catch (error) {
    throw inWordsOfTheDisk(error, data)
  }
}

async function startIn(data: string, options: StartPostgres): Promise<RunningPostgres> {
  const unlock = await lockFolder(data)
  let prepared: Prepared | undefined
  try {
    prepared = await prepare(data, options)
    const { server, superuser } = await start(prepared, options)
    return await open({ prepared, server, superuser, unlock }).catch(async (error: unknown) => {
      await server.stop()
      throw error
    })
  } catch (error) {
    if (prepared) removeFarSocketFolder(prepared.folders)
    unlock()
    throw error
  }
}

async function prepare(data: string, options: StartPostgres): Promise<Prepared> {
  const account = findAccount(clusterIn(data))
  const folders = makeFolders(data, account)
  const binaries = prepareBinaries(options.programs ?? findPackage())
  if (account) letEveryoneRun(binaries)
  const runAs = findWayToRun(binaries, folders, account)
  const isMade = hasCluster(folders)
  if (isMade && !findSecret(folders.secret, 'postgres-superuser')) {
    throw new Error(`The password of the database is missing in ${folders.secret}: put that folder back.`)
  }
  const superuser = {
    ...(await findPlace(folders)),
    database: 'postgres',
    user: 'postgres',
    password: findOrMakeSecret(folders.secret, 'postgres-superuser'),
  }
  if (isMade) closeCluster(folders)
  else {
    options.log(`Making a new database in ${folders.cluster} …`)
    await makeCluster({ folders, binaries, account, superuser, before: runAs.before })
  }
  return { folders, binaries, runAs, superuser }
}

/** A socket in a folder of ours; Windows has a port that only this machine reaches. */
async function findPlace(folders: Folders): Promise<{ host: string; port: number }> {
  if (process.platform !== 'win32') return { host: folders.socket, port: 5432 }
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('No free port was found for Postgres.')
  return { host: '127.0.0.1', port: address.port }
}

/** A Postgres that was killed may for some seconds still hold its files: then it is tried again. */
async function start(
  prepared: Prepared,
  options: StartPostgres,
): Promise<{ server: Server; superuser: Client }> {
  const { folders, superuser, runAs } = prepared
  const settings = asArguments({ ...settingsFor(folders, superuser), ...options.settings })
  options.log(`Starting Postgres ${runAs.version} …`)
  for (const end = Date.now() + patienceMilliseconds; ; await sleep(500)) {
    await settleLeftover(folders, options.log)
    const server = launch({ ...prepared, settings })
    const client = await connectWhenReady(server, superuser, options.log)
    if (client) return { server, superuser: client }
    const reason = await server.ended
    const mayPass = /already exists|pre-existing shared memory|in use|could not bind/i.test(reason)
    if (!mayPass || Date.now() > end) throw new Error(`Postgres does not start. ${reason}.`)
  }
}

/** Undefined when the server ended first. Recovery after a crash takes the time it takes. */
async function connectWhenReady(
  server: Server,
  address: PostgresAddress,
  log: (line: string) => void,
): Promise<Client | undefined> {
  const began = Date.now()
  for (let told = false; !server.hasEnded(); await sleep(50)) {
    try {
      return await connect(address)
    } catch (error) {
      if (!isNotYet(error)) {
        await server.stop()
        throw new Error(
          `Postgres runs but does not let Lyster in: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
    }
    if (!told && Date.now() - began > 2_000) {
      told = true
      log('Postgres is recovering from an unclean stop; nothing is lost. Please wait …')
    }
  }
  return undefined
}

function isNotYet(error: unknown): boolean {
  // 57P03: starting up or shutting down. A connection cut off has no code.
  if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'].includes(errorCode(error))) return true
  return error instanceof Error && /terminated|timeout/i.test(error.message)
}

async function connect(address: PostgresAddress): Promise<Client> {
  const client = new Client({
    ...address,
    connectionTimeoutMillis: 5_000,
    application_name: 'lyster supervisor',
  })
  // Without a listener Node would die of a connection that Postgres closes.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

type Opening = {
  readonly prepared: Prepared
  readonly server: Server
  readonly superuser: Client
  readonly unlock: () => void
}

async function open({ prepared, server, superuser, unlock }: Opening): Promise<RunningPostgres> {
  const { folders, runAs } = prepared
  const role = (user: string, secret: string): PostgresAddress => ({
    ...prepared.superuser,
    database: 'lyster',
    user,
    password: findOrMakeSecret(folders.secret, secret),
  })
  const owner = role('lyster_owner', 'postgres-owner')
  const app = role('lyster_app_login', 'postgres-app')
  await makeRoles(superuser, { owner, app, backup: role('lyster_backup', 'postgres-backup') })
  await superuser.end()

  const plain = await connect(app)
  await refuseUnsafePostgres(plain)
  await refusePowerfulRole(plain)
  await plain.end()

  let stopping: Promise<void> | undefined
  const gone = new Promise<string>((resolve) => {
    void server.ended.then((reason) => {
      unlock()
      if (!stopping) resolve(`${reason}.`)
    })
  })
  const stop = () => (stopping ??= server.stop().then(() => removeFarSocketFolder(folders)))
  return { owner, app, version: runAs.version, gone, stop }
}
