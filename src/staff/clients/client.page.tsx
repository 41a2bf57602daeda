import { data, redirect } from 'react-router'
import { z } from 'zod'
import { changeClient, undoMerge, writeNote } from '#clients'
import { requestContext } from '#platform/context'
import type { Route } from './+types/client.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { idFrom } from './asked-client.server.ts'
import { ClientCardPanel } from './client-card.panel.tsx'
import { readCard } from './client-card.server.ts'
import { clientValuesFrom, readClientForm } from './client-form.server.ts'

const dones = z.enum(['changed', 'note', 'merged', 'undone', 'booked'])
const noteShape = z.string().trim().min(1).max(4000)

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-clients')
  const client = idFrom(params.client)
  const { inClinic, now } = context.get(requestContext)
  const read = await inClinic((trx) => readCard(trx, { client, now: now() }, atWork))
  if (!('refused' in read)) return { ...read.card, done: dones.safeParse(url.searchParams.get('done')).data }
  if (read.refused === 'merged-away') throw redirect(`/staff/clients/${read.into}`, 303)
  throw data(null, { status: 404 })
}

type Asked = Pick<Route.ActionArgs, 'context'> & {
  readonly client: string
  readonly form: Readonly<Record<string, string>>
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const asked = { context, client: idFrom(params.client), form: await readForm(request) }
  switch (asked.form['act']) {
    case 'note':
      return write(asked)
    case 'undo':
      return takeApart(asked)
    default:
      return change(asked)
  }
}

async function change({ context, client, form }: Asked) {
  const { staff } = atWorkFor(context, 'change-client')
  const { inClinic, now } = context.get(requestContext)
  const values = clientValuesFrom(form)
  const read = readClientForm(values)
  if ('faults' in read) return data({ act: 'change' as const, faults: read.faults, values }, { status: 422 })
  const by = `staff:${staff.id}` as const
  const answer = await inClinic((trx) => changeClient(trx, { client, values: read.client, by, now: now() }))
  return leaveFor(answer, `/staff/clients/${client}?done=changed`)
}

async function write({ context, client, form }: Asked) {
  const { staff } = atWorkFor(context, 'write-note')
  const { inClinic, now } = context.get(requestContext)
  const body = noteShape.safeParse(form['body'])
  if (!body.success)
    return data({ act: 'note' as const, body: (form['body'] ?? '').slice(0, 10_000) }, { status: 422 })
  const note = { client, body: body.data, staff: staff.id, now: now() }
  const answer = await inClinic((trx) => writeNote(trx, note))
  return leaveFor(answer, `/staff/clients/${client}?done=note`)
}

async function takeApart({ context, client, form }: Asked) {
  const { staff } = atWorkFor(context, 'merge-clients')
  const { inClinic, now } = context.get(requestContext)
  const merge = idFrom(form['merge'])
  const by = `staff:${staff.id}` as const
  const answer = await inClinic((trx) => undoMerge(trx, { merge, by, now: now() }))
  if ('refused' in answer && answer.refused === 'undo-the-later-first')
    return data({ act: 'undo' as const }, { status: 409 })
  return leaveFor(answer, `/staff/clients/${client}?done=undone`)
}

/** A card that is no longer there, or was merged away, is answered by its own address. */
function leaveFor(answer: object, path: string): never {
  if ('refused' in answer) throw redirect(path.replace(/\?.*/, ''), 303)
  throw redirect(path, 303)
}

export default function ClientPage({ loaderData, actionData }: Route.ComponentProps) {
  return <ClientCardPanel {...loaderData} sent={actionData} />
}
