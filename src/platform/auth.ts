/**
 * Who a person is: better-auth with e-mail and password, a second factor and passkeys, in a schema and under a role
 * of its own. It is used as a library behind our own forms; its HTTP routes are not mounted. The cookie carries the
 * session's token signed with a key that is not in the database, so rows of sessions alone let nobody in
 * (docs/decisions/0006).
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type AuthLibrary, libraryFor, refusedAs } from './auth/library.ts'
import { type Passkeys, passkeysOf } from './auth/passkeys.ts'
import { type SecondFactor, secondFactorOf } from './auth/second-factor.ts'
import { type Sessions, sessionsOf } from './auth/sessions.ts'
import { type Connection, openPool, type Refusal } from './db.ts'

type Credentials = { readonly email: string; readonly password: string }
type NewPerson = Credentials & { readonly name: string }

export type Auth = {
  /**
   * The cookies to set, or the same refusal for an unknown person and a wrong password. With a second factor the
   * cookies are a challenge only: there is no session until `secondFactor.pass`.
   */
  readonly signIn: (
    who: Credentials,
    headers: Headers,
  ) => Promise<
    { readonly cookies: readonly string[]; readonly asksForCode: boolean } | Refusal<'wrong-sign-in'>
  >
  readonly signOut: (headers: Headers) => Promise<readonly string[]>
  /** The signed-in person's id, read from the session's row at each request. */
  readonly findUser: (headers: Headers) => Promise<string | undefined>
  /**
   * Makes a person who is not there yet. One who is keeps her name and password, and must know that password: an
   * invitation is no way into somebody's account.
   */
  readonly join: (who: NewPerson) => Promise<{ readonly user: string } | Refusal<'wrong-password'>>
  /** Ends every other session; this one goes on under new cookies. */
  readonly changePassword: (
    passwords: { readonly current: string; readonly next: string },
    headers: Headers,
  ) => Promise<{ readonly cookies: readonly string[] } | Refusal<'wrong-password'>>
  /** Makes the person and gives her this password; one who is there already only gets the password. Returns her id. */
  readonly setPassword: (who: NewPerson) => Promise<string>
  /** A new password for somebody who is there; ends her sessions. False when there is nobody. */
  readonly renewPassword: (who: Credentials) => Promise<boolean>
  /** How these people sign in, by their ids. */
  readonly listWaysIn: (users: readonly string[]) => Promise<ReadonlyMap<string, WayIn>>
  readonly sessions: Sessions
  readonly secondFactor: SecondFactor
  readonly passkeys: Passkeys
  readonly close: () => Promise<void>
}

export type WayIn = { readonly email: string; readonly hasSecondFactor: boolean }

type AuthSettings = {
  readonly connection: Connection
  readonly secret: string
  readonly url: string
  readonly onError: (error: Error) => void
}

export function openAuth({ connection, secret, url, onError }: AuthSettings): Auth {
  const pool = openPool(asAuthRole(connection), onError)
  const auth = libraryFor(pool, { secret, url })
  return {
    signIn: (who, headers) => signIn(auth, who, headers),
    signOut: async (headers) => {
      const answer = await auth.api.signOut({ headers, returnHeaders: true })
      return answer.headers.getSetCookie()
    },
    findUser: async (headers) => (await auth.api.getSession({ headers }))?.user.id,
    join: async (who) => {
      const there = await findPerson(auth, who.email)
      if (!there) return { user: await addPerson(auth, who) }
      return (await knowsPassword(auth, there, who.password))
        ? { user: there }
        : { refused: 'wrong-password' }
    },
    changePassword: ({ current, next }, headers) =>
      refusedAs('wrong-password', async () => {
        const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
        const answer = await auth.api.changePassword({ body, headers, returnHeaders: true })
        return { cookies: answer.headers.getSetCookie() }
      }),
    setPassword: async (who) => (await renewPassword(auth, who)) ?? (await addPerson(auth, who)),
    renewPassword: async (who) => (await renewPassword(auth, who)) !== undefined,
    listWaysIn: (users) => listWaysIn(auth, users),
    sessions: sessionsOf(auth),
    secondFactor: secondFactorOf(auth),
    passkeys: passkeysOf(auth, url),
    close: () => pool.end(),
  }
}

async function signIn(auth: AuthLibrary, who: Credentials, headers: Headers) {
  const answer = await refusedAs('wrong-sign-in', () =>
    auth.api.signInEmail({ body: who, headers, returnHeaders: true }),
  )
  if ('refused' in answer) return answer
  const cookies = answer.headers.getSetCookie()
  const asksForCode = 'twoFactorRedirect' in answer.response
  return {
    cookies: asksForCode ? cookies.filter((cookie) => /\.two_factor=/.test(cookie)) : cookies,
    asksForCode,
  }
}

async function findPerson(auth: AuthLibrary, email: string): Promise<string | undefined> {
  const { internalAdapter } = await auth.$context
  return (await internalAdapter.findUserByEmail(email))?.user.id
}

async function addPerson(auth: AuthLibrary, { name, email, password }: NewPerson): Promise<string> {
  const { internalAdapter, password: hasher } = await auth.$context
  const user = await internalAdapter.createUser(
    { name, email, emailVerified: true },
    { method: 'email-password' },
  )
  const hash = await hasher.hash(password)
  const account = { userId: user.id, providerId: 'credential', accountId: user.id, password: hash }
  await internalAdapter.linkAccount(account)
  return user.id
}

async function renewPassword(
  auth: AuthLibrary,
  { email, password }: Credentials,
): Promise<string | undefined> {
  const user = await findPerson(auth, email)
  if (!user) return undefined
  const { adapter, internalAdapter, password: hasher } = await auth.$context
  await internalAdapter.updatePassword(user, await hasher.hash(password))
  await internalAdapter.deleteUserSessions(user)
  await adapter.deleteMany({ model: 'passkey', where: [{ field: 'userId', value: user }] })
  return user
}

async function knowsPassword(auth: AuthLibrary, user: string, password: string): Promise<boolean> {
  const { internalAdapter, password: hasher } = await auth.$context
  const hash = (await internalAdapter.findCredentialAccount(user))?.password
  return typeof hash === 'string' && (await hasher.verify({ hash, password }))
}

async function listWaysIn(auth: AuthLibrary, users: readonly string[]): Promise<Map<string, WayIn>> {
  const { internalAdapter } = await auth.$context
  const ways = new Map<string, WayIn>()
  for (const user of users) {
    const found = await internalAdapter.findUserById(user)
    const on = found && 'twoFactorEnabled' in found && found.twoFactorEnabled === true
    if (found) ways.set(user, { email: found.email, hasSecondFactor: Boolean(on) })
  }
  return ways
}

/** A password that a person can type once and a machine cannot guess: 96 bits. */
export function freshPassword(): string {
  return randomBytes(12).toString('base64url')
}

/**
 * The application's login may become lyster_auth, and as that role sees the schema auth and nothing else. The library
 * compares dates as JavaScript's own, so here instants arrive as those and not as Temporal's.
 */
function asAuthRole(connection: Connection) {
  const options = '-c role=lyster_auth -c search_path=auth'
  const base = typeof connection === 'string' ? { connectionString: connection } : connection
  return { ...base, options, max: 4, types: pg.types }
}
