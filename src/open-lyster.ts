/**
 * Puts the house together: database, keys, sign-in, pages, API. Everything that lives longer than a request is made
 * here, once, and handed on; `close` undoes it in the reverse order.
 */
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import { Temporal } from 'temporal-polyfill'
import { openApi } from './api/index.ts'
import { sweepHolds } from './booking/sweep-holds.job.ts'
import { openDemonstration } from './demonstration/index.ts'
import { type Auth, openAuth } from './platform/auth.ts'
import type { Config } from './platform/config.ts'
import { type RequestContext, requestContext } from './platform/context.ts'
import { type Db, openDb } from './platform/db.ts'
import { type House, listen, openHttp } from './platform/http.ts'
import { openKeys } from './platform/keys.ts'
import type { Log } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { openPostgres } from './platform/postgres.ts'

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
    const keys = openKeys(config.data)
    const auth = openAuth({
      connection: postgres.app,
      secret: keys.sign('sign-in', 'sessions'),
      url: config.url,
      onError,
    })
    await openDemonstration({ owner: postgres.owner, db, auth, now: now(), log: say })
    const house: House = { config, db, keys, auth, log, now }
    const server = await listen(openHttp(house, { api: openApi(), pages: drawPages(pages) }), config)
    const stopSweeping = sweepEachMinute(house)
    return {
      url: config.port === 0 ? `http://${config.host}:${server.port}` : config.url,
      gone: postgres.gone,
      close: async () => {
        stopSweeping()
        await server.close()
        await closeAll(db, auth)
        await postgres.close()
      },
    }
  } catch (error) {
    await postgres.close()
    throw error
  }
}

function drawPages(build: ServerBuild) {
  const handle = createRequestHandler(build, 'production')
  return (request: Request, context: RequestContext) => {
    const provider = new RouterContextProvider()
    provider.set(requestContext, context)
    return handle(request, provider)
  }
}

/** Rows of holds that ran out are cleared away in the background; their time was free already. */
function sweepEachMinute({ db, now, log }: House): () => void {
  const sweep = async () => {
    for (const clinic of await db.listClinics()) await db.inClinic(clinic, (trx) => sweepHolds(trx, now()))
  }
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => log.warn({ err: error }, 'holds that ran out were not swept'))
  }, 60_000)
  timer.unref()
  return () => clearInterval(timer)
}

async function closeAll(db: Db, auth: Auth): Promise<void> {
  await auth.close()
  await db.close()
}
