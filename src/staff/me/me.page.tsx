import { data, redirect } from 'react-router'
import { addAudit } from '#clinic'
import { passwordFault } from '#people/pure'
import { requestContext } from '#platform/context'
import { sayDayAndTime } from '#platform/say'
import { minuteFrom } from '#platform/time'
import { m } from '#platform/words'
import { Temporal } from 'temporal-polyfill'
import type { Route } from './+types/me.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { mayTry } from '../sign-in.server.ts'
import { browserFrom } from './browser-from.ts'
import { MePanel } from './me.panel.tsx'

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const { clinic, user, language } = atWorkFor(context, 'change-own-sign-in')
  const { auth } = context.get(requestContext)
  const say = (at: Date) =>
    sayDayAndTime(minuteFrom(Temporal.Instant.fromEpochMilliseconds(at.getTime())), {
      zone: clinic.zone,
      language,
    })
  const sessions = await auth.sessions.list(request.headers)
  const passkeys = auth.passkeys.areOffered ? await auth.passkeys.list(request.headers) : []
  return {
    language,
    clinic: clinic.name,
    hasCode: await auth.secondFactor.isOn(user),
    sessions: sessions.map(({ id, browser, begunAt, seenAt, isThisOne }) => ({
      id,
      isThisOne,
      browser: browserFrom(browser),
      since: say(begunAt),
      seen: say(seenAt),
    })),
    areOffered: auth.passkeys.areOffered,
    passkeys: passkeys.map(({ id, addedAt }) => ({
      id,
      name: m.people_passkey_name({ when: addedAt ? say(addedAt) : '' }, { locale: language }),
    })),
    done: url.searchParams.get('done') ?? undefined,
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  atWorkFor(context, 'change-own-sign-in')
  const form = await readForm(request)
  if (form['intent'] === 'passkey-remove') return removePasskey(form, request.headers, context)
  if (form['intent'] === 'password') return changePassword(form, request.headers, context)
  return endSessions(form, request.headers, context)
}

type Form = Readonly<Record<string, string>>
type Context = Route.ActionArgs['context']

async function changePassword(form: Form, headers: Headers, context: Context) {
  const { staff, user } = atWorkFor(context, 'change-own-sign-in')
  const here = context.get(requestContext)
  const email = (await here.auth.listWaysIn([user])).get(user)?.email ?? ''
  if (!(await mayTry(email, here))) return data({ problem: 'too-many' as const }, { status: 429 })
  const next = form['next'] ?? ''
  const fault = passwordFault(next, { name: staff.name, email })
  if (fault) return data({ problem: fault }, { status: 422 })
  const answer = await here.auth.changePassword({ current: form['current'] ?? '', next }, headers)
  if ('refused' in answer) return data({ problem: answer.refused }, { status: 422 })
  await noteDown(context, 'password-changed')
  const cookies = new Headers(answer.cookies.map((cookie) => ['Set-Cookie', cookie]))
  throw redirect('/staff/me?done=password', { status: 303, headers: cookies })
}

async function removePasskey(form: Form, headers: Headers, context: Context) {
  const removed = await context.get(requestContext).auth.passkeys.remove(form['passkey'] ?? '', headers)
  if ('refused' in removed) throw data(null, { status: 404 })
  await noteDown(context, 'passkey-removed')
  throw redirect('/staff/me?done=passkey', 303)
}

/** Only her own: a session's id that is somebody else's ends nothing. */
async function endSessions(form: Form, headers: Headers, context: Context) {
  const { user } = atWorkFor(context, 'change-own-sign-in')
  const { auth } = context.get(requestContext)
  switch (form['intent']) {
    case 'end':
      await auth.sessions.end(headers, form['session'] ?? '')
      break
    case 'end-others':
      await auth.sessions.endOthers(headers)
      break
    case 'end-all':
      await auth.sessions.endAll(user)
      break
    default:
      throw data(null, { status: 400 })
  }
  await noteDown(context, 'sessions-ended')
  throw redirect('/staff/me?done=ended', 303)
}

function noteDown(
  context: Context,
  act: 'password-changed' | 'sessions-ended' | 'passkey-removed',
): Promise<void> {
  const { staff } = atWorkFor(context, 'change-own-sign-in')
  const { inClinic, now } = context.get(requestContext)
  return inClinic((trx) => addAudit(trx, { at: now(), actor: `staff:${staff.id}`, act, subject: staff.id }))
}

export default function MePage({ loaderData, actionData }: Route.ComponentProps) {
  return <MePanel {...loaderData} problem={actionData?.problem} />
}
