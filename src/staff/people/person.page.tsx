import { data, redirect } from 'react-router'
import { z } from 'zod'
import { type DayVisit, handOverVisits, planHandOver } from '#booking/desk'
import { changeCredential, changeRole, firstMomentAfter, leaveClinic, listPeople } from '#people'
import { newCredential, role } from '#people/contract'
import { requestContext } from '#platform/context'
import { sayDate, sayDayAndTime } from '#platform/say'
import { Temporal } from 'temporal-polyfill'
import type { Route } from './+types/person.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import type { AtWork } from '../staff-context.ts'
import { askedLastDay } from './asked-last-day.ts'
import { PersonPanel } from './person.panel.tsx'

/** `?on=` shows what her leaving on that day would do; nothing is changed by looking. */
export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'manage-people')
  const { inClinic, now } = context.get(requestContext)
  const asked = url.searchParams.get('on')
  const on = asked === null ? undefined : askedLastDay(asked)
  const found = await inClinic(async (trx) => {
    const person = (await listPeople(trx)).find(({ id }) => id === params.person)
    const last = on ?? (person?.leftOn === undefined ? undefined : Temporal.PlainDate.from(person.leftOn))
    if (!person?.therapist || !last) return { person, plan: undefined }
    const from = firstMomentAfter(last, { zone: atWork.clinic.zone, now: now() })
    return {
      person,
      plan: await planHandOver(trx, { therapist: person.therapist, from: notPast(from, now()), now: now() }),
    }
  })
  const { person, plan } = found
  if (!person) throw data(null, { status: 404 })
  const shown = {
    language: atWork.language,
    clinic: atWork.clinic.name,
    person: { ...person, leaves: person.leftOn && sayDate(person.leftOn, atWork.language) },
    asked: on && {
      on: on === 'now' ? 'now' : on.toString(),
      words: on === 'now' ? '' : sayDate(on.toString(), atWork.language),
    },
    badDay: asked !== null && on === undefined,
    plan: plan && {
      handed: plan.handed.map(({ visit, to }) => ({ ...lineFrom(visit, atWork), to: to.name })),
      left: plan.left.map((visit) => lineFrom(visit, atWork)),
    },
    done: doneIn(url),
  }
  return data(shown, { status: shown.badDay ? 422 : 200 })
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { staff } = atWorkFor(context, 'manage-people')
  const form = await readForm(request)
  const id = z.uuid().safeParse(params.person)
  if (!id.success) throw data(null, { status: 404 })
  const here = { person: id.data, by: staff.id, now: context.get(requestContext).now() }
  if (form['intent'] === 'role') return setRole(form, here, context)
  if (form['intent'] === 'credential') return certify(form, here, context)
  return leave(form['on'] ?? '', here, context)
}

type Here = { readonly person: string; readonly by: string; readonly now: Temporal.Instant }
type Context = Route.ActionArgs['context']

async function setRole(form: Readonly<Record<string, string>>, here: Here, context: Context) {
  const to = role.safeParse(form['role'])
  if (!to.success) return data({ problem: 'role' as const }, { status: 422 })
  const answer = await context
    .get(requestContext)
    .inClinic((trx) => changeRole(trx, { ...here, role: to.data }))
  if ('refused' in answer) return refusedWith(answer.refused)
  throw redirect(`/staff/people/${here.person}?done=role`, 303)
}

async function certify(form: Readonly<Record<string, string>>, here: Here, context: Context) {
  const read = newCredential.safeParse({ sv: form['credential-sv'], en: form['credential-en'] })
  if (!read.success) return data({ problem: 'credential' as const }, { status: 422 })
  const credential = read.data
  const answer = await context
    .get(requestContext)
    .inClinic((trx) => changeCredential(trx, { ...here, credential }))
  if ('refused' in answer) throw data(null, { status: 404 })
  throw redirect(`/staff/people/${here.person}?done=credential`, 303)
}

/** Her visits first and her last day then, in one transaction; her sessions end when it stands. */
async function leave(asked: string, here: Here, context: Context) {
  const lastDay = askedLastDay(asked)
  if (!lastDay) return refusedWith('day-has-passed')
  const { inClinic, auth } = context.get(requestContext)
  const { clinic } = atWorkFor(context, 'manage-people')
  const from = firstMomentAfter(lastDay, { zone: clinic.zone, now: here.now })
  const answer = await inClinic(async (trx) => {
    const person = (await listPeople(trx)).find(({ id }) => id === here.person)
    const therapist = person?.therapist
    const by = `staff:${here.by}` as const
    const moved =
      therapist &&
      (await handOverVisits(trx, { therapist, from: notPast(from, here.now), by, now: here.now }))
    const left = await leaveClinic(trx, { ...here, lastDay })
    return 'refused' in left
      ? left
      : { ...left, handed: moved ? moved.handed.length : 0, open: moved ? moved.left.length : 0 }
  })
  if ('refused' in answer) return refusedWith(answer.refused)
  if (answer.endSessionsOf) await auth.sessions.endAll(answer.endSessionsOf)
  throw redirect(`/staff/people/${here.person}?done=left&handed=${answer.handed}&left=${answer.open}`, 303)
}

function refusedWith(problem: 'unknown-person' | 'last-owner' | 'day-has-passed') {
  if (problem === 'unknown-person') throw data(null, { status: 404 })
  return data({ problem }, { status: problem === 'last-owner' ? 409 : 422 })
}

/** What has begun already is hers. */
function notPast(from: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(from, now) < 0 ? now : from
}

function lineFrom(visit: DayVisit, { clinic, language }: AtWork) {
  const when = sayDayAndTime(visit.start, { zone: clinic.zone, language })
  return { id: visit.id, client: visit.client.name, when }
}

function doneIn(url: URL) {
  const count = (name: string) =>
    z.coerce.number().int().min(0).max(9999).catch(0).parse(url.searchParams.get(name))
  const done = url.searchParams.get('done')
  if (done === 'role' || done === 'credential') return { what: done } as const
  return done === 'left' ? { what: 'left' as const, handed: count('handed'), left: count('left') } : undefined
}

export default function PersonPage({ loaderData, actionData }: Route.ComponentProps) {
  return <PersonPanel {...loaderData} problem={actionData?.problem} />
}
