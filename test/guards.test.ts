/**
 * Who can see and change what, read from the catalog of a migrated database. A new table, view or function that
 * forgets a guard is named here; that the reading finds each fault is shown by planting one of each.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from './database.ts'

let at: TestDatabase
beforeAll(async () => {
  at = await openTestDatabase()
})
afterAll(() => at.close())

const allowedDefiners = [
  'directory.find_clinic(text)',
  'directory.list_clinics()',
  'directory.leave_demonstration(uuid)',
]

/** One sentence for each thing of ours that is not guarded as it must be. */
async function findUnguarded({ raw }: Pick<TestDatabase, 'raw'>): Promise<string[]> {
  const rows = await raw<{ fault: string }>(
    `with tables as (
      select c.oid, c.relname as name, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) as owner
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f')
    ), constraints as (
      select t.name, k.contype, k.conname,
        (select attname from pg_attribute where attrelid = t.oid and attnum = k.conkey[1]) as first,
        (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) as first_there
      from tables t join pg_constraint k on k.conrelid = t.oid and k.contype in ('p', 'u', 'x', 'f')
    ), indexes as (
      select t.name, i.indexrelid::regclass::text as index,
        (select attname from pg_attribute where attrelid = t.oid and attnum = i.indkey[0]) as first
      from tables t join pg_index i on i.indrelid = t.oid where i.indisunique
    ), app as (select * from pg_roles where rolname in ('lyster_app', 'lyster_app_login'))
    select name || ': no primary key that begins with clinic_id' as fault from tables
      where not exists (select from constraints k where k.name = tables.name and contype = 'p' and first = 'clinic_id')
    union all select name || ': row-level security is not forced' from tables where not relrowsecurity or not relforcerowsecurity
    union all select name || ': no policy for the clinic that is named' from tables where not exists (
      select from pg_policy p where p.polrelid = tables.oid and p.polcmd = '*' and p.polroles = '{0}' and p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) ~ '^\\(clinic_id = \\(NULLIF\\(current_setting\\(''app.clinic''::text, true\\), ''''::text\\)\\)::uuid\\)$'
        and pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid))
    union all select name || ': more than one policy' from tables where (select count(*) from pg_policy where polrelid = tables.oid) > 1
    union all select name || ': ' || conname || ' does not begin with clinic_id' from constraints
      where first <> 'clinic_id' or (contype = 'f' and first_there <> 'clinic_id')
    union all select name || ': ' || index || ' is unique across clinics' from indexes where first is distinct from 'clinic_id'
    union all select name || ': the trigger ' || tgname from tables join pg_trigger on tgrelid = tables.oid and not tgisinternal
    union all select name || ': the rule ' || rulename from tables join pg_rewrite on ev_class = tables.oid
    union all select name || ': ' || attname || ' is counted up' from tables join pg_attribute a on attrelid = tables.oid and attnum > 0
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'
    union all select name || ': belongs to ' || owner from tables where owner <> 'lyster_owner'
    union all select c.relname || ': a view that sees with its owner''s eyes' from pg_class c
      where c.relnamespace::regnamespace::text in ('public', 'directory') and
        (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions @> '{security_invoker=true}', false)))
    union all select oid::regprocedure || ': runs with its owner''s rights' from pg_proc
      where prosecdef and pronamespace::regnamespace::text !~ '^(pg_|information_schema$)' and oid::regprocedure::text <> all ($1)
    union all select rolname || ': a powerful role' from app where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
    union all select rolname || ' may create in ' || nspname from app, pg_namespace
      where nspname !~ '^pg_' and has_schema_privilege(app.oid, pg_namespace.oid, 'create')
    union all select rolname || ' may create schemas' from app where has_database_privilege(app.oid, current_database(), 'create')
    union all select rolname || ' may ' || lower(p) || ' ' || t.name from app, tables t, unnest('{TRUNCATE,TRIGGER,REFERENCES,MAINTAIN}'::text[]) p
      where has_table_privilege(app.oid, t.oid, p)
    union all select rolname || ' reads ' || c.oid::regclass from app, pg_class c
      where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace::regnamespace::text in ('directory', 'migrations')
        and has_table_privilege(app.oid, c.oid, 'select')
    union all select rolname || ' owns ' || c.oid::regclass from app join pg_class c on c.relowner = app.oid
    order by 1`,
    [allowedDefiners],
  )
  return rows.map(({ fault }) => fault)
}

