/** Where a request comes from, for counting. Behind a declared proxy that is what the proxy says, and only its word. */
import type { Context } from 'hono'
import type { HttpEnv } from './http-env.ts'

/** '' where it is not known. A client may write the header too; the proxy adds the last address of the list itself. */
export function addressOf(c: Context<HttpEnv>, proxy: boolean): string {
  const told = proxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return told || (c.env?.incoming?.socket?.remoteAddress ?? '')
}
