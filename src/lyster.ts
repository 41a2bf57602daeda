/** Commands for the person who runs Lyster: `npm run lyster -- sign-in [e-mail]`, `… -- bitmaps check|rebuild`. */
import { Temporal } from 'temporal-polyfill'
import { checkBitmaps, rebuildBitmaps } from './booking/check-bitmaps.ts'
import { freshPassword, openAuth } from './platform/auth.ts'
import { type Config, readConfig } from './platform/config.ts'
import { type Connection, type Db, openDb } from './platform/db.ts'
import { openKeys } from './platform/keys.ts'
import { findRunningPostgres } from './platform/postgres/find-running.ts'
import { startPostgres } from './platform/postgres/supervisor.ts'
import { demonstrationOwner } from './demonstration/index.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'sign-in') await signIn(readConfig(process.env), rest[0])
  else if (command === 'bitmaps' && rest[0] === 'check') await eachClinic(check)
  else if (command === 'bitmaps' && rest[0] === 'rebuild') await eachClinic(rebuild)
  else {
    say('npm run lyster -- sign-in [e-mail]   prints a fresh way in for a person who works here')
    say('npm run lyster -- bitmaps check      compares what is shown as booked with what is booked')
    say('npm run lyster -- bitmaps rebuild    writes it anew; Lyster may be running')
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

/** Gives the person a new password, which ends her sessions elsewhere, and prints it once. */
async function signIn(config: Config, asked: string | undefined): Promise<void> {
  const email = (asked ?? demonstrationOwner.email).toLowerCase()
  await withDatabase(config, async (connection) => {
    const secret = openKeys(config.data).sign('sign-in', 'sessions')
    const auth = openAuth({ connection, secret, url: config.url, onError: () => undefined })
    try {
      const password = freshPassword()
      if (!(await auth.renewPassword({ email, password })))
        throw new Error(`Nobody signs in here as ${email}.`)
      say(`Address:   ${config.url}/staff\nE-mail:    ${email}\nPassword:  ${password}`)
      if (await auth.secondFactor.reset(email))
        say('The second factor was turned off; turn it on again under your name, top right.')
    } finally {
      await auth.close()
    }
  })
}

async function eachClinic(work: (db: Db, clinic: string) => Promise<void>): Promise<void> {
  await withDatabase(readConfig(process.env), async (connection) => {
    const db = openDb(connection, () => undefined)
    try {
      for (const clinic of await db.listClinics()) await work(db, clinic)
    } finally {
      await db.close()
    }
  })
}

/** Ends with 1 where a bitmap differs, and names each. */
async function check(db: Db, clinic: string): Promise<void> {
  const { bitmaps, faults } = await db.inClinic(clinic, checkBitmaps)
  say(
    `Clinic ${clinic}: ${bitmaps} bitmaps, ${faults.length === 0 ? 'all as booked' : `${faults.length} wrong`}.`,
  )
  for (const { resource, name, at, says, ticks } of faults)
    say(
      `  ${name} (${resource}) from ${at.toString()}: the bitmap says ${says}; ${ticks * 5} minutes differ.`,
    )
  if (faults.length > 0) process.exitCode = 1
}

async function rebuild(db: Db, clinic: string): Promise<void> {
  const { written } = await db.inClinic(clinic, (trx) => rebuildBitmaps(trx, Temporal.Now.instant()))
  say(`Clinic ${clinic}: ${written} bitmaps written anew.`)
}

/** Beside a running Lyster its database is used; otherwise ours is started for as long as the command takes. */
async function withDatabase(config: Config, work: (connection: Connection) => Promise<void>): Promise<void> {
  if (config.database) return work(config.database.app)
  const running = await findRunningPostgres(config.data)
  if (running) return work(running.app)
  const postgres = await startPostgres({ data: config.data, log: () => undefined })
  try {
    await work(postgres.app)
  } finally {
    await postgres.stop()
  }
}
