/** Backups that nobody has to think of: looked for every ten minutes, so that a failed one is tried again soon. */
import type { Temporal } from 'temporal-polyfill'
import type { Log } from '../log.ts'
import { backUp } from './back-up.ts'
import { isBackupDue } from './due.ts'
import { listBackups, removeOld } from './kept.ts'

export type Clock = {
  readonly now: () => Temporal.Instant
  /** The zone whose night it is. */
  readonly zone: string
  /** Does it every so often, and gives back what ends that. */
  readonly every: (milliseconds: number, act: () => void) => () => void
}

export type Nightly = {
  readonly data: string
  readonly backups: string
  readonly keepDays: number
  readonly log: Pick<Log, 'info' | 'warn'>
}

const betweenLooks = 10 * 60_000

/** Gives back what stops it; a backup on its way then ends with its database, and leaves nothing. */
export function startNightlyBackups(where: Nightly, clock: Clock): () => void {
  let isBusy = false
  const look = async () => {
    if (isBusy) return
    isBusy = true
    try {
      await backUpWhenDue(where, clock)
    } catch (error) {
      where.log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'no backup was made')
    } finally {
      isBusy = false
    }
  }
  return clock.every(betweenLooks, () => void look())
}

/** The clock of the machine; it keeps no process alive. */
export function machineClock(now: () => Temporal.Instant, zone: string): Clock {
  return {
    now,
    zone,
    every: (milliseconds, act) => {
      const timer = setInterval(act, milliseconds)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}

async function backUpWhenDue({ data, backups, keepDays, log }: Nightly, { now, zone }: Clock): Promise<void> {
  const [newest] = listBackups(backups).kept
  if (!isBackupDue(newest?.at, now(), zone)) return
  const began = performance.now()
  const made = await backUp({ data, backups, now })
  removeOld(backups, keepDays)
  const milliseconds = Math.round(performance.now() - began)
  log.info({ bytes: made.bytes, files: made.list.cluster.files, milliseconds }, 'a backup was made')
}
