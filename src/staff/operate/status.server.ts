import { canSend, countMessages } from '#messages'
import { readBackupState } from '#platform/backup/kept'
import type { RequestContext } from '#platform/context'
import { readDatabaseFacts } from '#platform/database-facts'
import { readRoom } from '#platform/disk'
import { sayDayAndTime } from '#platform/say'
import { minuteFrom } from '#platform/time'
import type { Temporal } from 'temporal-polyfill'
import type { AtWork } from '../staff-context.ts'
import { judgeStatus } from './judge-status.ts'
import type { ShownStatus } from './status.panel.tsx'

/** Everything that the owner's page shows, read and judged at this moment. */
export async function readStatus(here: RequestContext, { clinic, language }: AtWork): Promise<ShownStatus> {
  const { inClinic, config, now } = here
  const [{ counts, database }, room] = await Promise.all([
    inClinic(async (trx) => ({
      counts: await countMessages(trx),
      database: await readDatabaseFacts(trx),
    })),
    readRoom(config.data),
  ])
  const backup = readBackupState(config.backups.folder, now())
  const can = canSend(config)
  const say = (at: Temporal.Instant) => sayDayAndTime(minuteFrom(at), { zone: clinic.zone, language })
  const lights = judgeStatus({
    backup: { ageHours: backup.ageHours, broken: backup.broken.length },
    messages: { ...counts, canSend: can.email || can.sms },
    jobs: database.jobs,
    disk: room.state,
    rottenPages: database.rottenPages,
  })
  return {
    lights,
    backup: {
      when: backup.newest && say(backup.newest.at),
      kept: backup.kept,
      broken: backup.broken.length,
    },
    messages: { ...counts, canSend: can.email || can.sms },
    jobs: database.jobs,
    disk: { free: gigabytes(room.freeBytes), all: gigabytes(room.allBytes) },
    database: {
      version: database.version,
      since: say(database.since),
      rottenPages: database.rottenPages,
    },
    lysterSince: say(now().subtract({ seconds: Math.round(process.uptime()) })),
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 1_000_000_000).toFixed(bytes < 10_000_000_000 ? 1 : 0)
}
