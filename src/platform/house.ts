/** What every way in is given when the process starts: made once, handed to each. */
import type { Temporal } from 'temporal-polyfill'
import type { Auth } from './auth.ts'
import type { Config } from './config.ts'
import type { Db } from './db.ts'
import type { DiskState } from './disk.ts'
import type { FloodGate } from './flood.ts'
import type { Changes } from './hear-changes.ts'
import type { KeptPages } from './kept-pages.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

export type House = {
  readonly config: Config
  readonly db: Db
  readonly keys: Keys
  readonly auth: Auth
  readonly log: Log
  readonly now: () => Temporal.Instant
  readonly changes?: Changes
  readonly metrics?: Metrics
  readonly disk?: () => DiskState
  /** One for the whole process, so that no way in has a pace of its own. */
  readonly flood?: FloodGate
  /** Where it is missing, every page is drawn anew. */
  readonly keptPages?: KeptPages
  /** The template of a page's path, for logs and figures: no secret and no name stands in it. */
  readonly routeOf?: (path: string) => string
}
