/**
 * What can be measured, for a program that collects such figures (Prometheus and its kin). Labels are route
 * templates, codes and states: few, and nobody's.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { addressOf } from './address.ts'
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import { readRoom } from './disk.ts'
import type { HttpEnv } from './http-env.ts'
import { isLoopback } from './network.ts'

/** What only the rooms know, asked for at each reading. */
export type RoomFigures = {
  readonly bookingsMade: number
  readonly messages: readonly { readonly state: string; readonly count: number }[]
  readonly oldestWaitingSeconds: number
  /** Undefined where there is no backup yet. */
  readonly backupAgeSeconds: number | undefined
}

export type Metrics = {
  readonly timeRequests: (routeOf: (path: string) => string) => MiddlewareHandler<HttpEnv>
  /** One request that took another way than through `timeRequests`. */
  readonly noteRequest: (labels: RequestLabels, seconds: number) => void
  readonly countRefusal: (code: string) => void
  readonly answer: (c: Context<HttpEnv>) => Promise<Response>
}

type RequestLabels = { readonly method: string; readonly route: string; readonly status: number }

type Sources = {
  readonly config: Config
  readonly db: Db
  readonly figures: () => Promise<RoomFigures>
}

export function openMetrics({ config, db, figures }: Sources): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'lyster_request_seconds',
    help: 'Time to answer, by route template and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15],
    registers,
  })
  const refusals = new Counter({
    name: 'lyster_refusals_total',
    help: 'Foreseen refusals (time taken, screening lapsed and so on), by code, since the start',
    labelNames: ['refused'],
    registers,
  })
  addPool(registers, db)
  addDisk(registers, config.data)
  const askRooms = addRooms(registers, figures)
  return {
    timeRequests: (routeOf) => async (c, next) => {
      const began = performance.now()
      await next()
      const labels = { method: methodOf(c.req.method), route: routeOf(c.req.path), status: c.res.status }
      requests.observe(labels, (performance.now() - began) / 1000)
    },
    noteRequest: (labels, seconds) => requests.observe(labels, seconds),
    countRefusal: (refused) => refusals.inc({ refused }),
    answer: async (c) => {
      if (!mayRead(c, config)) return c.text('Not found', 404)
      await askRooms()
      return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
    },
  }
}

function addPool(registers: Registry[], db: Db): void {
  const pool = new Gauge({
    name: 'lyster_database_connections',
    help: 'Connections of the application role: open, idle, and requests that wait for one',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(db.connections())) pool.set({ state }, count)
    },
  })
}

function addDisk(registers: Registry[], folder: string): void {
  const disk = new Gauge({
    name: 'lyster_disk_bytes',
    help: 'Room on the disk of the data folder',
    labelNames: ['what'],
    registers,
    async collect() {
      const room = await readRoom(folder)
      disk.set({ what: 'free' }, room.freeBytes)
      disk.set({ what: 'all' }, room.allBytes)
    },
  })
}

/** Asked before the figures are read. While the database is away they are as they were, and one of them says so. */
function addRooms(registers: Registry[], figures: Sources['figures']): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const made = gauge('lyster_bookings_made', 'Courses booked, as their messages in the outbox tell')
  const messages = gauge('lyster_messages', 'Messages to clients, by state', ['state'])
  const oldest = gauge('lyster_oldest_waiting_message_seconds', 'Age of the oldest message not yet sent')
  const backup = gauge('lyster_backup_age_seconds', 'Age of the newest whole backup; NaN without one')
  const up = gauge('lyster_database_up', '1 when the database answers')
  return async () => {
    const now = await figures().catch(() => undefined)
    up.set(now ? 1 : 0)
    if (!now) return
    messages.reset()
    made.set(now.bookingsMade)
    for (const { state, count } of now.messages) messages.set({ state }, count)
    oldest.set(now.oldestWaitingSeconds)
    backup.set(now.backupAgeSeconds ?? Number.NaN)
  }
}

/** From this machine itself, or with the token; behind a proxy everybody seems to be this machine. */
function mayRead(c: Context<HttpEnv>, { metricsToken, proxy }: Config): boolean {
  const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (metricsToken !== undefined && given !== undefined) return isSame(given, metricsToken)
  const passedOn = ['x-forwarded-for', 'forwarded', 'via'].some((name) => c.req.header(name) !== undefined)
  return !proxy && !passedOn && isLoopback(addressOf(c, false))
}

function isSame(given: string, expected: string): boolean {
  const hash = (words: string) => createHash('sha256').update(words).digest()
  return timingSafeEqual(hash(given), hash(expected))
}

function methodOf(method: string): string {
  return ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PUT', 'PATCH'].includes(method) ? method : 'other'
}
