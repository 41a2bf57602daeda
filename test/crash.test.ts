/**
 * What was acknowledged is there, whatever dies. Clients book through the API of a real Lyster and write each answer
 * to a file outside its data before they go on; in the middle of the load it is killed (Node first, then its Postgres),
 * started again on the same data, and asked for everything. The rows are judged by the checker that trusts none.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { randomFrom } from '../src/booking/booking.makers.ts'
import { findFaults } from '../src/booking/raw-rows.makers.ts'
import { findRunningPostgres } from '../src/platform/postgres/find-running.ts'
import { postmasterOf, processesOn } from '../src/platform/postgres/postgres.makers.ts'
import { freshFolder, type StartedLyster, startLyster } from './lyster.ts'

const seed = Number(process.env['LYSTER_SEED'] ?? Date.now() % 1_000_000)
const outside = mkdtempSync(join(tmpdir(), 'lyster-acknowledged-'))
const file = openSync(join(outside, 'bookings'), 'a')
const data = freshFolder()
const say = (line: string) => process.stdout.write(`${line}\n`)

type Attempt = { readonly key: string; readonly hold: string; end: 'unknown' | 'refused' | 'acknowledged' }
const attempts: Attempt[] = []
const recorded = new Set<string>()
const at: { lyster?: StartedLyster } = {}
const lyster = () => {
  if (!at.lyster) throw new Error('Lyster does not run.')
  return at.lyster
}
const acknowledged = () =>
  readFileSync(join(outside, 'bookings'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

beforeAll(async () => {
  at.lyster = await startLyster({ data })
  for (const { course_id } of await rows('select course_id from course')) recorded.add(String(course_id))
})
afterAll(async () => {
  await at.lyster?.stop()
  closeSync(file)
  rmSync(outside, { recursive: true, force: true })
})

test('fifty acknowledged bookings outlive the killing of Node in the middle of the load, and nothing is added', async () => {
  say(`LYSTER_SEED=${seed}`)
  await killUnderLoad(50, () => lyster().child.kill('SIGKILL'))
  await judge('kill -9 of Node')
})

test('twenty-five more outlive the killing of Postgres itself', async () => {
  await killUnderLoad(75, () => process.kill(postmasterOf(data), 'SIGKILL'))
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
  const [secret] = acknowledged()
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
      const faults = await findFaults(raw, recorded)
      await client.query('rollback')
      return faults
    }
    const mine = `(select visit_id from visit join message m on m.payload ->> 'course' = course_id::text order by 1 limit 1)`
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
        'insert into message select clinic_id, uuidv7(), client_id, kind, language, channel, payload, state, created_at from message',
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

/** Clients book until so many are acknowledged in all; then it is killed while they go on, and no process may stay. */
async function killUnderLoad(enough: number, kill: () => void): Promise<void> {
  const load = Promise.all(Array.from({ length: 6 }, (_, client) => bookOn(client, enough)))
  for (const end = Date.now() + 40_000; acknowledged().length < enough; await sleep(5)) {
    if (Date.now() > end) throw new Error(`Only ${acknowledged().length} bookings were acknowledged in 40 s.`)
  }
  const { child } = lyster()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  kill()
  const killedAt = performance.now()
  await ended
  await load
  for (const end = Date.now() + 10_000; processesOn(data).length > 0; await sleep(20)) {
    if (Date.now() > end) throw new Error(`These processes of Postgres stay: ${processesOn(data).join()}`)
  }
  const gone = performance.now()
  at.lyster = await startLyster({ data })
  say(
    `gone ${Math.round(gone - killedAt)} ms after the kill, ready again ${Math.round(performance.now() - gone)} ms later`,
  )
}

