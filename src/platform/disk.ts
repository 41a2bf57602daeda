/**
 * Room on the data folder's disk. A full disk loses nothing that is booked, but nothing more can be booked on it
 * either; so there is a warning long before, and reading goes on when writing no longer does.
 */
import { statfs } from 'node:fs/promises'

export type DiskState = 'well' | 'low' | 'full'

/** Shares of the whole. On a large disk the bytes decide: what is below the share and below the bytes is too little. */
export type DiskLimits = {
  readonly low: { readonly share: number; readonly bytes: number }
  readonly full: { readonly share: number; readonly bytes: number }
}

const gigabyte = 1_000_000_000

const diskLimits: DiskLimits = {
  low: { share: 0.2, bytes: 20 * gigabyte },
  full: { share: 0.03, bytes: 2 * gigabyte },
}

export type Room = { readonly freeBytes: number; readonly allBytes: number; readonly state: DiskState }

export async function readRoom(folder: string, limits = diskLimits): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder)
  const [freeBytes, allBytes] = [bavail * bsize, blocks * bsize]
  const isUnder = ({ share, bytes }: DiskLimits['low']) => freeBytes < allBytes * share && freeBytes < bytes
  const state = isUnder(limits.full) ? 'full' : isUnder(limits.low) ? 'low' : 'well'
  return { freeBytes, allBytes, state }
}

export type DiskWatch = { readonly state: () => DiskState; readonly close: () => void }

type Watching = {
  readonly folder: string
  readonly limits?: DiskLimits
  readonly everyMilliseconds?: number
  /** Told when the state changes, and of a first look that is not well. */
  readonly told: (room: Room) => void
}

/** Looks at once and then every ten seconds. A disk that cannot be asked is taken to be as it was. */
export async function watchDisk(watching: Watching): Promise<DiskWatch> {
  const { folder, limits = diskLimits, everyMilliseconds = 10_000, told } = watching
  let state: DiskState = 'well'
  const look = async () => {
    const room = await readRoom(folder, limits).catch(() => undefined)
    if (!room || room.state === state) return
    state = room.state
    told(room)
  }
  await look()
  const timer = setInterval(() => void look(), everyMilliseconds)
  timer.unref()
  return { state: () => state, close: () => clearInterval(timer) }
}
