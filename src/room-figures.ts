/** What the rooms tell those who watch over the machine, of all clinics together. */
import type { Temporal } from 'temporal-polyfill'
import { readMessageFigures } from './messages/message-figures.store.ts'
import { readBackupState } from './platform/backup/kept.ts'
import type { Db } from './platform/db.ts'
import type { RoomFigures } from './platform/metrics.ts'

type Sources = { readonly db: Db; readonly backups: string; readonly now: () => Temporal.Instant }

export async function readRoomFigures({ db, backups, now }: Sources): Promise<RoomFigures> {
  const figures = []
  for (const clinic of await db.listClinics())
    figures.push(await db.inClinic(clinic, (trx) => readMessageFigures(trx, now())))
  const states = new Map<string, number>()
  for (const { state, count } of figures.flatMap((one) => one.states))
    states.set(state, (states.get(state) ?? 0) + count)
  const hours = readBackupState(backups, now()).ageHours
  return {
    bookingsMade: figures.reduce((sum, one) => sum + one.bookingsMade, 0),
    messages: [...states].map(([state, count]) => ({ state, count })),
    oldestWaitingSeconds: Math.max(0, ...figures.map((one) => one.oldestWaitingSeconds)),
    backupAgeSeconds: hours === undefined ? undefined : hours * 3600,
  }
}
