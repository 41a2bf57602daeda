import { data } from 'react-router'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { addPlace, changePlace, type PlaceChange } from '#set-up'
import type { TouchedVisit } from '#set-up/contract'
import { m } from '#platform/words'
import type { Route } from './+types/rooms.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { PlacesPanel } from './places.panel.tsx'
import { change, readPage, saved } from './set-up-page.server.ts'
import { visitLink } from './visit-link.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'rooms')
  return { frame, places: setUp.places }
}

const asked = z.object({
  place: z.union([z.literal('new-room'), z.literal('new-device'), z.uuid()]),
  do: z.enum(['save', 'up', 'down', 'retire', 'restore']).default('save'),
})

export async function action({ request, context }: Route.ActionArgs) {
  const { language, clinic } = atWorkFor(context, 'set-up-clinic')
  const form = await readForm(request)
  const wish = asked.safeParse(form)
  if (!wish.success) throw data(null, { status: 404 })
  const { place } = wish.data
  const name = (form[`name-${place}`] ?? '').trim().slice(0, 60)
  const refused = (words: string, visits: readonly TouchedVisit[] = []) => ({
    place,
    name,
    problems: { [`name-${place}`]: words },
    visits: visits.map((visit) => visitLink(visit, { zone: clinic.zone, language })),
  })
  if (wish.data.do === 'save' && name === '') return data(refused(missing(language)), { status: 422 })
  const { now } = context.get(requestContext)
  const answer = await change(context, 'rooms', async (trx) => {
    if (place === 'new-room') return addPlace(trx, { kind: 'room', name })
    if (place === 'new-device') return addPlace(trx, { kind: 'device', name })
    return changePlace(trx, place, changeFrom(wish.data.do, name, now()))
  })
  if (!('refused' in answer)) throw saved('/staff/clinic/rooms')
  switch (answer.refused) {
    case 'unknown-place':
      throw data(null, { status: 404 })
    case 'name-taken':
      return data(refused(m.setup_name_taken({}, { locale: language })), { status: 409 })
    case 'still-used':
      return data(refused(m.setup_still_used({}, { locale: language }), answer.visits), { status: 409 })
  }
}

function changeFrom(act: z.infer<typeof asked>['do'], name: string, now: Temporal.Instant): PlaceChange {
  switch (act) {
    case 'save':
      return { rename: name }
    case 'up':
    case 'down':
      return { move: act }
    case 'retire':
      return { retire: true, now }
    case 'restore':
      return { restore: true }
  }
}

function missing(language: Language): string {
  return m.setup_missing({}, { locale: language })
}

export default function RoomsPage({ loaderData, actionData }: Route.ComponentProps) {
  return <PlacesPanel {...loaderData} sent={actionData} />
}
