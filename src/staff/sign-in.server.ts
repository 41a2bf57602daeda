import { z } from 'zod'
import { addAudit, findStaffByUser, readClinic, takeToken } from '#clinic'
import type { RequestContext } from '#platform/context'
import type { Refusal } from '#platform/db'
import { dayIn } from '#platform/time'

/** Ten tries at once and five a minute after that, counted for the address and for the e-mail that is tried. */
const tries = { most: 10, perMinute: 5 }

const credentials = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  password: z.string().min(1).max(128),
})

type Cookies = { readonly cookies: readonly string[] }

/** Why it was refused is not told apart: whoever guesses must not learn which e-mails exist here. */
export async function signIn(
  form: Readonly<Record<string, string>>,
  headers: Headers,
  here: RequestContext,
): Promise<(Cookies & { readonly asksForCode: boolean }) | Refusal<'wrong-sign-in' | 'too-many'>> {
  if (!(await mayTry(form['email'] ?? '', here))) return { refused: 'too-many' }
  const who = credentials.safeParse(form)
  if (!who.success) return { refused: 'wrong-sign-in' }
  const signedIn = await here.auth.signIn(who.data, headers)
  if ('refused' in signedIn) return signedIn
  if (!signedIn.asksForCode) await noteDown(signedIn.cookies, here)
  return signedIn
}

/** The second step. How often one challenge and one person may be tried is counted behind this too. */
export async function giveCode(
  code: string,
  headers: Headers,
  here: RequestContext,
): Promise<Cookies | Refusal<'wrong-code' | 'no-challenge' | 'too-many'>> {
  if (!(await mayTryAgain('code', here))) return { refused: 'too-many' }
  const passed = await here.auth.secondFactor.pass(code.slice(0, 32), headers)
  if (!('refused' in passed)) await noteDown(passed.cookies, here)
  return passed
}

/** Counts one more try of a kind from this address; false when there were too many. */
export async function mayTryAgain(
  what: 'sign-in' | 'code' | 'invitation' | 'passkey',
  { config, address, inClinic, now }: RequestContext,
): Promise<boolean> {
  if (!config.rateLimits) return true
  return inClinic((trx) => takeToken(trx, { ...tries, name: `${what} from ${address}`, now: now() }))
}

/** An address that has used up its own tries does not use up those of the e-mail as well. */
export async function mayTry(email: string, here: RequestContext): Promise<boolean> {
  if (!here.config.rateLimits) return true
  if (!(await mayTryAgain('sign-in', here))) return false
  const whose = here.keys.sign('sign-in', `e-mail ${email.trim().toLowerCase()}`)
  return here.inClinic((trx) => takeToken(trx, { ...tries, name: `sign-in as ${whose}`, now: here.now() }))
}

export async function noteDown(
  cookies: readonly string[],
  { auth, inClinic, now }: RequestContext,
): Promise<void> {
  const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ')
  const user = await auth.findUser(new Headers({ cookie }))
  if (!user) throw new Error('A person who has just signed in is not signed in.')
  await inClinic(async (trx) => {
    const { zone } = await readClinic(trx)
    const staff = await findStaffByUser(trx, { user, today: dayIn(zone, now()).toString() })
    if (!staff) return
    await addAudit(trx, { at: now(), actor: `staff:${staff.id}`, act: 'signed-in', subject: staff.id })
  })
}
