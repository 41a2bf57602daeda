import { type DayVisit, readVisitsOf } from '#booking/desk'
import { addAudit, listServices } from '#clinic'
import type { Service } from '#clinic/contract'
import { may } from '#clinic/pure'
import { readClient } from '#clients'
import type { Merge, Note } from '#clients/contract'
import { type KeptMessage, letterFromMessage, listClientMessages } from '#messages'
import type { ClinicTransaction } from '#platform/db'
import { type Saying, sayDayAndTime, sayPhone } from '#platform/say'
import { minuteFrom } from '#platform/time'
import { m } from '#platform/words'
import type { Temporal } from 'temporal-polyfill'
import type { AtWork } from '../staff-context.ts'
import type { ClientCardProps, CardVisit } from './client-card.panel.tsx'
import { saySame } from './same-words.server.ts'

const newestMessages = 50

type Card = Omit<ClientCardProps, 'done' | 'sent'>

/** The card as this role may see it: the notes of others are not even read. Who looked is written down. */
export async function readCard(
  trx: ClinicTransaction,
  { client: id, now }: { readonly client: string; readonly now: Temporal.Instant },
  { staff, clinic, language }: AtWork,
) {
  const mayRead = may(staff.role, 'see-notes')
  const read = await readClient(trx, { client: id, notes: mayRead })
  if ('refused' in read) return read
  await addAudit(trx, { at: now, actor: `staff:${staff.id}`, act: 'client-looked-at', subject: id })
  const { client } = read
  const saying = { zone: clinic.zone, language }
  const services = await listServices(trx)
  const visits = await readVisitsOf(trx, [id])
  const messages = await listClientMessages(trx, { client: id, limit: newestMessages })
  const nowMinute = minuteFrom(now)
  const isComing = ({ state, start }: DayVisit) => state === 'booked' && start > nowMinute
  const card: Card = {
    language,
    clinic: clinic.name,
    id,
    values: client,
    phone: client.phone === '' ? undefined : { href: `tel:${client.phone}`, words: sayPhone(client.phone) },
    same: read.possiblySame.map((same) => saySame(id, same, language)),
    coming: visits.filter(isComing).map((visit) => cardVisitFrom(visit, services, saying)),
    past: visits
      .filter((visit) => !isComing(visit))
      .toReversed()
      .map((visit) => cardVisitFrom(visit, services, saying)),
    messages: messages.map((message) => ({
      id: message.id,
      when: sayDayAndTime(minuteFrom(message.createdAt), saying),
      subject: letterFromMessage(message, { clinic, link: '' }).subject,
      language: message.language,
      state: sayMessage(message, saying),
    })),
    notes: mayRead ? read.notes.map((note) => noteFrom(note, saying)) : undefined,
    mayWrite: may(staff.role, 'write-note'),
    merges: read.merges.map((merge) => ({ id: merge.id, words: sayMerge(merge, saying) })),
  }
  return { card }
}

function cardVisitFrom(visit: DayVisit, services: readonly Service[], saying: Saying): CardVisit {
  const locale = { locale: saying.language }
  const state = {
    cancelled: m.register_visit_cancelled({}, locale),
    missed: m.register_visit_missed({}, locale),
  }
  return {
    id: visit.id,
    when: sayDayAndTime(visit.start, saying),
    what: [services.find(({ id }) => id === visit.service)?.name[saying.language], visit.therapist?.name]
      .filter(Boolean)
      .join(', '),
    ...((visit.state === 'cancelled' || visit.state === 'missed') && { state: state[visit.state] }),
  }
}

function sayMessage({ state }: KeptMessage, { language }: Saying): string {
  const locale = { locale: language }
  if (state === 'sent') return m.register_message_sent({}, locale)
  return state === 'failed' ? m.register_message_failed({}, locale) : m.register_message_waiting({}, locale)
}

function noteFrom({ id, body, writtenBy, writtenAt }: Note, saying: Saying) {
  return { id, body, by: `${writtenBy}, ${sayDayAndTime(writtenAt, saying)}` }
}

function sayMerge({ mergedName, mergedAt }: Merge, saying: Saying): string {
  return m.register_merged_from(
    { name: mergedName, when: sayDayAndTime(mergedAt, saying) },
    { locale: saying.language },
  )
}
