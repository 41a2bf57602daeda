import type { Client } from 'pg'

export type PostgresAddress = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
}

export type Roles = {
  readonly owner: PostgresAddress
  readonly app: PostgresAddress
  readonly backup: PostgresAddress
}

/** Makes the roles and the database where they are missing, and sets their rights back to what they must be. */
export async function makeRoles(superuser: Client, { owner, app, backup }: Roles): Promise<void> {
  // A failing statement would stand in the server's log with its password.
  await superuser.query('set log_min_error_statement = panic')
  await setRole(superuser, owner, 'createrole bypassrls noreplication')
  await setRole(superuser, app, 'nocreaterole nobypassrls noreplication')
  // It copies the whole cluster's files, and may read no table.
  await setRole(superuser, backup, 'nocreaterole nobypassrls replication')
  const limits = {
    statement_timeout: '10s',
    lock_timeout: '5s',
    idle_in_transaction_session_timeout: '15s',
    transaction_timeout: '20s',
  }
  for (const [name, limit] of Object.entries(limits)) {
    await superuser.query(`alter role ${superuser.escapeIdentifier(app.user)} set ${name} = '${limit}'`)
  }
  const { rowCount } = await superuser.query('select from pg_database where datname = $1', [owner.database])
  if (rowCount) return
  const [database, user] = [owner.database, owner.user].map((name) => superuser.escapeIdentifier(name))
  await superuser.query(`create database ${database} owner ${user}`)
}

async function setRole(superuser: Client, role: PostgresAddress, rights: string): Promise<void> {
  const name = superuser.escapeIdentifier(role.user)
  const { rowCount } = await superuser.query('select from pg_roles where rolname = $1', [role.user])
  if (!rowCount) await superuser.query(`create role ${name}`)
  const password = superuser.escapeLiteral(role.password)
  await superuser.query(`alter role ${name} login nosuperuser nocreatedb ${rights} password ${password}`)
}
