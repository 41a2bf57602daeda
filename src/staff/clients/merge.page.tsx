import { data, redirect } from 'react-router'
import { readVisitsOf } from '#booking/desk'
import { addAudit } from '#clinic'
import { mergeClients, readClient } from '#clients'
import type { Client } from '#clients/contract'
import { requestContext } from '#platform/context'
import { sayDayAndTime, sayPhone } from '#platform/say'
import type { Route } from './+types/merge.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { idFrom } from './asked-client.server.ts'
import { MergePanel } from './merge.panel.tsx'

const visitsShown = 5

export async function loader({ params, context }: Route.LoaderArgs) {
  const { clinic, language, staff } = atWorkFor(context, 'merge-clients')
  const ids = [idFrom(params.client), idFrom(params.other)] as const
  const { inClinic, now } = context.get(requestContext)
  const saying = { zone: clinic.zone, language }
  const sides = await inClinic(async (trx) => {
    const shown = []
    for (const id of ids) {
      const read = await readClient(trx, { client: id, notes: false })
      if ('refused' in read) return read
      await addAudit(trx, { at: now(), actor: `staff:${staff.id}`, act: 'client-looked-at', subject: id })
      const visits = await readVisitsOf(trx, [id])
      shown.push({
        ...sideFrom(read.client),
        count: visits.length,
        visits: visits.slice(-visitsShown).map(({ start }) => sayDayAndTime(start, saying)),
      })
    }
    return shown
  })
  if (!('refused' in sides)) return { language, clinic: clinic.name, client: ids[0], sides }
  if (sides.refused === 'merged-away') throw redirect(`/staff/clients/${sides.into}`, 303)
  throw data(null, { status: 404 })
}

/** The button says which card stays. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { staff } = atWorkFor(context, 'merge-clients')
  const { inClinic, now } = context.get(requestContext)
  const [one, other] = [idFrom(params.client), idFrom(params.other)]
  const kept = idFrom((await readForm(request))['keep'])
  if (kept !== one && kept !== other) throw data(null, { status: 422 })
  const merged = kept === one ? other : one
  const by = `staff:${staff.id}` as const
  const answer = await inClinic((trx) => mergeClients(trx, { kept, merged, by, now: now() }))
  if (!('refused' in answer)) throw redirect(`/staff/clients/${kept}?done=merged`, 303)
  switch (answer.refused) {
    case 'merged-away':
      throw redirect(`/staff/clients/${kept}`, 303)
    case 'same-client':
    case 'unknown-client':
      throw data(null, { status: 404 })
  }
}

function sideFrom({ id, name, phone, email }: Client) {
  return { id, name, phone: phone === '' ? '' : sayPhone(phone), email }
}

export default function MergePage({ loaderData }: Route.ComponentProps) {
  return <MergePanel {...loaderData} />
}
