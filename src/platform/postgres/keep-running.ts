/**
 * Postgres may end by itself while Lyster runs: killed, out of memory, out of disk. It is started again on the same
 * socket, where the pools find it without being told. After an error of the disk itself it is not: a disk that
 * has failed once may have kept less than it said, and going round and round on it would only lose more.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningPostgres, type StartPostgres, startPostgres } from './supervisor.ts'

/** Milliseconds before each further try; the last one is repeated for as long as it takes. */
const waits = [200, 500, 1000, 2000, 5000]

/** One that has run this long has not merely started to fail again. */
const steadyMilliseconds = 30_000

/** Like `startPostgres`; `gone` resolves only when it is given up, with one sentence on what to do. */
export async function keepPostgresRunning(options: StartPostgres): Promise<RunningPostgres> {
  const first = await startPostgres(options)
  const stopping = new AbortController()
  let current: RunningPostgres | undefined = first
  let starting: Promise<RunningPostgres | undefined> = Promise.resolve(first)
  const gone = new Promise<string>((resolve) => {
    const watch = async (): Promise<void> => {
      let tries = 0
      for (let running: RunningPostgres = first; ; ) {
        const began = Date.now()
        const reason = await running.gone
        current = undefined
        if (isDiskError(reason)) return resolve(diskHasFailed(reason))
        if (Date.now() - began > steadyMilliseconds) tries = 0
        options.log(`The database has stopped and is started again. ${reason}`)
        starting = startAgain(options, { tries, stopping: stopping.signal })
        const again = await starting.catch((error: unknown) => resolve(sentenceOf(error)))
        if (!again) return
        if (again.app.host !== first.app.host || again.app.port !== first.app.port) {
          await again.stop()
          return resolve('The database runs again, but at another place: start Lyster again.')
        }
        tries += 1
        running = current = again
      }
    }
    void watch()
  })
  return {
    ...first,
    gone,
    stop: async () => {
      stopping.abort()
      const last = current ?? (await starting.catch(() => undefined))
      await last?.stop()
    },
  }
}

type Trying = { readonly tries: number; readonly stopping: AbortSignal }

/** Undefined when it was asked to stop meanwhile. Throws when the disk has failed. */
async function startAgain(
  options: StartPostgres,
  { tries, stopping }: Trying,
): Promise<RunningPostgres | undefined> {
  for (let attempt = tries; !stopping.aborted; attempt++) {
    const wait = waits[Math.min(attempt, waits.length - 1)]
    await sleep(wait, undefined, { signal: stopping }).catch(() => undefined)
    if (stopping.aborted) break
    try {
      return await startPostgres(options)
    } catch (error) {
      const words = sentenceOf(error)
      if (isDiskError(words + causeOf(error))) throw new Error(diskHasFailed(words), { cause: error })
      options.log(`The database could not be started again yet. ${words}`)
    }
  }
  return undefined
}

/** EIO, or a file system that Linux has made read-only after one; a full disk is neither, and passes. */
function isDiskError(words: string): boolean {
  return /Input\/output error|\bEIO\b|Read-only file system|\bEROFS\b/i.test(words)
}

function diskHasFailed(reason: string): string {
  return (
    'The disk has failed under the database, so it is not started again: see to the disk, and if it is bad, ' +
    `restore the newest backup to another one (docs/operating.md). ${reason}`
  )
}

function causeOf(error: unknown): string {
  return error instanceof Error && error.cause ? ` ${sentenceOf(error.cause)}` : ''
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