/** One client: looks, holds, books, writes the answer down, and begins again, until nobody answers any more. */
async function bookOn(client: number, enough: number): Promise<void> {
  const random = randomFrom(seed + client * 1000 + enough)
  const { url, child } = lyster()
  const services = z
    .object({ services: z.array(z.object({ id: z.string(), visits: z.number() })) })
    .parse(await (await fetch(`${url}/api/v1/services`)).json()).services
  for (let round = 0; child.exitCode === null && child.signalCode === null; round += 1) {
    const service = services[random(services.length)]
    const from = new Date(Date.now() + (2 + random(60)) * 86_400_000).toISOString().slice(0, 10)
    const found = await send(
      'GET',
      `${url}/api/v1/courses?service=${service?.id}&from=${from}&days=110&limit=3`,
    )
    if (!found) return
    const courses = courseIds.parse(found.body).courses
    const course = courses[random(courses.length || 1)]?.id ?? 'there is none'
    const held = await send('POST', `${url}/api/v1/holds`, { body: { course } })
    if (!held) return
    if (held.status !== 201) continue
    const attempt: Attempt = {
      key: `${enough}-${client}-${round}`,
      hold: holdAnswer.parse(held.body).hold,
      end: 'unknown',
    }
    attempts.push(attempt)
    const booked = await book(url, attempt)
    if (!booked) return
    if (booked.status !== 201) attempt.end = 'refused'
    else note(attempt, bookingAnswer.parse(booked.body).secret)
  }
}

const courseIds = z.object({ courses: z.array(z.object({ id: z.string() })) })
const holdAnswer = z.object({ hold: z.string() })
const bookingAnswer = z.object({ secret: z.string() })

/** On the disk before it counts. */
function note(attempt: Attempt, secret: string): void {
  writeSync(file, `${secret}\n`)
  fsyncSync(file)
  attempt.end = 'acknowledged'
}

function book(url: string, { key, hold }: Attempt) {
  const client = {
    name: `Prov ${key}`,
    email: 'prov@exempel.example',
    phone: '070-174 06 05',
    contact: 'email',
  }
  const body = { hold, language: 'sv', client }
  return send('POST', `${url}/api/v1/bookings`, { body, headers: { 'idempotency-key': key } })
}

type Sent = { readonly body?: unknown; readonly headers?: Record<string, string> }

/** Undefined when nobody answered, or the answer broke off. */
async function send(method: string, url: string, { body, headers }: Sent = {}) {
  try {
    const init = {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(20_000),
    }
    const answer = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) })
    if (answer.status >= 500) return undefined
    return { status: answer.status, body: (await answer.json()) as unknown }
  } catch {
    return undefined
  }
}

async function judge(what: string): Promise<void> {
  const secrets = acknowledged()
  for (const secret of secrets) {
    const answer = await send('GET', `${lyster().url}/api/v1/bookings/${secret}`)
    expect(answer?.status, secret).toBe(200)
  }
  const unknown = attempts.filter(({ end }) => end === 'unknown')
  const booked = await countBooked()
  say(
    `${what}: ${secrets.length} acknowledged, ${unknown.length} unknown, ${booked} found; ${attempts.length} attempts`,
  )
  expect(booked).toBeGreaterThanOrEqual(secrets.length)
  expect(booked).toBeLessThanOrEqual(secrets.length + unknown.length)
  await expect(faults()).resolves.toEqual([])
  // The same request again, as a browser would: now each has one answer, and what was done is not done twice.
  for (const attempt of unknown) {
    const again = await book(lyster().url, attempt)
    const twice = await book(lyster().url, attempt)
    expect(again?.status, JSON.stringify(again?.body)).toBe(201)
    expect(twice?.body).toEqual(again?.body)
    note(attempt, bookingAnswer.parse(again?.body).secret)
  }
  expect(await countBooked()).toBe(acknowledged().length)
  expect(new Set(acknowledged()).size).toBe(acknowledged().length)
  await expect(faults()).resolves.toEqual([])
}

async function countBooked(): Promise<number> {
  const booked = await rows(`select course_id from course where state = 'booked'`)
  return booked.filter(({ course_id }) => !recorded.has(String(course_id))).length
}

const faults = () => findFaults(rows, recorded)

async function rows(text: string): Promise<Record<string, unknown>[]> {
  const running = await findRunningPostgres(data)
  const client = new pg.Client(running?.owner)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
