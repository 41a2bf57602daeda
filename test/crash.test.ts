/**
 * What was acknowledged is there, whatever dies. Clients book, move and cancel through the API of a real Lyster and
 * write each answer to a file outside its data before they go on; in the middle of the load it is killed (Node first, then its Postgres),
 * started again on the same data, and asked for everything. The rows are judged by the checker that trusts none.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFaults } from '../src/booking/raw-rows.makers.ts'
import { findRunningPostgres } from '../src/platform/postgres/find-running.ts'
import { postmasterOf, processesOn } from '../src/platform/postgres/postgres.makers.ts'
import { type BookingLoad, openBookingLoad } from './booking-load.ts'
import { judge as judgeLoad } from './judge-load.ts'
import { freshFolder, type StartedLyster, startLyster } from './lyster.ts'

const seed = Number(process.env['LYSTER_SEED'] ?? Date.now() % 1_000_000)
const data = freshFolder()
const say = (line: string) => process.stdout.write(`${line}\n`)

const at: { lyster?: StartedLyster; load?: BookingLoad } = {}
const lyster = () => {
  if (!at.lyster) throw new Error('Lyster does not run.')
  return at.lyster
}
const load = () => {
  if (!at.load) throw new Error('Nobody books.')
  return at.load
}
const rows = (text: string) => load().rows(text)

beforeAll(async () => {
  at.lyster = await startLyster({ data })
  at.load = await openBookingLoad(data, seed)
})
afterAll(async () => {
  at.load?.close()
  await at.lyster?.stop()
})

test('fifty acknowledged bookings, moved and cancelled ones among them, outlive the killing of Node in the middle of the load, and nothing is added', async () => {
  say(`LYSTER_SEED=${seed}`)
  const { child } = lyster()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await underLoad(50, async () => {
    child.kill('SIGKILL')
    const killedAt = performance.now()
    await ended
    for (const end = Date.now() + 10_000; processesOn(data).length > 0; await sleep(20)) {
      if (Date.now() > end) throw new Error(`These processes of Postgres stay: ${processesOn(data).join()}`)
    }
    const gone = performance.now()
    at.lyster = await startLyster({ data })
    say(
      `gone after ${Math.round(gone - killedAt)} ms, ready again ${Math.round(performance.now() - gone)} ms later`,
    )
  })
  await judge('kill -9 of Node')
})

test('twenty-five more outlive the killing of Postgres itself: it is started again, and Lyster never ends', async () => {
  await underLoad(75, async () => {
    const killed = postmasterOf(data)
    process.kill(killed, 'SIGKILL')
    const killedAt = performance.now()
    const isBack = () =>
      fetch(`${lyster().url}/readyz`).then((answer) => answer.status === 200 && postmasterNow() !== killed)
    for (const end = Date.now() + 30_000; !(await isBack()); await sleep(10))
      if (Date.now() > end) throw new Error('Postgres was not started again within 30 s.')
    say(`ready again after ${Math.round(performance.now() - killedAt)} ms`)
  })
  expect(lyster().child.exitCode).toBeNull()
  await judge('kill -9 of Postgres')
})

test('Ctrl-C leaves no process behind, and a second start has the same clinic, services and bookings', async () => {
  const before = await rows('select clinic_id, service_id from service order by 1, 2')
  const services = await (await fetch(`${lyster().url}/api/v1/services`)).text()
  const { child } = lyster()
  await lyster().stop({ data: true })
  expect(child.exitCode).toBe(0)
  expect(processesOn(data)).toEqual([])
  const began = performance.now()
  at.lyster = await startLyster({ data })
  say(`a second start was ready after ${Math.round(performance.now() - began)} ms`)
  expect(await rows('select clinic_id, service_id from service order by 1, 2')).toEqual(before)
  expect(await (await fetch(`${lyster().url}/api/v1/services`)).text()).toBe(services)
  const [secret] = load().acknowledged()
  expect((await fetch(`${lyster().url}/api/v1/bookings/${secret}`)).status).toBe(200)
})

describe('the eyes that judge', () => {
  test('see a booking that was lost, one that is half there, and one that nobody made', async () => {
    const running = await findRunningPostgres(data)
    const client = new pg.Client(running?.owner)
    client.on('error', () => undefined)
    await client.connect()
    const raw = async (text: string) => (await client.query(text)).rows
    const tampered = async (statement: string) => {
      await client.query('begin')
      await client.query(statement)
      const faults = await findFaults(raw, load().recorded)
      await client.query('rollback')
      return faults
    }
    const mine = `(select v.visit_id from visit v join message m on m.payload ->> 'course' = v.course_id::text order by 1 limit 1)`
    expect(await tampered('select 1')).toEqual([])
    expect(await tampered(`delete from occupancy where visit_id = ${mine}`)).not.toEqual([])
    expect(
      await tampered(
        `delete from occupancy where visit_id = ${mine}; delete from visit where visit_id = ${mine}`,
      ),
    ).not.toEqual([])
    expect(await tampered(`update occupancy set held_until = now() where visit_id = ${mine}`)).not.toEqual([])
    expect(await tampered('delete from message')).not.toEqual([])
    expect(
      await tampered(
        'insert into message (clinic_id, client_id, kind, language, channel, payload, created_at) select clinic_id, client_id, kind, language, channel, payload, created_at from message',
      ),
    ).not.toEqual([])
    expect(await tampered(`delete from audit where act = 'course-booked'`)).not.toEqual([])
    expect(
      await tampered(
        `insert into audit (clinic_id, at, actor, act, subject_id) select clinic_id, now(), 'client', 'course-booked', clinic_id from clinic`,
      ),
    ).not.toEqual([])
    expect(await tampered('delete from idempotency')).not.toEqual([])
    await client.end()
  })
})

/** While it is being started it has none. */
function postmasterNow(): number | undefined {
  try {
    return postmasterOf(data)
  } catch {
    return undefined
  }
}

/** Clients book until so many are acknowledged in all; then it happens, while they go on. */
async function underLoad(enough: number, happens: () => Promise<void>): Promise<void> {
  let over = false
  const running = load().run(lyster().url, () => over)
  for (const end = Date.now() + 40_000; load().acknowledged().length < enough; await sleep(5)) {
    if (Date.now() > end) throw new Error(`Only ${load().acknowledged().length} were acknowledged in 40 s.`)
  }
  setTimeout(() => {
    over = true
  }, 300)
  await happens()
  await running
}

async function judge(what: string): Promise<void> {
  const acknowledged = load().acknowledged().length
  const { faults, unknown } = await judgeLoad(load(), lyster().url)
  const count = (kind: string) =>
    load()
      .noted()
      .filter((one) => one.what === kind).length
  say(
    `${what}: ${acknowledged} booked, ${count('moved')} moved, ${count('cancelled')} cancelled, ${unknown} unknown`,
  )
  expect(faults).toEqual([])
  expect([count('moved'), count('cancelled')].every((some) => some > 0)).toBe(true)
}
