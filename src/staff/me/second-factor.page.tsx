import { data } from 'react-router'
import { addAudit } from '#clinic'
import { requestContext } from '#platform/context'
import type { Route } from './+types/second-factor.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { mayTry } from '../sign-in.server.ts'
import { drawCode } from './draw-code.server.ts'
import { SecondFactorPanel, type SecondFactorSent } from './second-factor.panel.tsx'

export async function loader({ context }: Route.LoaderArgs) {
  const { clinic, user, language } = atWorkFor(context, 'change-own-sign-in')
  const isOn = await context.get(requestContext).auth.secondFactor.isOn(user)
  return { language, clinic: clinic.name, isOn }
}

type Form = Readonly<Record<string, string>>
type Context = Route.ActionArgs['context']
type Done = { readonly sent: SecondFactorSent; readonly cookies?: readonly string[] }

export async function action({ request, context }: Route.ActionArgs) {
  atWorkFor(context, 'change-own-sign-in')
  const form = await readForm(request)
  const { sent, cookies = [] } = await answerTo(form, request.headers, context)
  const headers = new Headers(cookies.map((cookie) => ['Set-Cookie', cookie]))
  const status = sent.step !== 'refused' ? 200 : sent.problem === 'too-many' ? 429 : 422
  return data(sent, { status, headers })
}

/** Every one of these may be a guess, at a password or a code, by somebody at her open browser. */
async function answerTo(form: Form, headers: Headers, context: Context): Promise<Done> {
  const { user } = atWorkFor(context, 'change-own-sign-in')
  const here = context.get(requestContext)
  const email = (await here.auth.listWaysIn([user])).get(user)?.email ?? ''
  if (!(await mayTry(email, here))) return { sent: { step: 'refused', problem: 'too-many' } }
  switch (form['intent']) {
    case 'begin':
      return begin(form['password'] ?? '', headers, context)
    case 'confirm':
      return confirm((form['code'] ?? '').replace(/\s/g, ''), headers, context)
    case 'turn-off':
      return turnOff(form['password'] ?? '', headers, context)
    default:
      throw data(null, { status: 400 })
  }
}

async function begin(password: string, headers: Headers, context: Context): Promise<Done> {
  const begun = await context.get(requestContext).auth.secondFactor.begin(password, headers)
  if ('refused' in begun) return { sent: { step: 'refused', problem: begun.refused } }
  return { sent: { step: 'begun', ...drawCode(begun.uri) } }
}

async function confirm(code: string, headers: Headers, context: Context): Promise<Done> {
  const confirmed = await context.get(requestContext).auth.secondFactor.confirm(code, headers)
  if ('refused' in confirmed) return { sent: { step: 'refused', problem: confirmed.refused } }
  await noteDown(context, 'second-factor-on')
  return { sent: { step: 'on', backupCodes: confirmed.backupCodes }, cookies: confirmed.cookies }
}

async function turnOff(password: string, headers: Headers, context: Context): Promise<Done> {
  const off = await context.get(requestContext).auth.secondFactor.turnOff(password, headers)
  if ('refused' in off) return { sent: { step: 'refused', problem: off.refused } }
  await noteDown(context, 'second-factor-off')
  return { sent: { step: 'off' }, cookies: off.cookies }
}

function noteDown(context: Context, act: 'second-factor-on' | 'second-factor-off'): Promise<void> {
  const { staff } = atWorkFor(context, 'change-own-sign-in')
  const { inClinic, now } = context.get(requestContext)
  return inClinic((trx) => addAudit(trx, { at: now(), actor: `staff:${staff.id}`, act, subject: staff.id }))
}

export default function SecondFactorPage({ loaderData, actionData }: Route.ComponentProps) {
  return <SecondFactorPanel {...loaderData} sent={actionData} />
}
