import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeDataFolders, until } from '../postgres/postgres.makers.ts'
import { aBackup, aClock, aStartedDatabase, namesIn, type RunningPostgres } from './backup.makers.ts'
import { listBackups, readBackupState, removeOld } from './kept.ts'
import { startNightlyBackups } from './nightly.ts'

let place: { data: string; postgres: RunningPostgres; backups: string }

beforeAll(async () => {
  place = await aStartedDatabase()
})
afterAll(async () => {
  await place.postgres.stop()
  removeDataFolders()
})

describe('every night', () => {
  const told: string[] = []
  const log = {
    info: (_facts: unknown, words?: string) => told.push(words ?? ''),
    warn: (facts: unknown, words?: string) => told.push(`${words}: ${JSON.stringify(facts)}`),
  }
  const nightly = (backups: string, clock: ReturnType<typeof aClock>) => {
    const acts: (() => void)[] = []
    const every = (_milliseconds: number, act: () => void) => {
      acts.push(act)
      return () => void acts.splice(0)
    }
    const stop = startNightlyBackups(
      { data: place.data, backups, keepDays: 7, log },
      { now: clock.now, zone: 'Europe/Stockholm', every },
    )
    return { stop, look: () => acts.forEach((act) => act()) }
  }

  test('there is one, for seven days; an old one goes only when a newer is whole', async () => {
    const clock = aClock('2027-03-01T02:00:00Z')
    const backups = `${place.data}-nightly`
    const made = await aBackup({ data: place.data, backups }, clock.now().toString())
    const { look, stop } = nightly(backups, clock)
    look()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(namesIn(backups)).toHaveLength(1)
    clock.pass({ hours: 24 })
    look()
    look()
    await until(() => told.length > 0)
    expect(told.splice(0)).toEqual(['a backup was made'])
    expect(namesIn(backups)).toHaveLength(2)
    clock.pass({ hours: 24 * 6 + 1 })
    writeFileSync(join(backups, '2027-03-01T02-00-00Z', 'notes.txt'), 'not ours')
    cpSync(made.folder, join(backups, '2027-02-01T00-00-00Z'), { recursive: true })
    rmSync(join(backups, '2027-02-01T00-00-00Z', 'postgres.tar.gz'))
    look()
    await until(() => told.length > 0)
    expect(namesIn(backups)).toEqual(['2027-02-01T00-00-00Z', '2027-03-02T02-00-00Z', '2027-03-08T03-00-00Z'])
    expect(readBackupState(backups, clock.now())).toMatchObject({
      kept: 2,
      broken: ['2027-02-01T00-00-00Z'],
    })
    expect(removeOld(backups, 1)).toHaveLength(1)
    expect(removeOld(backups, 1)).toEqual([])
    expect(listBackups(backups).kept).toHaveLength(1)
    stop()
  })

  test('one on its way ends with the database, and leaves nothing', async () => {
    told.length = 0
    const backups = `${place.data}-stopped`
    const { look, stop } = nightly(backups, aClock())
    look()
    await until(() => existsSync(backups) && namesIn(backups).length > 0)
    stop()
    const began = performance.now()
    await place.postgres.stop()
    expect(performance.now() - began).toBeLessThan(5_000)
    await until(() => told.length > 0)
    expect(told[0]).toContain('no backup was made')
    expect(namesIn(backups)).toEqual([])
  })
})
