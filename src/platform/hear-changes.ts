/**
 * Hears what changes.ts tells: one connection for the whole process, and whoever subscribes to a clinic is called.
 * The database may go away and come back: the connection is made again, and since a hint may have been missed
 * meanwhile, everybody is called once.
 */
import pg from 'pg'
import { changesChannel } from './changes.ts'
import type { Connection } from './db.ts'

export type Changes = {
  /** Calls `changed` after something in this clinic has changed, and `ended` when there is no more to hear. */
  readonly subscribe: (clinic: string, listener: ChangeListener) => () => void
  /** Lets every subscriber go, so that nothing stays open when Lyster stops. */
  readonly close: () => Promise<void>
}

export type ChangeListener = { readonly changed: () => void; readonly ended: () => void }

/** Milliseconds before each further try; the last one is repeated for as long as it takes. */
const waits = [100, 500, 1000, 2000]

export function hearChanges(connection: Connection, onError: (error: Error) => void): Changes {
  const listeners = new Map<string, Set<ChangeListener>>()
  const tellAll = (act: 'changed' | 'ended') => {
    for (const each of listeners.values()) for (const listener of each) listener[act]()
  }
  const stop = keepListening(connection, {
    onError,
    heard: (clinic) => {
      for (const listener of listeners.get(clinic) ?? []) listener.changed()
    },
    again: () => tellAll('changed'),
  })
  let closed = false
  return {
    subscribe: (clinic, listener) => {
      // Not before the caller has its answer: it may want to leave by it.
      if (closed) queueMicrotask(() => listener.ended())
      else listeners.set(clinic, (listeners.get(clinic) ?? new Set()).add(listener))
      return () => {
        const those = listeners.get(clinic)
        those?.delete(listener)
        if (those?.size === 0) listeners.delete(clinic)
      }
    },
    close: async () => {
      closed = true
      tellAll('ended')
      listeners.clear()
      await stop()
    },
  }
}

type Ear = {
  readonly heard: (clinic: string) => void
  /** Called when it listens again after it did not. */
  readonly again: () => void
  readonly onError: (error: Error) => void
}

function keepListening(connection: Connection, { heard, again, onError }: Ear): () => Promise<void> {
  const settings = typeof connection === 'string' ? { connectionString: connection } : connection
  const state: { stopped: boolean; client?: pg.Client; timer?: NodeJS.Timeout; tries: number; was: boolean } =
    {
      stopped: false,
      tries: 0,
      was: false,
    }
  const retry = () => {
    if (state.stopped) return
    const wait = waits[Math.min(state.tries++, waits.length - 1)]
    clearTimeout(state.timer)
    state.timer = setTimeout(() => {
      beginning = begin()
    }, wait).unref()
  }
  const begin = async (): Promise<void> => {
    const client = new pg.Client({ connectionTimeoutMillis: 10_000, keepAlive: true, ...settings })
    state.client = client
    client.on('error', onError)
    client.on('notification', ({ channel, payload }) => channel === changesChannel && heard(payload ?? ''))
    client.once('end', retry)
    try {
      await client.connect()
      await client.query(`listen ${changesChannel}`)
      if (state.was) again()
      state.was = true
      state.tries = 0
    } catch (error) {
      if (error instanceof Error && !state.stopped) onError(error)
      await client.end().catch(() => undefined)
      retry()
    }
  }
  let beginning = begin()
  return async () => {
    state.stopped = true
    clearTimeout(state.timer)
    await beginning
    await state.client?.end().catch(() => undefined)
  }
}
