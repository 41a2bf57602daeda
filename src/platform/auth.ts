/**
 * Who a person is: better-auth with e-mail and password, in a schema and under a role of its own. It is used as
 * a library behind our own forms; its HTTP routes are not mounted. The cookie carries the session's token signed
 * with a key that is not in the database, so rows of sessions alone let nobody in (docs/decisions/0006).
 */
import { randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import type { Pool } from 'pg'
import { type Connection, openPool, type Refusal } from './db.ts'

export type Auth = {
  /** The cookies to set, or the same refusal for an unknown person and a wrong password. */
  readonly signIn: (
    who: { readonly email: string; readonly password: string },
    headers: Headers,
  ) => Promise<{ readonly cookies: readonly string[] } | Refusal<'wrong-sign-in'>>
  readonly signOut: (headers: Headers) => Promise<readonly string[]>
  /** The signed-in person's id, read from the session's row at each request. */
  readonly findUser: (headers: Headers) => Promise<string | undefined>
  /** Makes the person and gives her this password; one who is there already only gets the password. Returns her id. */
  readonly setPassword: (who: {
    readonly name: string
    readonly email: string
    readonly password: string
  }) => Promise<string>
  /** A new password for somebody who is there; ends her sessions. False when there is nobody. */
  readonly renewPassword: (who: { readonly email: string; readonly password: string }) => Promise<boolean>
  readonly close: () => Promise<void>
}

type AuthSettings = {
  readonly connection: Connection
  readonly secret: string
  readonly url: string
  readonly onError: (error: Error) => void
}

export function openAuth({ connection, secret, url, onError }: AuthSettings): Auth {
  const pool = openPool(asAuthRole(connection), onError)
  const auth = libraryFor(pool, { secret, url })
  const renew = async ({ email, password }: { readonly email: string; readonly password: string }) => {
    const { internalAdapter, password: hasher } = await auth.$context
    const found = await internalAdapter.findUserByEmail(email)
    if (!found) return undefined
    await internalAdapter.updatePassword(found.user.id, await hasher.hash(password))
    await internalAdapter.deleteUserSessions(found.user.id)
    return found.user.id
  }
  return {
    signIn: async (who, headers) => {
      try {
        const answer = await auth.api.signInEmail({ body: who, headers, returnHeaders: true })
        return { cookies: answer.headers.getSetCookie() }
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return { refused: 'wrong-sign-in' }
        throw error
      }
    },
    signOut: async (headers) => {
      const answer = await auth.api.signOut({ headers, returnHeaders: true })
      return answer.headers.getSetCookie()
    },
    findUser: async (headers) => (await auth.api.getSession({ headers }))?.user.id,
    setPassword: async (who) => {
      const { internalAdapter, password: hasher } = await auth.$context
      const renewed = await renew(who)
      if (renewed) return renewed
      const { name, email } = who
      const user = await internalAdapter.createUser(
        { name, email, emailVerified: true },
        { method: 'email-password' },
      )
      const password = await hasher.hash(who.password)
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password,
      })
      return user.id
    },
    renewPassword: async (who) => (await renew(who)) !== undefined,
    close: () => pool.end(),
  }
}

function libraryFor(pool: Pool, { secret, url }: { readonly secret: string; readonly url: string }) {
  return betterAuth({
    database: pool,
    secret,
    baseURL: url,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    session: { expiresIn: 12 * 60 * 60, updateAge: 60 * 60 },
    advanced: {
      cookiePrefix: 'lyster',
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
  })
}

/** A password that a person can type once and a machine cannot guess: 96 bits. */
export function freshPassword(): string {
  return randomBytes(12).toString('base64url')
}

/** The application's login may become lyster_auth, and as that role sees the schema auth and nothing else. */
function asAuthRole(connection: Connection) {
  const options = '-c role=lyster_auth -c search_path=auth'
  const base = typeof connection === 'string' ? { connectionString: connection } : connection
  return { ...base, options, max: 4 }
}
