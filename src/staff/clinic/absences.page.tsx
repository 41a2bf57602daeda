import { data, redirect } from 'react-router'
import { z } from 'zod'
import { requestContext } from '#platform/context'
import { dayIn } from '#platform/time'
import { readResources } from '#clinic'
import { giveTimeBack, listComingTimesOff, publicHolidays, takeTimeOff } from '#set-up'
import type { TimeOff } from '#set-up/contract'
import { m } from '#platform/words'
import type { Route } from './+types/absences.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { sayTimeOff } from '../settle/time-off-words.ts'
import { AbsencesPanel } from './absences.panel.tsx'
import { readHolidays, readTimeOff } from '../settle/absence-form.server.ts'
import { change, readPage, saved } from './set-up-page.server.ts'
import { visitLink } from './visit-link.server.ts'

const monthsAhead = 18

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp, atWork } = await readPage(args, 'absences')
  const { inClinic, now } = args.context.get(requestContext)
  const { zone, country } = setUp.clinic
  const saying = { zone, language: atWork.language }
  const { times, resources } = await inClinic(async (trx) => ({
    times: await listComingTimesOff(trx, now()),
    resources: await readResources(trx),
  }))
  const from = dayIn(zone, now())
  const days = publicHolidays({ country, language: atWork.language, from, months: monthsAhead })
  return {
    frame,
    today: from.toString(),
    resources: resources.map(({ id, name }) => ({ id, name })),
    times: times.map((one) => ({
      id: one.id,
      whose: one.whose ?? m.setup_whole_clinic({}, { locale: atWork.language }),
      why: one.why,
      when: sayTimeOff(one, saying),
      visits: one.touches.map((visit) => visitLink(visit, saying)),
    })),
    holidays: days.filter(({ date }) => !isClosed(times, date, zone)),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { language, clinic } = atWorkFor(context, 'set-up-clinic')
  const values = await readForm(request)
  const locale = { locale: language }
  if (values['do'] === 'remove') {
    const id = z.uuid().safeParse(values['id'])
    if (id.success) await change(context, 'absences', (trx) => giveTimeBack(trx, id.data))
    throw saved('/staff/clinic/absences')
  }
  const read =
    values['do'] === 'holidays'
      ? readHolidays(values, clinic.zone)
      : readTimeOff(values, clinic.zone, language)
  if ('problems' in read) return data({ values, problems: read.problems }, { status: 422 })
  const { now } = context.get(requestContext)
  const answer = await change(context, 'absences', async (trx) => {
    const taken = await takeTimeOff(trx, read.times)
    if ('refused' in taken) return taken
    const times = await listComingTimesOff(trx, now())
    return times.filter(({ id, touches }) => taken.taken.includes(id) && touches.length > 0)
  })
  if (!('refused' in answer)) {
    const [first, another] = answer
    if (!first) throw saved('/staff/clinic/absences')
    throw redirect(another ? '/staff/settle' : `/staff/settle/${first.id}`, 303)
  }
  const problems =
    answer.refused === 'unknown-resource'
      ? { whose: m.setup_missing({}, locale) }
      : { 'until-date': m.setup_ends_before({}, locale) }
  return data({ values, problems }, { status: 422 })
}

/** The clinic is closed at noon of that day. */
function isClosed(times: readonly TimeOff[], date: string, zone: string): boolean {
  const [day] = readHolidays({ [`day-${date}`]: '-' }, zone).times
  if (!day) return false
  const noon = Math.floor((day.from.epochMilliseconds + day.until.epochMilliseconds) / 120_000)
  return times.some(({ whose, start, end }) => whose === undefined && start <= noon && noon < end)
}

export default function AbsencesPage({ loaderData, actionData }: Route.ComponentProps) {
  return <AbsencesPanel {...loaderData} sent={actionData} />
}
