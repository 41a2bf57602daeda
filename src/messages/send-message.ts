/**
 * Sends one message: claim it, hand it over, settle what came of it. The claim is committed before anything leaves
 * the house and the outcome after, so a process that is killed in between leaves a claim that runs out, and the
 * message is sent again: never lost, told twice at the most.
 */
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { readClinic } from '#clinic'
import type { Clinic } from '#clinic/contract'
import type { ClinicTransaction, InClinic } from '#platform/db'
import type { Language } from '#platform/language'
import type { Mail, SendOutcome, Senders, Sms } from '#platform/senders'
import { calendarFromMessage } from './calendar-from-message.ts'
import type { MessagePayload } from './contract.ts'
import { letterFromMessage } from './letter-from-message.ts'
import { type ClaimedMessage, claimMessage, settleMessage } from './outbox.store.ts'
import { afterTry, type TryOutcome } from './pure/index.ts'

export type Sending = {
  readonly inClinic: InClinic
  readonly senders: Senders
  /** The page that the message leads to, if any. Its link stands in the message alone and is made when that is sent. */
  readonly linkTo: (
    trx: ClinicTransaction,
    page: Pick<MessagePayload, 'course' | 'bookingFrom'> & { readonly language: Language },
  ) => Promise<string | undefined>
  readonly now: () => Temporal.Instant
  /** From 0 to 1. */
  readonly random: () => number
  /** A message is claimed for so long; longer than any try takes. */
  readonly claimSeconds: number
  readonly onBreakage: (error: unknown) => void
}

export async function sendMessage(
  sending: Sending,
  { clinic, id }: { readonly clinic: string; readonly id: string },
): Promise<'sent' | 'waiting' | 'failed' | 'nothing-to-send'> {
  const { inClinic, now } = sending
  const claimed = await inClinic(clinic, async (trx) => {
    const at = now()
    return claimMessage(trx, { id, now: at, until: at.add({ seconds: sending.claimSeconds }) })
  })
  if (!claimed) return 'nothing-to-send'
  const outcome = await tryToSend(sending, clinic, claimed)
  const doubts = !outcome.sent && outcome.again === 'in-doubt' ? claimed.doubts + 1 : claimed.doubts
  const { tries } = claimed
  const after = afterTry(outcome, { tries, doubts, spread: sending.random() })
  await inClinic(clinic, async (trx) => {
    if (after.state === 'sent') return settleMessage(trx, { id, tries, state: 'sent', at: now() })
    const dueAt = now().add({ seconds: after.state === 'waiting' ? after.waitSeconds : 0 })
    const answerCode = outcome.sent ? undefined : outcome.code
    return settleMessage(trx, {
      id,
      tries,
      state: after.state,
      failure: after.why,
      answerCode,
      doubts,
      dueAt,
    })
  })
  return after.state
}

/** What breaks on our side before the message leaves is a try too, or it would be claimed again for ever. */
async function tryToSend(sending: Sending, clinic: string, message: ClaimedMessage): Promise<TryOutcome> {
  try {
    const ready = await sending.inClinic(clinic, async (trx) => ({
      clinic: await readClinic(trx),
      link: await sending.linkTo(trx, { ...message.payload, language: message.language }),
    }))
    return await handOver(sending, message, ready)
  } catch (error) {
    sending.onBreakage(error)
    return { sent: false, again: 'later', why: 'broken' }
  }
}

type Ready = { readonly clinic: Clinic; readonly link: string | undefined }

async function handOver(
  { senders, now }: Sending,
  message: ClaimedMessage,
  ready: Ready,
): Promise<SendOutcome> {
  const isMail = message.channel === 'email'
  if (isMail ? !isAddress(message.client.email) : !isNumber(message.client.phone)) {
    return { sent: false, again: 'never', why: 'address' }
  }
  if (isMail && senders.mail) return senders.mail(mailFrom(message, ready, now()))
  if (!isMail && senders.sms) return senders.sms(smsFrom(message, ready))
  throw new Error(`Nothing here sends by ${message.channel}.`)
}

function mailFrom(message: ClaimedMessage, { clinic, link }: Ready, now: Temporal.Instant): Mail {
  const letter = letterFromMessage(message, { clinic, link })
  const calendar = calendarFromMessage(message, { clinic, now })
  return {
    id: message.id,
    from: clinic.name,
    replyTo: clinic.email,
    to: { name: message.client.name, address: message.client.email },
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    ...(calendar && { calendar }),
  }
}

function smsFrom(message: ClaimedMessage, ready: Ready): Sms {
  return { to: message.client.phone, text: letterFromMessage(message, ready).sms }
}

function isAddress(text: string): boolean {
  return z.email().safeParse(text).success
}

function isNumber(text: string): boolean {
  return /^\+\d{6,15}$/.test(text)
}
