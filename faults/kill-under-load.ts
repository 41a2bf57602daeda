/** Kills Node or its Postgres in the middle of booking, waits until Lyster is ready again, and measures how long. */
import { setTimeout as sleep } from 'node:timers/promises'
import { postmasterOf } from '../src/platform/postgres/postgres.makers.ts'
import { type BookingLoad, openBookingLoad } from '../test/booking-load.ts'
import { freshFolder, type StartedLyster, startLyster } from '../test/lyster.ts'

export type Victim = 'node' | 'postgres'

export type Killed = { readonly victim: Victim; readonly readyMilliseconds: number }

export type Told = {
  readonly kills: readonly Killed[]
  readonly acknowledged: number
  readonly unknown: number
  readonly faults: readonly string[]
}

type Killing = {
  readonly victims: readonly Victim[]
  readonly seed: number
  readonly say: (line: string) => void
}

export async function killUnderLoad({ victims, seed, say }: Killing): Promise<Told> {
  const data = freshFolder()
  let lyster = await startLyster({ data })
  const load = await openBookingLoad(data, seed)
  const kills: Killed[] = []
  try {
    for (const victim of victims) {
      const { again, readyMilliseconds } = await killOnce({ lyster, load, data, victim })
      lyster = again
      kills.push({ victim, readyMilliseconds })
      say(`${victim} killed: ready again after ${readyMilliseconds} ms, ${load.acknowledged().length} booked`)
    }
    const { faults, unknown } = await load.judge(lyster.url)
    return { kills, acknowledged: load.acknowledged().length, unknown, faults }
  } finally {
    load.close()
    await lyster.stop()
  }
}

type Once = {
  readonly lyster: StartedLyster
  readonly load: BookingLoad
  readonly data: string
  readonly victim: Victim
}

async function killOnce({ lyster, load, data, victim }: Once) {
  let over = false
  const before = load.acknowledged().length
  const running = load.run(lyster.url, () => over)
  for (const end = Date.now() + 60_000; load.acknowledged().length < before + 5; await sleep(5))
    if (Date.now() > end) throw new Error('Five bookings were not acknowledged within 60 s.')
  const killedAt = performance.now()
  if (victim === 'node') lyster.child.kill('SIGKILL')
  else process.kill(postmasterOf(data), 'SIGKILL')
  over = true
  const again = victim === 'node' ? await startLyster({ data }) : lyster
  await isReady(again.url)
  const readyMilliseconds = Math.round(performance.now() - killedAt)
  await running
  return { again, readyMilliseconds }
}

/** By its own word; the port alone is open long before. */
async function isReady(url: string): Promise<void> {
  for (const end = Date.now() + 60_000; ; await sleep(20)) {
    const status = await fetch(`${url}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    if (Date.now() > end) throw new Error('Lyster was not ready within 60 s.')
  }
}

export function sayFigures({ kills, acknowledged, unknown, faults }: Told): string[] {
  const lines = (['node', 'postgres'] as const).flatMap((victim) => {
    const times = kills.filter((kill) => kill.victim === victim).map((kill) => kill.readyMilliseconds)
    if (times.length === 0) return []
    const mean = Math.round(times.reduce((sum, time) => sum + time, 0) / times.length)
    return [
      `${victim}: ${times.length} kills, ready after ${mean} ms on average, ${Math.max(...times)} ms at worst`,
    ]
  })
  const sum = `${acknowledged} bookings acknowledged, ${unknown} without an answer, ${faults.length} faults`
  return [...lines, sum, ...faults]
}
