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

/** Why it was refused is not told apart: whoever guesses must not learn which e-mails exist here. */
export async function signIn(
  form: Readonly<Record<string, string>>,
  headers: Headers,
  here: RequestContext,
): Promise<{ readonly cookies: readonly string[] } | Refusal<'wrong-sign-in' | 'too-many'>> {
  if (!(await mayTry(form['email'] ?? '', here))) return { refused: 'too-many' }
  const who = credentials.safeParse(form)
  if (!who.success) return { refused: 'wrong-sign-in' }
  const signedIn = await here.auth.signIn(who.data, headers)
  if ('refused' in signedIn) return signedIn
  await noteDown(signedIn.cookies, here)
  return signedIn
}

/** An address that has used up its own tries does not use up those of the e-mail as well. */
async function mayTry(
  email: string,
  { config, keys, address, inClinic, now }: RequestContext,
): Promise<boolean> {
  if (!config.rateLimits) return true
  const whose = keys.sign('sign-in', `e-mail ${email.trim().toLowerCase()}`)
  return inClinic(
    async (trx) =>
      (await takeToken(trx, { ...tries, name: `sign-in from ${address}`, now: now() })) &&
      (await takeToken(trx, { ...tries, name: `sign-in as ${whose}`, now: now() })),
  )
}

async function noteDown(cookies: readonly string[], { auth, inClinic, now }: RequestContext): Promise<void> {
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
