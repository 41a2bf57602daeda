/** What must be true of any Postgres, embedded or not, before a booking is trusted to it. */

type Asked = { query(text: string): Promise<{ rows: Record<string, unknown>[] }> }

/**
 * Throws one sentence when this is not Postgres 18 or later, or when a committed booking could be lost:
 * fsync, full_page_writes, checksums or synchronous_commit off, the last also where a role or the database
 * asks for it (PostgreSQL manual, 28.4 asynchronous commit and 19.5 write ahead log).
 */
export async function refuseUnsafePostgres(client: Asked): Promise<void> {
  const { rows } = await client.query(`
    select current_setting('server_version_num')::int < 180000 as old, current_setting('server_version') as version,
      array(
        select name || ' is ' || setting from pg_settings
        where name in ('fsync', 'full_page_writes', 'data_checksums') and setting <> 'on'
          or name = 'synchronous_commit' and setting not in ('on', 'local', 'remote_write', 'remote_apply')
        order by name
      ) || array(
        select concat_ws(' ', kept, 'for', coalesce('the role ' || rolname, 'every role'), 'in the database ' || datname)
        from pg_db_role_setting
        cross join unnest(setconfig) as kept
        left join pg_roles on pg_roles.oid = setrole
        left join pg_database on pg_database.oid = setdatabase
        where kept ~* '^synchronous_commit=' and kept !~* '=(on|true|yes|1|local|remote_write|remote_apply)$'
          and (setdatabase = 0 or datname = current_database())
        order by kept, rolname
      ) as dangers`)
  const { old, version, dangers } = rows[0] ?? {}
  if (old !== false)
    throw new Error(`Lyster needs Postgres 18 or later, and this is Postgres ${String(version)}.`)
  const list = Array.isArray(dangers) ? dangers.join(', ') : 'its settings cannot be read'
  if (list !== '') throw new Error(`This Postgres could lose bookings, so Lyster does not start: ${list}.`)
}

/**
 * Throws one sentence when the connected role could step around row-level security: by being, or being able to
 * become, a superuser, a role with BYPASSRLS, or the owner of a schema or table (an owner can switch it off).
 */
export async function refusePowerfulRole(client: Asked): Promise<void> {
  const { rows } = await client.query(`
    with own as (select oid, rolname, rolsuper, rolbypassrls from pg_roles where pg_has_role(current_user, oid, 'member')),
      owned as (
        select 'the table ' || oid::regclass as thing, relowner as owner from pg_class
        where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'
        union all
        select 'the schema ' || nspname, nspowner from pg_namespace
        where nspname !~ '^(pg_|information_schema$)'
      ),
      power as (
        select 1 as rank, 'is a superuser' as what from pg_roles where rolname = current_user and rolsuper
        union all
        select 2, 'may bypass row-level security' from pg_roles where rolname = current_user and rolbypassrls
        union all
        select 3, 'may become ' || rolname from own where rolname <> current_user and (rolsuper or rolbypassrls)
        union all
        select 4, 'owns ' || min(thing) from owned join own on own.oid = owned.owner having count(*) > 0
      )
    select current_user as role, (select what from power order by rank limit 1) as what`)
  const { role, what } = rows[0] ?? {}
  if (typeof role !== 'string') throw new Error('The rights of the application role cannot be read.')
  if (typeof what !== 'string') return
  throw new Error(
    `The application role ${role} ${what}, so Lyster does not start: give DATABASE_URL a role that can only log in.`,
  )
}
