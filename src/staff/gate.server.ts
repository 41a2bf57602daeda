/**
 * The gate of the workspace. It answers before any page is asked, so a page that forgets to check cannot exist,
 * and it asks the sessions' table each time, so that signing out ends every tab at once.
 */
import { data } from 'react-router'
import { findStaffByUser, readClinic } from '#clinic'
import type { Clinic } from '#clinic/contract'
import type { RequestContext } from '#platform/context'
import { isLanguage, type Language } from '#platform/language'
import { dayIn } from '#platform/time'
import { ownPath } from './own-path.ts'
import type { AtWork } from './staff-context.ts'
import type { TurnedAway } from './turned-away.ts'

export const languageCookie = 'lyster-language'

export async function letIn(
  { request, url }: { readonly request: Request; readonly url: URL },
  { auth, inClinic, now }: RequestContext,
): Promise<AtWork> {
  const user = await auth.findUser(request.headers)
  const { clinic, staff } = await inClinic(async (trx) => {
    const here = await readClinic(trx)
    const today = dayIn(here.zone, now()).toString()
    return { clinic: here, staff: user && (await findStaffByUser(trx, { user, today })) }
  })
  const language = languageFor(request, clinic)
  const shown: TurnedAway = { clinic: clinic.name, language, next: ownPath(url.pathname + url.search) }
  if (!user) throw data(shown, { status: 401 })
  if (!staff) throw data(shown, { status: 403 })
  return { staff, user, clinic, language }
}

/** What she chose herself, or the clinic's first language. */
export function languageFor(request: Request, clinic: Clinic): Language {
  const cookies = request.headers.get('cookie')?.split(';') ?? []
  const chosen = cookies
    .map((cookie) => cookie.trim().split('='))
    .find(([name]) => name === languageCookie)
    ?.at(1)
  if (isLanguage(chosen) && clinic.languages.includes(chosen)) return chosen
  return clinic.languages[0] ?? 'sv'
}
