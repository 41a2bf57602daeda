import type { Clinic } from '#clinic/contract'
import { type KeptMessage, letterFromMessage } from '#messages'
import type { Language } from '#platform/language'
import { sayPhone, sayShortDay, sayTime } from '#platform/say'
import { minuteFrom } from '#platform/time'
import { m } from '#platform/words'
import type { Temporal } from 'temporal-polyfill'
import type { ShownMessage } from './messages.panel.tsx'

type Reader = {
  readonly clinic: Clinic
  readonly language: Language
  readonly can: { readonly email: boolean; readonly sms: boolean }
  readonly now: Temporal.Instant
  /** An answer to a question may hold as much of somebody's health as a note. */
  readonly mayReadAnswers: boolean
}

/**
 * A message as the client will read it, in her language, with one difference: where her secret link will stand, a
 * colleague reads that it will, since whoever has the link may cancel.
 */
export function shownFrom(message: KeptMessage, reader: Reader): ShownMessage {
  const link = m.staff_letter_link({}, { locale: message.language })
  const { subject, text, sms } = letterFromMessage(message, { clinic: reader.clinic, link })
  const { channel, state } = message
  const isHidden = message.kind === 'question-answered' && !reader.mayReadAnswers
  return {
    id: message.id,
    client: message.client.name,
    to: channel === 'email' ? message.client.email : sayPhone(message.client.phone),
    language: message.language,
    at: message.createdAt.toString(),
    when: sayWhen(message.createdAt, reader),
    subject,
    text: isHidden
      ? m.questions_inbox_outbox_hidden({}, { locale: reader.language })
      : channel === 'sms'
        ? sms
        : text,
    state,
    stateWords: sayState(message, reader),
    canResend: state === 'failed',
    canCall: state === 'waiting' && channel === 'phone',
  }
}

function sayState(message: KeptMessage, reader: Reader): string {
  const locale = { locale: reader.language }
  switch (message.state) {
    case 'sent': {
      const when = sayWhen(message.sentAt ?? message.createdAt, reader)
      return message.channel === 'phone'
        ? m.outbox_state_called({ when }, locale)
        : m.outbox_state_sent({ when }, locale)
    }
    case 'sending':
      return m.outbox_state_sending({}, locale)
    case 'failed':
      return m.outbox_state_failed({ why: sayWhy(message, reader.language) }, locale)
    case 'withdrawn':
      return m.outbox_state_withdrawn({}, locale)
    case 'waiting':
      return sayWaiting(message, reader)
  }
}

function sayWaiting(message: KeptMessage, reader: Reader): string {
  const locale = { locale: reader.language }
  const { channel, dueAt } = message
  if (channel === 'phone') return m.staff_message_to_call({}, locale)
  if (!reader.can[channel]) {
    return channel === 'email' ? m.staff_message_no_mail({}, locale) : m.staff_message_no_sms({}, locale)
  }
  const when = sayWhen(dueAt, reader)
  if (message.failure) {
    return m.outbox_state_again({ when, why: sayWhy(message, reader.language) }, locale)
  }
  const isLater = dueAt.epochMilliseconds > reader.now.epochMilliseconds
  return isLater ? m.outbox_state_quiet({ when }, locale) : m.outbox_state_soon({}, locale)
}

function sayWhy({ failure, answerCode }: KeptMessage, language: Language): string {
  const locale = { locale: language }
  const code = String(answerCode ?? '–')
  switch (failure) {
    case 'no-answer':
      return m.outbox_why_no_answer({}, locale)
    case 'later':
      return m.outbox_why_later({ code }, locale)
    case 'refused':
      return m.outbox_why_refused({ code }, locale)
    case 'sign-in':
      return m.outbox_why_sign_in({}, locale)
    case 'address':
      return m.outbox_why_address({}, locale)
    case 'in-doubt':
      return m.outbox_why_in_doubt({}, locale)
    case 'broken':
    case undefined:
      return m.outbox_why_broken({}, locale)
  }
}

function sayWhen(instant: Temporal.Instant, { clinic, language }: Reader): string {
  const saying = { zone: clinic.zone, language }
  const minute = minuteFrom(instant)
  return `${sayShortDay(minute, saying)} ${sayTime(minute, saying)}`
}
