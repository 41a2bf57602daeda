import { data, redirect } from 'react-router'
import { z } from 'zod'
import { requestContext } from '#platform/context'
import { dayIn } from '#platform/time'
import { dropSeason, setWeeks, weeksFromHours } from '#set-up'
import type { Route } from './+types/therapist.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { change, readPage, saved } from './set-up-page.server.ts'
import { readSeason, refusalProblems, seasonFrom, seasonValues } from './season-form.server.ts'
import { TherapistPanel } from './therapist.panel.tsx'

export async function loader(args: Route.LoaderArgs) {
  const id = therapistIn(args.params)
  const { frame, setUp } = await readPage(args, 'weeks')
  const therapist = setUp.therapists.find((one) => one.id === id)
  if (!therapist) throw data(null, { status: 404 })
  const today = dayIn(setUp.clinic.zone, args.context.get(requestContext).now())
  const seasons = weeksFromHours(therapist.hours).map((one) => seasonValues(one))
  const ordinary =
    seasons.find((one) => one['key'] === 'ordinary') ?? seasonValues({ season: {}, weeks: { a: [] } })
  return {
    frame: { ...frame, lacks: therapist.hours.length === 0 ? (['working-hours'] as const) : [] },
    name: therapist.name,
    monday: today.subtract({ days: today.dayOfWeek - 1 }).toString(),
    seasons: [ordinary, ...seasons.filter((one) => one['key'] !== 'ordinary'), { ...emptySeason }],
  }
}

/** The form for a season that is not there yet. */
const emptySeason: Readonly<Record<string, string>> = { key: 'new' }

export async function action({ request, params, context }: Route.ActionArgs) {
  const id = therapistIn(params)
  const { language } = atWorkFor(context, 'set-up-clinic')
  const values = await readForm(request)
  const here = `/staff/clinic/weeks/${id}`
  if (values['do'] === 'drop') {
    const gone = await change(context, 'weeks', (trx) => dropSeason(trx, id, seasonFrom(values['key'] ?? '')))
    if ('refused' in gone) throw redirect(here, 303)
    throw saved(here)
  }
  const read = readSeason(values, language)
  if ('problems' in read) return data({ values, problems: read.problems }, { status: 422 })
  const answer = await change(context, 'weeks', (trx) => setWeeks(trx, id, read))
  if (!('refused' in answer)) throw saved(here)
  if (answer.refused === 'unknown-therapist') throw data(null, { status: 404 })
  return data({ values, problems: refusalProblems(answer.refused, values, language) }, { status: 422 })
}

function therapistIn({ therapist }: { readonly therapist: string }): string {
  const id = z.uuid().safeParse(therapist)
  if (!id.success) throw data(null, { status: 404 })
  return id.data
}

export default function TherapistPage({ loaderData, actionData }: Route.ComponentProps) {
  return <TherapistPanel {...loaderData} sent={actionData} />
}
