import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Pool } from 'pg'
import type { Refusal } from '../db.ts'

export type AuthLibrary = ReturnType<typeof libraryFor>

/** Addresses are not kept: the header that the library would read them from can be written by anybody. */
export function libraryFor(pool: Pool, { secret, url }: { readonly secret: string; readonly url: string }) {
  return betterAuth({
    appName: 'Lyster',
    database: pool,
    secret,
    baseURL: url,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    session: { expiresIn: 12 * 60 * 60, updateAge: 60 * 60, freshAge: 15 * 60 },
    advanced: {
      cookiePrefix: 'lyster',
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      twoFactor({ issuer: 'Lyster' }),
      passkey({
        rpName: 'Lyster',
        rpID: new URL(url).hostname,
        origin: new URL(url).origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) => refuseUnverified(verification.registrationInfo),
        },
        authentication: {
          afterVerification: ({ verification }) => refuseUnverified(verification.authenticationInfo),
        },
      }),
    ],
  })
}

/** A passkey stands for both factors, so it must have asked its owner for a finger, a face or a code. */
async function refuseUnverified(seen: { readonly userVerified: boolean } | undefined): Promise<void> {
  if (!seen?.userVerified) throw new APIError('UNAUTHORIZED', { message: 'the person was not verified' })
}

/** What the library refuses becomes a refusal of ours; what breaks in it stays a breakage. */
export async function refusedAs<T, Why extends string>(
  why: Why,
  work: () => Promise<T>,
): Promise<T | Refusal<Why>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return { refused: why }
    throw error
  }
}
