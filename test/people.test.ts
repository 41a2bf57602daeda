/** How somebody comes to work here, what her role becomes, and how she leaves: on the pages, against the database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alva, cookieFrom, type OpenPages, openPages, stranger } from './open-pages.ts'

let at: OpenPages
let owner: string
let alvaId: string
beforeAll(async () => {
  at = await openPages()
  await at.raw(`update staff set role = 'owner' where name = 'Alva Exempel'`)
  alvaId =
    (await at.raw<{ staff_id: string }>(`select staff_id from staff where name = 'Alva Exempel'`))[0]
      ?.staff_id ?? ''
  owner = await at.signedIn()
})
afterAll(() => at.close())

const password = 'tre gröna stolar'

async function invite(fields: Record<string, string> = {}): Promise<string> {
  const form = {
    intent: 'invite',
    name: 'Nova Ny',
    email: 'nova@klinik.example',
    role: 'desk',
    treats: 'no',
    ...fields,
  }
  const text = await (await at.send('/staff/people', form, owner)).text()
  return /\/staff\/invitation\/([\w-]+)/.exec(text)?.[1] ?? ''
}

const count = async (text: string, values: readonly unknown[] = []) => (await at.raw(text, values)).length

describe('an invitation', () => {
  test('is shown once, to the owner, and only its hash is kept', async () => {
    const secret = await invite({ email: 'en@klinik.example' })
    expect(secret.length).toBeGreaterThanOrEqual(43)
    const rows = await at.raw(`select * from invitation where email = 'en@klinik.example'`)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(await (await at.ask('/staff/people', { headers: { cookie: owner } })).text()).not.toContain(secret)
  })

  test('is not used up by looking, however often', async () => {
    const secret = await invite({ email: 'tva@klinik.example' })
    for (let n = 0; n < 3; n++) {
      const seen = await at.ask(`/staff/invitation/${secret}`)
      expect(seen.status).toBe(200)
      expect(await seen.text()).toContain('tva@klinik.example')
      expect(seen.headers.get('referrer-policy')).toBe('no-referrer')
    }
    expect(
      await count(`select from invitation where email = 'tva@klinik.example' and used_at is not null`),
    ).toBe(0)
  })

  test('lets exactly one of twenty in who redeem it at once', async () => {
    const secret = await invite({ email: 'nova@klinik.example', role: 'therapist', treats: 'yes' })
    const form = { name: 'Nova Ny', password }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => at.send(`/staff/invitation/${secret}`, form)),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(19)
    expect(await count(`select from staff where name = 'Nova Ny' and role = 'therapist'`)).toBe(1)
    expect(await count(`select from resource where name = 'Nova Ny' and kind = 'therapist'`)).toBe(1)
    const signedIn = await at.send('/staff/sign-in', { email: 'nova@klinik.example', password })
    expect(signedIn.status).toBe(303)
    expect((await at.ask('/staff/day', { headers: { cookie: cookieFrom(signedIn) } })).status).toBe(200)
    expect((await at.ask(`/staff/invitation/${secret}`)).status).toBe(404)
  })

  test.each([
    ['too short', 'kort'],
    ['easy to guess', 'password1234'],
    ['her own address', 'min svag och vek'],
  ])('is not used up by a password that is %s', async (_, weak) => {
    const secret = await invite({ email: 'svag@klinik.example', name: 'Svag Person' })
    const answer = await at.send(`/staff/invitation/${secret}`, { name: 'Svag Person', password: weak })
    expect(answer.status).toBe(422)
    expect((await at.ask(`/staff/invitation/${secret}`)).status).toBe(200)
  })

  test('says the same of a link that was used, withdrawn, replaced, run out or never made', async () => {
    const replaced = await invite({ email: 'gone@klinik.example' })
    const withdrawn = await invite({ email: 'gone@klinik.example' })
    const id = (
      await at.raw<{ id: string }>(`select invitation_id as id from invitation
      where email = 'gone@klinik.example' and withdrawn_at is null`)
    )[0]?.id
    await at.send('/staff/people', { intent: 'withdraw', invitation: id ?? '' }, owner)
    const late = await invite({ email: 'late@klinik.example' })
    await at.raw(`update invitation set expires_at = $1 where email = 'late@klinik.example'`, [
      at.now.toString(),
    ])
    const texts = new Set<string>()
    for (const secret of [replaced, withdrawn, late, 'A'.repeat(43)]) {
      for (const answer of [
        await at.ask(`/staff/invitation/${secret}`),
        await at.send(`/staff/invitation/${secret}`, { name: 'Någon Ny', password }),
      ]) {
        expect(answer.status).toBe(404)
        texts.add((await answer.text()).replaceAll(secret, ''))
      }
    }
    expect(texts.size).toBe(1)
  })

  test('is no way into an account that is there: its password must be known', async () => {
    const secret = await invite({ email: stranger.email, name: 'Någon Annan' })
    const form = { name: 'Annan Namn', password: 'ett helt eget val' }
    expect((await at.send(`/staff/invitation/${secret}`, form)).status).toBe(422)
    expect((await at.send('/staff/sign-in', stranger)).status).toBe(303)
    expect((await at.send('/staff/sign-in', { ...stranger, password: form.password })).status).toBe(422)
    const right = await at.send(`/staff/invitation/${secret}`, { ...form, password: stranger.password })
    expect(right.status).toBe(303)
    expect((await at.ask('/staff/day', { headers: { cookie: await at.signedIn(stranger) } })).status).toBe(
      200,
    )
  })

  test('is not made for somebody who works here, nor with a role or address that does not exist', async () => {
    const form = { intent: 'invite', name: 'Alva', email: alva.email, role: 'desk', treats: 'no' }
    expect((await at.send('/staff/people', form, owner)).status).toBe(409)
    expect((await at.send('/staff/people', { ...form, email: 'x' }, owner)).status).toBe(422)
    expect(
      (await at.send('/staff/people', { ...form, email: 'x@y.example', role: 'god' }, owner)).status,
    ).toBe(422)
  })

  test('is not made from another site', async () => {
    const form = new URLSearchParams({
      intent: 'invite',
      name: 'Nova',
      email: 'n@klinik.example',
      role: 'owner',
      treats: 'no',
    })
    const headers = { cookie: owner, 'sec-fetch-site': 'cross-site' }
    expect((await at.ask('/staff/people', { method: 'POST', body: form, headers })).status).toBe(403)
  })
})

describe('the last owner', () => {
  test('stays one: she can neither be demoted nor leave', async () => {
    for (const form of [
      { intent: 'role', role: 'desk' },
      { intent: 'leave', on: 'now' },
      { intent: 'leave', on: '2027-02-01' },
    ]) {
      const answer = await at.send(`/staff/people/${alvaId}`, form, owner)
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain('en ägare som stannar')
    }
    expect(await count(`select from staff where role = 'owner' and left_on is null`)).toBe(1)
  })

  test('of two who are demoted at once remains, though neither change has seen the other', async () => {
    const { changeRole } = await import('../src/people/index.ts')
    await at.raw(`update staff set role = 'owner' where name = 'Nova Ny'`)
    const nova =
      (await at.raw<{ id: string }>(`select staff_id as id from staff where name = 'Nova Ny'`))[0]?.id ?? ''
    const answers = await Promise.all(
      [nova, alvaId].map((person) =>
        at.db.inClinic(at.clinic.id, (trx) =>
          changeRole(trx, { person, role: 'desk', by: alvaId, now: at.now }),
        ),
      ),
    )
    expect(answers.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'last-owner' }])
    await at.raw(`update staff set role = case name when 'Alva Exempel' then 'owner' else 'therapist' end
      where name in ('Alva Exempel', 'Nova Ny')`)
  })

  test('of two who demote each other at once remains', async () => {
    await at.raw(`update staff set role = 'owner' where name = 'Nova Ny'`)
    const nova =
      (await at.raw<{ staff_id: string }>(`select staff_id from staff where name = 'Nova Ny'`))[0]
        ?.staff_id ?? ''
    const other = await at.signedIn({ email: 'nova@klinik.example', password })
    const answers = await Promise.all([
      at.send(`/staff/people/${nova}`, { intent: 'role', role: 'therapist' }, owner),
      at.send(`/staff/people/${alvaId}`, { intent: 'role', role: 'therapist' }, other),
    ])
    const [one, other2] = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(one).toBe(303)
    expect([403, 409]).toContain(other2) // refused by the use, or already at the gate
    expect(await count(`select from staff where role = 'owner'`)).toBe(1)
    await at.raw(`update staff set role = case name when 'Alva Exempel' then 'owner' else 'therapist' end
      where name in ('Alva Exempel', 'Nova Ny')`)
  })
})

describe('whoever leaves', () => {
  test('has her visits handed over at their own time and in their own room, and is out at once when she leaves now', async () => {
    await at.book('Vera Exempel')
    const before = await at.raw<{
      therapist_id: string
      visit_id: string
      room_id: string
      starts: { toString(): string }
    }>(`select visit_id, therapist_id, room_id, starts from visit order by starts`)
    const bo = await at.raw<{ staff_id: string; resource_id: string }>(
      `select staff_id, resource_id from resource where resource_id = $1`,
      [before[0]?.therapist_id],
    )
    const leaving = bo[0]?.staff_id ?? ''
    const isAlva = leaving === alvaId
    if (isAlva) await at.raw(`update staff set role = 'owner' where name = 'Nova Ny'`)
    const session = isAlva ? owner : undefined
    const by = isAlva ? await at.signedIn({ email: 'nova@klinik.example', password }) : owner
    const plan = await at.ask(`/staff/people/${leaving}?on=now`, { headers: { cookie: by } })
    expect(plan.status).toBe(200)
    expect(await plan.text()).toContain('Vera Exempel')
    const answer = await at.send(`/staff/people/${leaving}`, { intent: 'leave', on: 'now' }, by)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toContain(`handed=${before.length}&left=0`)
    const after = await at.raw<{
      therapist_id: string
      visit_id: string
      room_id: string
      starts: { toString(): string }
      sequence: number
    }>(`select visit_id, therapist_id, room_id, starts, sequence from visit order by starts`)
    expect(
      after.map(({ visit_id, room_id, starts }) => `${visit_id} ${room_id} ${starts.toString()}`),
    ).toEqual(before.map(({ visit_id, room_id, starts }) => `${visit_id} ${room_id} ${starts.toString()}`))
    for (const { therapist_id, sequence } of after) {
      expect(therapist_id).not.toBe(bo[0]?.resource_id)
      expect(sequence).toBe(1)
    }
    expect(await count(`select from occupancy where resource_id = $1`, [bo[0]?.resource_id])).toBe(0)
    if (session) expect((await at.ask('/staff/day', { headers: { cookie: session } })).status).toBe(401)
    expect(await count(`select from audit where act = 'visits-handed-over'`)).toBe(before.length)
    expect(await count(`select from audit where act = 'person-left' and subject_id = $1`, [leaving])).toBe(1)
  })

  test('keeps what nobody can take, and it is listed by name', async () => {
    const cookie = await at.signedIn({ email: 'nova@klinik.example', password })
    const person = (
      await at.raw<{ id: string; standing: number }>(
        `select staff_id as id, (select count(*)::int from visit where therapist_id = resource_id and state = 'booked' and starts >= '2027-01-05T00:00+01') as standing
       from resource join staff using (clinic_id, staff_id) where left_on is null order by 2 desc limit 1`,
      )
    )[0]
    expect(person?.standing).toBeGreaterThan(0)
    const answer = await at.send(`/staff/people/${person?.id}`, { intent: 'leave', on: '2027-01-04' }, cookie)
    expect(answer.headers.get('location')).toContain(`handed=0&left=${person?.standing}`)
    const text = await (await at.ask(`/staff/people/${person?.id}`, { headers: { cookie } })).text()
    expect(text).toContain('reda ut för hand')
    expect(text).toContain('Vera Exempel')
    expect(await count(`select from visit where state = 'booked' and starts >= '2027-01-05T00:00+01'`)).toBe(
      person?.standing,
    )
  })

  test('is no longer among those who can be asked for, the day after', async () => {
    const { retireLeft } = await import('../src/people/retire-left.job.ts')
    const listed = async () => await count(`select from resource where kind = 'therapist' and not retired`)
    const before = await listed()
    await at.db.inClinic(at.clinic.id, (trx) => retireLeft(trx, at.now))
    expect(await listed()).toBe(before - 1) // who left at once
    await at.db.inClinic(at.clinic.id, (trx) => retireLeft(trx, at.now.add({ hours: 24 })))
    expect(await listed()).toBe(before - 2) // whose last day was today
  })

  test('has no last day that has passed', async () => {
    const cookie = await at.signedIn({ email: 'nova@klinik.example', password })
    for (const on of ['2027-01-03', '2027-02-30', 'igår', '']) {
      expect((await at.send(`/staff/people/${alvaId}`, { intent: 'leave', on }, cookie)).status).toBe(422)
    }
  })
})
