/**
 * Puts the house together: database, keys, sign-in, pages, API. Everything that lives longer than a request is made
 * here, once, and handed on; `close` undoes it in the reverse order.
 */
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import { Temporal } from 'temporal-polyfill'
import { openApi } from './api/index.ts'
import { fillBitmaps } from './booking/fill-bitmaps.job.ts'
import { sweepHolds } from './booking/sweep-holds.job.ts'
import { openDemonstration } from './demonstration/index.ts'
import { retireLeft } from './people/retire-left.job.ts'
import { blankAnswered } from './questions/blank-answered.job.ts'
import { type Auth, openAuth } from './platform/auth.ts'
import type { Config } from './platform/config.ts'
import { type RequestContext, requestContext } from './platform/context.ts'
import { machineClock, startNightlyBackups } from './platform/backup/nightly.ts'
import { type Connection, type Db, openDb } from './platform/db.ts'
import { type Room, watchDisk } from './platform/disk.ts'
import { hearChanges } from './platform/hear-changes.ts'
import { openFloodGate } from './platform/flood.ts'
import { listen, openHttp } from './platform/http.ts'
import type { House } from './platform/house.ts'
import { openKeptPages } from './platform/kept-pages.ts'
import { openKeys } from './platform/keys.ts'
import type { Log } from './platform/log.ts'
import { openMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { openPostgres } from './platform/postgres.ts'
import { openQuickWay } from './platform/send-kept-pages.ts'
import { readRoomFigures } from './room-figures.ts'
import { goRounds } from './rounds.ts'
import { routesOf } from './routes-of-pages.ts'
import { readPublicMark } from './site/public-mark.ts'
import { startMessages } from './start-messages.ts'

export type RunningLyster = {
  readonly url: string
  /** Resolves with the reason when the database ends by itself. */
  readonly gone: Promise<string>
  readonly close: () => Promise<void>
}

type Parts = {
  readonly config: Config
  readonly log: Log
  /** The pages as React Router's build made them. */
  readonly pages: ServerBuild
  /** Told to the person who starts it. */
  readonly say: (line: string) => void
}

export async function openLyster({ config, log, pages, say }: Parts): Promise<RunningLyster> {
  const postgres = await openPostgres(config, say)
  try {
    await migrate(postgres.owner, postgres.appRole)
    const now = () => Temporal.Now.instant()
    const onError = (error: Error) => log.warn({ reason: error.message }, 'a database connection broke')
    const db = openDb(postgres.app, onError)
    const changes = hearChanges(postgres.app, onError)
    const keys = openKeys(config.data)
    const auth = openAuth({
      connection: postgres.app,
      secret: keys.sign('sign-in', 'sessions'),
      url: config.url,
      onError,
    })
    await openDemonstration({ owner: postgres.owner, db, auth, now: now(), log: say })
    const figures = () => readRoomFigures({ db, backups: config.backups.folder, now })
    const metrics = openMetrics({ config, db, figures })
    const disk = await watchDisk({ folder: config.data, told: (room) => tellRoom(room, log) })
    const routeOf = routesOf(pages)
    const keptPages = openKeptPages({ db, url: config.url, readMark: readPublicMark, now, changes })
    const parts = { config, db, keys, auth, log, now, changes, metrics, keptPages, flood: openFloodGate() }
    const house: House = { ...parts, disk: disk.state, routeOf }
    const app = openHttp(house, { api: openApi(), pages: drawPages(pages) })
    const server = await listen(app, { ...config, log, quickWay: openQuickWay(house) })
    const stopBackground = await startBackground(house, postgres.app)
    return {
      url: config.url.replace(/:0$/, `:${server.port}`),
      gone: postgres.gone,
      close: async () => {
        disk.close()
        keptPages.close()
        await changes.close()
        await server.close()
        await stopBackground()
        await closeAll(db, auth)
        await postgres.close()
      },
    }
  } catch (error) {
    await postgres.close()
    throw error
  }
}

function tellRoom({ state, freeBytes }: Room, log: Log): void {
  const told = { state, freeMegabytes: Math.floor(freeBytes / 1_000_000) }
  if (state === 'well') log.info(told, 'there is room on the disk again')
  else if (state === 'low') log.warn(told, 'the disk is filling up: make room')
  else log.error(told, 'the disk is full: nothing new can be booked until there is room')
}

function drawPages(build: ServerBuild) {
  const handle = createRequestHandler(build, 'production')
  return (request: Request, context: RequestContext) => {
    const provider = new RouterContextProvider()
    provider.set(requestContext, context)
    return handle(request, provider)
  }
}

/** What goes on without being asked: sweeping, messages, and a backup each night of a database that is ours. */
async function startBackground(house: House, connection: Connection): Promise<() => Promise<void>> {
  const { config, log, now } = house
  const stopSweeping = sweepEachMinute(house)
  const stopMessages = await startMessages({ ...house, connection })
  const { folder, days } = config.backups
  const stopBackups = config.database
    ? () => undefined
    : startNightlyBackups(
        { data: config.data, backups: folder, keepDays: days, log },
        machineClock(now, Temporal.Now.timeZoneId()),
      )
  return async () => {
    await stopSweeping()
    stopBackups()
    await stopMessages()
  }
}

/** In the background: rows of holds that ran out (their time was free already), bitmaps, therapists who have left, and what was promised to be erased. */
function sweepEachMinute({ db, now, log }: House): () => Promise<void> {
  return goRounds({
    everyMilliseconds: 60_000,
    stops: async () => {
      const clinics = await db.listClinics()
      return clinics.flatMap((clinic) =>
        [sweepHolds, fillBitmaps, retireLeft, blankAnswered].map((sweep) => async () => {
          await db.inClinic<unknown>(clinic, (trx) => sweep(trx, now()))
        }),
      )
    },
    onError: (error) => log.warn({ err: error }, 'something in a clinic was not swept'),
  })
}

async function closeAll(db: Db, auth: Auth): Promise<void> {
  await auth.close()
  await db.close()
}
