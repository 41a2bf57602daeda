import { readVisitsOf } from '#booking/desk'
import { addAudit } from '#clinic'
import { may } from '#clinic/pure'
import { searchClients } from '#clients'
import { requestContext } from '#platform/context'
import { sayDayAndTime, sayPhone } from '#platform/say'
import { minuteFrom } from '#platform/time'
import type { Route } from './+types/clients.page'
import { atWorkFor } from '../may.server.ts'
import { ClientsPanel } from './clients.panel.tsx'
import { saySame } from './same-words.server.ts'

const shown = 20

export async function loader({ url, context }: Route.LoaderArgs) {
  const { clinic, staff, language } = atWorkFor(context, 'see-clients')
  const { inClinic, now } = context.get(requestContext)
  const asked = (url.searchParams.get('q') ?? '').slice(0, 200)
  const saying = { zone: clinic.zone, language }
  const here = minuteFrom(now())
  const { found, visits } = await inClinic(async (trx) => {
    const search = await searchClients(trx, { text: asked, limit: shown })
    const ids = search.clients.map(({ id }) => id)
    const actor = `staff:${staff.id}` as const
    const detail = { clients: ids }
    await addAudit(trx, { at: now(), actor, act: 'clients-searched', subject: staff.id, detail })
    return { found: search, visits: await readVisitsOf(trx, ids) }
  })
  return {
    language,
    clinic: clinic.name,
    asked,
    more: found.more,
    mayImport: may(staff.role, 'import-clients'),
    clients: found.clients.map((client) => {
      const next = visits.find(
        (visit) => visit.client.id === client.id && visit.state === 'booked' && visit.start > here,
      )
      return {
        id: client.id,
        name: client.name,
        phone: client.phone === '' ? '' : sayPhone(client.phone),
        email: client.email,
        next: next && { href: `/staff/visits/${next.id}`, words: sayDayAndTime(next.start, saying) },
        same: client.possiblySame.map((same) => saySame(client.id, same, language)),
      }
    }),
  }
}

export default function ClientsPage({ loaderData }: Route.ComponentProps) {
  return <ClientsPanel {...loaderData} />
}
