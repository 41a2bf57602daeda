import { addAudit } from '#clinic'
import { listMessages } from '#messages'
import { requestContext } from '#platform/context'
import { type Saying, sayPhone, sayShortDay, sayTime } from '#platform/say'
import { minuteFrom } from '#platform/time'
import type { Route } from './+types/messages.page'
import { staffContext } from '../staff-context.ts'
import { letterFromMessage } from './letter-from-message.server.ts'
import { MessagesPanel } from './messages.panel.tsx'

const newest = 100

export async function loader({ context }: Route.LoaderArgs) {
  const { inClinic, now } = context.get(requestContext)
  const { clinic, staff, language } = context.get(staffContext)
  const messages = await inClinic(async (trx) => {
    const actor = `staff:${staff.id}` as const
    await addAudit(trx, { at: now(), actor, act: 'messages-looked-at', subject: staff.id })
    return listMessages(trx, newest)
  })
  return {
    language,
    clinic: clinic.name,
    messages: messages.map((message) => ({
      id: message.id,
      client: message.client.name,
      channel: message.channel,
      to: message.channel === 'email' ? message.client.email : sayPhone(message.client.phone),
      language: message.language,
      state: message.state,
      at: message.createdAt.toString(),
      when: sayWhen(minuteFrom(message.createdAt), { zone: clinic.zone, language }),
      letter: letterFromMessage(message, clinic),
    })),
  }
}

function sayWhen(minute: number, saying: Saying): string {
  return `${sayShortDay(minute, saying)} ${sayTime(minute, saying)}`
}

export default function MessagesPage({ loaderData }: Route.ComponentProps) {
  return <MessagesPanel {...loaderData} />
}