describe('the guard', () => {
  test('finds nothing unguarded in the migrated database', async () => {
    expect(await findUnguarded(at)).toEqual([])
    const tables = await at.raw(
      `select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    )
    expect(tables.length).toBeGreaterThan(20)
  })

  const guards = `alter table planted enable row level security; alter table planted force row level security;
    create policy own_clinic on planted using (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid)
      with check (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid);`
  const table = 'create table planted (clinic_id uuid, id uuid default uuidv7(), n int'
  test.each([
    ['a well-guarded table', `${table}, primary key (clinic_id, id)); ${guards}`, []],
    [
      'a table without any guard',
      'create table planted (id uuid primary key)',
      [
        'planted: no policy for the clinic that is named',
        'planted: no primary key that begins with clinic_id',
        'planted: planted_pkey does not begin with clinic_id',
        'planted: planted_pkey is unique across clinics',
        'planted: row-level security is not forced',
      ],
    ],
    [
      'security that its owner is free of',
      `${table}, primary key (clinic_id, id)); ${guards} alter table planted no force row level security`,
      ['planted: row-level security is not forced'],
    ],
    [
      'a policy that breaks where no clinic is named',
      `${table}, primary key (clinic_id, id)); ${guards} drop policy own_clinic on planted;
       create policy own_clinic on planted using (clinic_id = current_setting('app.clinic')::uuid)`,
      ['planted: no policy for the clinic that is named'],
    ],
    [
      'a second policy that opens what the first closes',
      `${table}, primary key (clinic_id, id)); ${guards} create policy open on planted using (true)`,
      ['planted: more than one policy'],
    ],
    [
      'a name that is unique across clinics',
      `${table} unique, primary key (clinic_id, id)); ${guards}`,
      [
        'planted: planted_n_key does not begin with clinic_id',
        'planted: planted_n_key is unique across clinics',
      ],
    ],
    [
      'a key into another table without the clinic',
      `${table}, primary key (clinic_id, id)); ${guards} create table other (id uuid primary key);
       alter table planted add foreign key (id) references other; alter table other set schema migrations`,
      ['planted: planted_id_fkey does not begin with clinic_id'],
    ],
    [
      'a column that is counted up',
      `create table planted (clinic_id uuid, n int generated always as identity, m serial, primary key (clinic_id, n)); ${guards}`,
      ['planted: m is counted up', 'planted: n is counted up'],
    ],
    [
      'a trigger',
      `${table}, primary key (clinic_id, id)); ${guards} create function f() returns trigger language plpgsql as 'begin return new; end';
       create trigger t before insert on planted for each row execute function f()`,
      ['planted: the trigger t'],
    ],
    [
      'a view that sees with its owner’s eyes, and one that does not',
      `create view planted as select * from client; create view fine with (security_invoker = true) as select * from client;
       create materialized view kept as select * from client`,
      [`kept: a view that sees with its owner's eyes`, `planted: a view that sees with its owner's eyes`],
    ],
    [
      'a function that runs with its owner’s rights',
      `create function planted() returns bigint language sql security definer as 'select count(*) from client'`,
      [`planted(): runs with its owner's rights`],
    ],
    [
      'rights that the application must not have',
      `grant truncate on client to lyster_app; grant create on schema public to lyster_app_login; grant select on directory.clinic_host to lyster_app`,
      [
        'lyster_app may truncate client',
        'lyster_app reads directory.clinic_host',
        'lyster_app_login may create in public',
        'lyster_app_login may truncate client',
        'lyster_app_login reads directory.clinic_host',
      ],
    ],
  ])('finds %s', async (_, statements, faults) => {
    const scratch = await openTestDatabase()
    try {
      await scratch.raw(statements)
      expect(await findUnguarded(scratch)).toEqual(faults)
    } finally {
      await scratch.close()
    }
  })
})
