/**
 * A code from a telephone after the password. Until it is given there is no session: what the password alone earns
 * is a cookie that names a challenge. A code is taken once, for as long as it could be taken at all.
 */
import type { Refusal } from '../db.ts'
import { type AuthLibrary, refusedAs } from './library.ts'

export type SecondFactor = {
  /** What an authenticator reads (`otpauth:` address); nothing is asked for until it is confirmed. */
  readonly begin: (
    password: string,
    headers: Headers,
  ) => Promise<{ readonly uri: string } | Refusal<'wrong-password'>>
  /** Turns it on, ends every other session, and gives the backup codes, which can be used once each. */
  readonly confirm: (
    code: string,
    headers: Headers,
  ) => Promise<
    { readonly cookies: readonly string[]; readonly backupCodes: readonly string[] } | Refusal<'wrong-code'>
  >
  readonly isOn: (user: string) => Promise<boolean>
  readonly turnOff: (
    password: string,
    headers: Headers,
  ) => Promise<{ readonly cookies: readonly string[] } | Refusal<'wrong-password'>>
  /** The second step of signing in; `code` is six figures or a backup code. */
  readonly pass: (
    code: string,
    headers: Headers,
  ) => Promise<{ readonly cookies: readonly string[] } | Refusal<'wrong-code' | 'no-challenge'>>
  /** For a person at the machine: turns it off without being asked anything. False when it was not on. */
  readonly reset: (email: string) => Promise<boolean>
}

/** A code is good for its own half minute and the ones beside it. */
const codeLivesMilliseconds = 5 * 60 * 1000

export function secondFactorOf(auth: AuthLibrary): SecondFactor {
  return {
    begin: (password, headers) =>
      refusedAs('wrong-password', async () => {
        const answer = await auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers })
        if (!('totpURI' in answer) || !answer.totpURI)
          throw new Error('No key was made for the second factor.')
        return { uri: answer.totpURI }
      }),
    confirm: (code, headers) => confirm(auth, code, headers),
    isOn: async (user) => {
      const { internalAdapter } = await auth.$context
      const found = await internalAdapter.findUserById(user)
      return isOnFor(found)
    },
    turnOff: (password, headers) =>
      refusedAs('wrong-password', async () => {
        const answer = await auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true })
        return { cookies: answer.headers.getSetCookie() }
      }),
    pass: (code, headers) => pass(auth, code, headers),
    reset: async (email) => {
      const { internalAdapter, adapter } = await auth.$context
      const found = await internalAdapter.findUserByEmail(email)
      if (!found || !isOnFor(found.user)) return false
      await internalAdapter.updateUser(found.user.id, { twoFactorEnabled: false })
      await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: found.user.id }] })
      return true
    },
  }
}

async function confirm(auth: AuthLibrary, code: string, headers: Headers) {
  const session = await auth.api.getSession({ headers })
  if (!session || !/^\d{6}$/.test(code)) return { refused: 'wrong-code' } as const
  const user = session.user.id
  const answer = await refusedAs('wrong-code', () =>
    auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
  )
  if ('refused' in answer) return answer
  await isFirstUse(auth, user, code)
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: user } })
  const cookies = answer.headers.getSetCookie()
  await endAllBut(auth, user, cookies)
  return { cookies, backupCodes }
}

async function pass(auth: AuthLibrary, asked: string, headers: Headers) {
  const challenge = challengeIn(headers)
  const { internalAdapter } = await auth.$context
  const found = challenge && (await internalAdapter.findVerificationValue(challenge.id))
  if (!challenge || !found || found.expiresAt.getTime() <= Date.now())
    return { refused: 'no-challenge' } as const
  const code = asked.replace(/\s/g, '')
  const isFigures = /^\d{6}$/.test(code)
  if (isFigures && !(await isFirstUse(auth, found.value, code))) return { refused: 'wrong-code' } as const
  // Only the challenge is handed on: with a session beside it the library would answer for that session's person.
  const only = new Headers({ cookie: challenge.cookie, 'user-agent': headers.get('user-agent') ?? '' })
  const verify = isFigures
    ? () => auth.api.verifyTOTP({ body: { code }, headers: only, returnHeaders: true })
    : () => auth.api.verifyBackupCode({ body: { code }, headers: only, returnHeaders: true })
  const answer = await refusedAs('wrong-code', verify)
  return 'refused' in answer ? answer : { cookies: answer.headers.getSetCookie() }
}

/** The first to come with this code; a code that was seen over her shoulder is of no use to the second. */
async function isFirstUse(auth: AuthLibrary, user: string, code: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context
  const expiresAt = new Date(Date.now() + codeLivesMilliseconds)
  return internalAdapter.reserveVerificationValue({
    identifier: `code ${user} ${code}`,
    value: user,
    expiresAt,
  })
}

async function endAllBut(auth: AuthLibrary, user: string, cookies: readonly string[]): Promise<void> {
  const { internalAdapter } = await auth.$context
  const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ')
  const kept = await auth.api.getSession({ headers: new Headers({ cookie }) })
  for (const { token } of await internalAdapter.listSessions(user)) {
    if (token !== kept?.session.token) await internalAdapter.deleteSession(token)
  }
}

/** Signed by the library, which checks the signature when it is handed the cookie. */
function challengeIn(headers: Headers): { readonly cookie: string; readonly id: string } | undefined {
  const cookie = (headers.get('cookie') ?? '')
    .split(/;\s*/)
    .find((one) => /^[\w-]*lyster\.two_factor=/.test(one))
  const value = cookie?.slice(cookie.indexOf('=') + 1)
  const id = value && safelyDecoded(value)?.split('.')[0]
  return cookie && id ? { cookie, id } : undefined
}

function safelyDecoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}

function isOnFor(user: unknown): boolean {
  return (
    typeof user === 'object' && user !== null && 'twoFactorEnabled' in user && user.twoFactorEnabled === true
  )
}
