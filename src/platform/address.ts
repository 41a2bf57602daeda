/** Where a request comes from, for counting. Behind a declared proxy that is what the proxy says, and only its word. */
import type { Context } from 'hono'
import type { HttpEnv } from './http-env.ts'

/** '' where it is not known. A client may write the header too; the proxy adds the last address of the list itself. */
export function addressOf(c: Context<HttpEnv>, proxy: boolean): string {
  return addressFrom(
    proxy ? c.req.header('x-forwarded-for') : undefined,
    c.env?.incoming?.socket?.remoteAddress,
  )
}

export function addressFrom(forwarded: string | undefined, remote: string | undefined): string {
  return forwarded?.split(',').at(-1)?.trim() || (remote ?? '')
}
