/**
 * A passkey is a second way in that needs no password: a key in her telephone or computer, which asks for a finger,
 * a face or a code before it signs. Browsers bind it to a name, so it is offered only where our address has one.
 */
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Refusal } from '../db.ts'
import { type AuthLibrary, refusedAs } from './library.ts'

export type Passkey = { readonly id: string; readonly name: string; readonly addedAt: Date | undefined }

/** What the browser is asked, as WebAuthn's JSON, and the cookie that names the question. */
export type Asked = { readonly options: object; readonly cookies: readonly string[] }

export type Passkeys = {
  /** False where the address is a number: browsers take no passkey there. */
  readonly areOffered: boolean
  readonly list: (headers: Headers) => Promise<readonly Passkey[]>
  readonly askToAdd: (headers: Headers) => Promise<Asked | Refusal<'not-now'>>
  readonly add: (
    answer: unknown,
    name: string,
    headers: Headers,
  ) => Promise<{ readonly added: string } | Refusal<'not-taken'>>
  /** Only one of her own. */
  readonly remove: (
    id: string,
    headers: Headers,
  ) => Promise<{ readonly removed: string } | Refusal<'not-hers'>>
  readonly askToSignIn: (headers: Headers) => Promise<Asked>
  readonly signIn: (
    answer: unknown,
    headers: Headers,
  ) => Promise<{ readonly cookies: readonly string[] } | Refusal<'not-taken'>>
}

const text = z.string().max(16_384)
const credential = { id: text, rawId: text, type: z.literal('public-key') }
/** What a browser answers, and nothing beside it. */
const newKey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.array(z.string().max(32)).max(8).default([]),
  }),
})
const signature = z.object({
  ...credential,
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text }),
})

export function passkeysOf(auth: AuthLibrary, url: string): Passkeys {
  return {
    areOffered: isIP(new URL(url).hostname.replace(/^\[|\]$/g, '')) === 0,
    list: async (headers) => {
      const rows = await auth.api.listPasskeys({ headers })
      return rows.map(({ id, name, createdAt }) => ({ id, name: name ?? '', addedAt: createdAt }))
    },
    askToAdd: (headers) =>
      refusedAs('not-now', async () => {
        const answer = await auth.api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true })
        return { options: answer.response, cookies: answer.headers.getSetCookie() }
      }),
    add: (answer, name, headers) =>
      refusedAs('not-taken', async () => {
        const read = newKey.safeParse(answer)
        if (!read.success) return { refused: 'not-taken' } as const
        const response = { ...read.data, clientExtensionResults: {} }
        const added = await auth.api.verifyPasskeyRegistration({ body: { response, name }, headers })
        return { added: added.id }
      }),
    remove: (id, headers) =>
      refusedAs('not-hers', async () => {
        await auth.api.deletePasskey({ body: { id }, headers })
        return { removed: id }
      }),
    askToSignIn: async (headers) => {
      // Without her cookies: whoever asks is told of no passkey that exists.
      const plain = new Headers({ 'user-agent': headers.get('user-agent') ?? '' })
      const answer = await auth.api.generatePasskeyAuthenticationOptions({
        headers: plain,
        returnHeaders: true,
      })
      const options = { ...answer.response, userVerification: 'required' }
      return { options, cookies: answer.headers.getSetCookie() }
    },
    signIn: (answer, headers) =>
      refusedAs('not-taken', async () => {
        const read = signature.safeParse(answer)
        if (!read.success) return { refused: 'not-taken' } as const
        const passed = await auth.api.verifyPasskeyAuthentication({
          body: { response: { ...read.data, clientExtensionResults: {} } },
          headers,
          returnHeaders: true,
        })
        return { cookies: passed.headers.getSetCookie() }
      }),
  }
}
