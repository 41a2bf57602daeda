import type { HttpBindings } from '@hono/node-server'
import type { RequestContext } from './context.ts'

/** What every answer finds in Hono's context. */
export type HttpEnv = { Bindings: HttpBindings; Variables: { request: RequestContext; requestId: string } }
