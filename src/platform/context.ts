import { createContext } from 'react-router'
import type { Temporal } from 'temporal-polyfill'
import type { Auth } from './auth.ts'
import type { Config } from './config.ts'
import type { ClinicTransaction } from './db.ts'
import type { Changes } from './hear-changes.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'

/** What a page or an API answer works with; made anew for each request, from parts made once in main.ts. */
export type RequestContext = {
  readonly clinic: string
  /** Runs one transaction in the clinic that the request's host names. */
  readonly inClinic: <T>(work: (trx: ClinicTransaction) => Promise<T>) => Promise<T>
  readonly now: () => Temporal.Instant
  readonly config: Config
  readonly keys: Keys
  readonly auth: Auth
  readonly log: Log
  /** Tells when somebody else has changed something; where it is missing, pages ask by themselves. */
  readonly changes?: Changes | undefined
  /** Where the request came from, as a keyed hash: enough to count by, and no address is kept. */
  readonly address: string
}

export const requestContext = createContext<RequestContext>()
