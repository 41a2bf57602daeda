import { data, redirect } from 'react-router'
import { z } from 'zod'
import { countStandingVisits } from '#booking/desk'
import { addAudit } from '#clinic'
import { invitePerson, listOpenInvitations, listPeople, withdrawInvitation } from '#people'
import { newInvitation } from '#people/contract'
import { requestContext } from '#platform/context'
import { sayDate, sayDayAndTime } from '#platform/say'
import { dayIn, minuteFrom } from '#platform/time'
import { Temporal } from 'temporal-polyfill'
import type { Route } from './+types/people.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { PeoplePanel } from './people.panel.tsx'

export async function loader({ context }: Route.LoaderArgs) {
  const { clinic, staff, language } = atWorkFor(context, 'manage-people')
  const { inClinic, auth, now } = context.get(requestContext)
  const found = await inClinic(async (trx) => {
    const actor = `staff:${staff.id}` as const
    await addAudit(trx, { at: now(), actor, act: 'people-looked-at', subject: staff.id })
    return {
      people: await listPeople(trx),
      invitations: await listOpenInvitations(trx, now()),
      visits: await countStandingVisits(trx, now()),
    }
  })
  const ways = await auth.listWaysIn(found.people.flatMap(({ user }) => user ?? []))
  const today = dayIn(clinic.zone, now()).toString()
  const say = (at: string) =>
    sayDayAndTime(minuteFrom(Temporal.Instant.from(at)), { zone: clinic.zone, language })
  return {
    language,
    clinic: clinic.name,
    people: found.people.map((person) => ({
      id: person.id,
      name: person.name,
      role: person.role,
      way: person.user === undefined ? undefined : ways.get(person.user),
      signedIn: person.signedInAt && say(person.signedInAt),
      visits: person.therapist === undefined ? undefined : (found.visits.get(person.therapist) ?? 0),
      leaves: person.leftOn && { words: sayDate(person.leftOn, language), isPast: person.leftOn < today },
    })),
    invitations: found.invitations.map((one) => ({ ...one, until: say(one.expiresAt) })),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { staff } = atWorkFor(context, 'manage-people')
  const { inClinic, auth, now, config } = context.get(requestContext)
  const form = await readForm(request)
  if (form['intent'] === 'withdraw') {
    const id = z.uuid().safeParse(form['invitation'])
    if (!id.success) throw data(null, { status: 404 })
    await inClinic((trx) => withdrawInvitation(trx, { id: id.data, by: staff.id, now: now() }))
    throw redirect('/staff/people', 303)
  }
  const values = { name: form['name']?.slice(0, 100), email: form['email']?.slice(0, 254) }
  const asked = newInvitation.safeParse({ ...form, treats: form['treats'] === 'yes' })
  if (!asked.success) {
    const faults = asked.error.issues.map(({ path }) => String(path[0]))
    return data({ faults, values, invited: undefined }, { status: 422 })
  }
  const answer = await inClinic((trx) =>
    invitePerson(trx, { invitation: asked.data, by: staff.id, auth, now: now() }),
  )
  if ('refused' in answer)
    return data({ faults: [answer.refused], values, invited: undefined }, { status: 409 })
  const link = `${config.url}/staff/invitation/${answer.secret}`
  return data({ faults: [], values: {}, invited: { name: asked.data.name, link } }, { status: 201 })
}

export default function PeoplePage({ loaderData, actionData }: Route.ComponentProps) {
  return <PeoplePanel {...loaderData} sent={actionData} />
}
