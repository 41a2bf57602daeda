import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusePowerfulRole, refuseUnsafePostgres } from './checks.ts'
import { aDataFolder, query, removeDataFolders, superuserOf } from './postgres.makers.ts'
import type { PostgresAddress } from './roles.ts'
import { type RunningPostgres, startPostgres } from './supervisor.ts'

const data = aDataFolder()
let postgres: RunningPostgres
let superuser: PostgresAddress

beforeAll(async () => {
  postgres = await startPostgres({ data, log: () => undefined })
  superuser = { ...superuserOf(data, postgres.app), database: 'lyster' }
})
afterAll(async () => {
  await postgres.stop()
  removeDataFolders()
})

async function asked(address: PostgresAddress, check: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(address)
  await client.connect()
  try {
    await check(client)
  } finally {
    await client.end()
  }
}

describe('a Postgres that could lose bookings', () => {
  test('ours is not one, whoever asks', async () => {
    for (const address of [postgres.app, postgres.owner, superuser])
      await asked(address, refuseUnsafePostgres)
  })

  test('an old one is named', async () => {
    // The same question on the day that 19 is asked for.
    const ofTomorrow = (client: Client) =>
      refuseUnsafePostgres({ query: (text) => client.query(text.replace('180000', '190000')) })
    await expect(asked(postgres.app, ofTomorrow)).rejects.toThrow(
      /^Lyster needs Postgres 18 or later, and this is Postgres 18\.\d+\.$/,
    )
  })

  const off = ['off', "'FALSE'", "'no'", '0']
  test.each(off)('synchronous_commit = %s for one role is found', async (value) => {
    await query(superuser, 'create role clerk', `alter role clerk set synchronous_commit = ${value}`)
    try {
      await expect(asked(postgres.app, refuseUnsafePostgres)).rejects.toThrow(
        /so Lyster does not start: synchronous_commit=\S+ for the role clerk\.$/,
      )
    } finally {
      await query(superuser, 'drop role clerk')
    }
  })

  test('for the database, for a role in it, and for every role it is found; for another database it is not', async () => {
    const places = {
      'database lyster': true,
      'role lyster_app_login in database lyster': true,
      'role all': true,
      'database postgres': false,
    }
    for (const [place, isFound] of Object.entries(places)) {
      await query(superuser, `alter ${place} set synchronous_commit = off`)
      const answer = await asked(superuser, refuseUnsafePostgres).then(
        () => 'fine',
        (error: Error) => error.message,
      )
      await query(superuser, `alter ${place} reset synchronous_commit`)
      expect([place, answer.includes('synchronous_commit=off for ')]).toEqual([place, isFound])
    }
  })

  test.each(['local', 'remote_apply', 'on'])(
    'synchronous_commit = %s keeps what is committed',
    async (value) => {
      await query(superuser, `alter role lyster_app_login set synchronous_commit = ${value}`)
      await asked(postgres.app, refuseUnsafePostgres)
      await query(superuser, 'alter role lyster_app_login reset synchronous_commit')
    },
  )
})

describe('a role that could step around row-level security', () => {
  test('the plain application role cannot', async () => {
    await asked(postgres.app, refusePowerfulRole)
  })

  test('a superuser and the owner are refused, by name', async () => {
    await expect(asked(superuser, refusePowerfulRole)).rejects.toThrow(
      'The application role postgres is a superuser, so Lyster does not start: give DATABASE_URL a role that can only log in.',
    )
    await expect(asked(postgres.owner, refusePowerfulRole)).rejects.toThrow(
      'The application role lyster_owner may bypass row-level security',
    )
  })

  const powers = [
    {
      power: 'may become the owner',
      give: 'grant lyster_owner to lyster_app_login',
      takeBack: 'revoke lyster_owner from lyster_app_login',
      sentence: 'may become lyster_owner',
    },
    {
      power: 'bypasses row-level security',
      give: 'alter role lyster_app_login bypassrls',
      takeBack: 'alter role lyster_app_login nobypassrls',
      sentence: 'may bypass row-level security',
    },
    {
      power: 'owns a table',
      give: 'create table mine (id int); alter table mine owner to lyster_app_login',
      takeBack: 'drop table mine',
      sentence: 'owns the table mine',
    },
    {
      power: 'owns a schema',
      give: 'create schema shed authorization lyster_app_login',
      takeBack: 'drop schema shed',
      sentence: 'owns the schema shed',
    },
    {
      power: 'owns the database',
      give: 'alter database lyster owner to lyster_app_login',
      takeBack: 'alter database lyster owner to lyster_owner',
      sentence: 'owns the schema public',
    },
    {
      power: 'owns a table by its group',
      give: 'create role crew; grant crew to lyster_app_login; create table ours (); alter table ours owner to crew',
      takeBack: 'drop table ours; drop role crew',
      sentence: 'owns the table ours',
    },
  ]
  test.each(powers)('one that $power is refused', async ({ give, takeBack, sentence }) => {
    await query(superuser, give)
    try {
      await expect(asked(postgres.app, refusePowerfulRole)).rejects.toThrow(
        `The application role lyster_app_login ${sentence}`,
      )
    } finally {
      await query(superuser, takeBack)
    }
    await asked(postgres.app, refusePowerfulRole)
  })

  test('a group without power of its own is no harm', async () => {
    await query(superuser, 'create role crew', 'grant crew to lyster_app_login')
    await asked(postgres.app, refusePowerfulRole)
    await query(superuser, 'drop role crew')
  })
})
