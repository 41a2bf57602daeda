import { addAudit } from '#clinic'
import { addClient, identifyClients } from '#clients'
import { postMessage } from '#messages'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { addAnswer } from './answers.store.ts'
import type { Question } from './contract.ts'
import { changeQuestion } from './questions.store.ts'
import { lockOpen, type Taking } from './take-question.ts'

export type Answering = Taking & {
  readonly body: string
  /** A link to booking that knows her name and how she is reached goes with it. */
  readonly withBookingLink?: boolean
}

/**
 * Answers by the way that she chose. An e-mail or SMS is a message in the outbox like any other, so she gets a card
 * in the register first, if she has none: messages go to clients, and whoever the clinic writes to is one. Somebody who asked and was
 * called, or was never answered, has none. A call is made by a person: the words kept are what was said.
 */
export async function answerQuestion(
  trx: ClinicTransaction,
  answering: Answering,
): Promise<
  { readonly answered: string; readonly message?: string } | Refusal<'unknown-question' | 'already-answered'>
> {
  const question = await lockOpen(trx, answering)
  if ('refused' in question) return question
  const { by, body, now } = answering
  const told = question.way === 'phone' ? undefined : await tell(trx, question, answering)
  const message = told?.message
  await addAnswer(trx, { question: question.id, body, by, now, way: question.way, message })
  await changeQuestion(trx, question.id, {
    state: 'answered',
    takenBy: by,
    answeredAt: now,
    client: told?.client,
  })
  const detail = { way: question.way }
  await addAudit(trx, {
    at: now,
    actor: `staff:${by}`,
    act: 'question-answered',
    subject: question.id,
    detail,
  })
  return { answered: question.id, ...(message !== undefined && { message }) }
}

/** Whoever asks again, or has been here before, has a card: the same name, reached at the same number or address. */
async function findCard(
  trx: ClinicTransaction,
  { name, reachAt }: Pick<Question, 'name' | 'reachAt'>,
): Promise<string | undefined> {
  const named = (text: string) => text.normalize('NFC').trim().toLowerCase()
  const known = (await identifyClients(trx, [reachAt])).get(reachAt) ?? []
  // The letter goes to the card's present number or address, and it must be the one that she gave.
  const isSame = (one: (typeof known)[number]) =>
    named(one.name) === named(name) && [one.phone, one.email.toLowerCase()].includes(reachAt.toLowerCase())
  return known.find(isSame)?.id
}

async function tell(
  trx: ClinicTransaction,
  question: Question,
  { body, withBookingLink = false, now }: Answering,
): Promise<{ readonly client: string; readonly message: string }> {
  const { name, way, reachAt, language } = question
  const email = way === 'email' ? reachAt : ''
  const phone = way === 'email' ? '' : reachAt
  const client =
    question.client ??
    (await findCard(trx, question)) ??
    (await addClient(trx, { name, email, phone, contact: way, language, now }))
  const payload = { reply: body, ...(withBookingLink && { bookingFrom: question.id }) }
  const message = await postMessage(trx, {
    client,
    kind: 'question-answered' as const,
    language,
    channel: way,
    payload,
    now,
  })
  return { client, message }
}
