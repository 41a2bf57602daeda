/** Commands for the person who runs Lyster: `npm run lyster -- sign-in [e-mail]`. */
import { freshPassword, openAuth } from './platform/auth.ts'
import { type Config, readConfig } from './platform/config.ts'
import type { Connection } from './platform/db.ts'
import { openKeys } from './platform/keys.ts'
import { findRunningPostgres } from './platform/postgres/find-running.ts'
import { startPostgres } from './platform/postgres/supervisor.ts'
import { demonstrationOwner } from './demonstration/index.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'sign-in') await signIn(readConfig(process.env), rest[0])
  else say('npm run lyster -- sign-in [e-mail]   prints a fresh way in for a person who works here')
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
