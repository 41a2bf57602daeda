import { data, redirect } from 'react-router'
import { z } from 'zod'
import { addAudit } from '#clinic'
import { may } from '#clinic/pure'
import { canSend, countMessages, listMessages, resendMessage, tellCalled } from '#messages'
import { requestContext } from '#platform/context'
import type { Route } from './+types/messages.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { MessagesPanel } from './messages.panel.tsx'
import { filterFrom, statesOf } from './filters.ts'
import { shownFrom } from './shown-message.server.ts'

const newest = 100

export async function loader({ context, url }: Route.LoaderArgs) {
  const { clinic, staff, language } = atWorkFor(context, 'see-messages')
  const { inClinic, now, config } = context.get(requestContext)
  const filter = filterFrom(url.searchParams.get('state'))
  const found = await inClinic(async (trx) => {
    const actor = `staff:${staff.id}` as const
    await addAudit(trx, { at: now(), actor, act: 'messages-looked-at', subject: staff.id })
    return {
      counts: await countMessages(trx),
      messages: await listMessages(trx, { ...statesOf(filter), limit: newest }),
    }
  })
  const can = canSend(config)
  const reader = { clinic, language, can, now: now(), mayReadAnswers: may(staff.role, 'read-question') }
  const done = z.enum(['resent', 'called', 'already']).safeParse(url.searchParams.get('done'))
  return {
    language,
    clinic: clinic.name,
    filter,
    counts: found.counts,
    canSend: can.email || can.sms,
    done: done.data,
    messages: found.messages.map((message) => shownFrom(message, reader)),
  }
}

const wish = z.object({ act: z.enum(['resend', 'called']), message: z.uuid() })

export async function action({ context, request, url }: Route.ActionArgs) {
  const { staff } = atWorkFor(context, 'resend-message')
  const { inClinic, now } = context.get(requestContext)
  const read = wish.safeParse(await readForm(request))
  if (!read.success) throw data(null, { status: 422 })
  const { act, message } = read.data
  const by = { id: message, staff: staff.id, now: now() }
  const answer = await inClinic(async (trx) =>
    act === 'resend' ? await resendMessage(trx, by) : await tellCalled(trx, by),
  )
  const done = 'refused' in answer ? 'already' : act === 'resend' ? 'resent' : 'called'
  throw redirect(`/staff/messages?state=${filterFrom(url.searchParams.get('state'))}&done=${done}`, 303)
}

export default function MessagesPage({ loaderData }: Route.ComponentProps) {
  return <MessagesPanel {...loaderData} />
}
