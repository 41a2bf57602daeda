/** A clinic small enough to reckon with by hand: two therapists, two rooms, one pen, open 9 to 17 on weekdays. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { PostgresAddress } from '../src/platform/postgres/supervisor.ts'

export type SmallClinic = {
  readonly id: string
  readonly treatment: string
  readonly analysis: string
  readonly therapists: readonly [string, string]
  readonly rooms: readonly [string, string]
  readonly device: string
}

export async function addSmallClinic(
  database: { readonly owner: PostgresAddress },
  host?: string,
): Promise<SmallClinic> {
  const client = new pg.Client(database.owner)
  await client.connect()
  try {
    await client.query('begin')
    const clinic = await addClinic(client, host)
    await client.query('commit')
    return clinic
  } finally {
    await client.end()
  }
}

async function addClinic(client: pg.Client, host: string | undefined): Promise<SmallClinic> {
  const id = randomUUID()
  const add = async (text: string, ...values: readonly unknown[]) => {
    await client.query(text, [id, ...values])
  }
  await add('insert into directory.clinic (clinic_id) values ($1)')
  if (host) await add('insert into directory.clinic_host (clinic_id, host) values ($1, $2)', host)
  await add(
    `insert into clinic (clinic_id, name, street, postcode, city, phone, email, time_zone, currency, languages)
     values ($1, 'Testkliniken', 'Provgatan 1', '211 00', 'Malmö', '+46406280400', 'hej@klinik.example', 'Europe/Stockholm', 'SEK', '{sv,en}')`,
  )
  for (const weekday of [1, 2, 3, 4, 5]) {
    await add(`insert into opening_hours values ($1, $2, '09:00', '17:00')`, weekday)
  }
  const resources = await addResources(add)
  const services = await addServices(add)
  return { id, ...resources, ...services }
}

type Add = (text: string, ...values: readonly unknown[]) => Promise<void>

async function addResources(add: Add) {
  const [first, second, roomOne, roomTwo, device] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  for (const [position, therapist] of [first, second].entries()) {
    const staff = randomUUID()
    const name = position === 0 ? 'Alva Exempel' : 'Bo Exempel'
    await add(
      `insert into staff (clinic_id, staff_id, name, title, role) values ($1, $2, $3, '{"sv":"Hudterapeut","en":"Skin therapist"}', 'therapist')`,
      staff,
      name,
    )
    await add(
      `insert into resource values ($1, $2, 'therapist', $3, $4, $5)`,
      therapist,
      name,
      staff,
      position,
    )
    for (const weekday of [1, 2, 3, 4, 5]) {
      await add(`insert into working_hours values ($1, $2, $3, '09:00', '17:00')`, therapist, weekday)
    }
  }
  await add(
    `insert into resource values ($1, $2, 'room', 'Rum 1', null, 0), ($1, $3, 'room', 'Rum 2', null, 1)`,
    roomOne,
    roomTwo,
  )
  await add(`insert into resource values ($1, $2, 'device', 'Penna 1', null, 0)`, device)
  return { therapists: [first, second] as const, rooms: [roomOne, roomTwo] as const, device }
}

async function addServices(add: Add) {
  const [treatment, analysis, ointment] = [randomUUID(), randomUUID(), randomUUID()]
  await add(
    `insert into anaesthetic values ($1, $2, '{"sv":"Lidokain 4 %","en":"Lidocaine 4 %"}', 30, 'the clinic', 'judgement', '2026-11-01')`,
    ointment,
  )
  await add(
    `insert into service values
     ($1, $2, 'treatment', '{"sv":"Microneedling, tre behandlingar","en":"Microneedling, three treatments"}', '{"sv":"Kur","en":"Course"}', 3, 28, 42, 30, 585000, 25, 0),
     ($1, $3, 'analysis', '{"sv":"Hudanalys","en":"Skin analysis"}', '{"sv":"Ett besök","en":"One visit"}', 1, null, null, null, 45000, 25, 1)`,
    treatment,
    analysis,
  )
  const protocol = [
    ['Välkommen', 'Welcome', 10, null, '{therapist,room}', true],
    ['Bedövning', 'Numbing', null, ointment, '{room}', true],
    ['Needling', 'Needling', 30, null, '{therapist,room,device}', true],
    ['Kylmask', 'Cooling mask', 15, null, '{room}', true],
    ['Avslut', 'Handover', 5, null, '{therapist,room}', true],
    ['Städning', 'Cleaning', 10, null, '{room}', false],
  ] as const
  for (const [position, [sv, en, ...rest]] of protocol.entries()) {
    await add(
      `insert into segment values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      treatment,
      position,
      JSON.stringify({ sv, en }),
      ...rest,
    )
  }
  await add(
    `insert into segment values ($1, $2, 0, '{"sv":"Hudanalys","en":"Skin analysis"}', 45, null, '{therapist,room}', true)`,
    analysis,
  )
  return { treatment, analysis }
}
