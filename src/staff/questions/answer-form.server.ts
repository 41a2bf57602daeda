import { data, redirect, type RouterContextProvider } from 'react-router'
import { letterFromMessage } from '#messages'
import { bookingLinkFor } from '#questions'
import { answerQuestion, readQuestion } from '#questions/desk'
import type { WholeQuestion } from '#questions/contract'
import { smsLength } from '#questions/pure'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import { atWorkFor } from '../may.server.ts'
import type { TriedAnswer } from './answer-form.panel.tsx'
import { templates, withTemplate } from './templates.ts'

type Context = Readonly<RouterContextProvider>
type Form = Readonly<Record<string, string>>

const mostSigns = 5000
const mostMessages = 8

/** A template, a count, or the answer itself: what was typed comes back as it was until it is sent. */
export async function answerAsAsked(context: Context, id: string, form: Form) {
  const { staff, clinic } = atWorkFor(context, 'answer-question')
  const { inClinic, now } = context.get(requestContext)
  const question = await inClinic((trx) => readQuestion(trx, { question: id, now: now() }))
  if ('refused' in question) throw data(null, { status: 404 })
  const typed = {
    body: (form['body'] ?? '').replaceAll('\r\n', '\n').slice(0, 2 * mostSigns),
    withLink: form['link'] === 'yes',
  }
  const template = templates.find((one) => form['act'] === `template-${one}`)
  if (template) {
    const filling = {
      name: question.name,
      phone: clinic.phone,
      staff: staff.name,
      language: question.language,
    }
    return triedWith(context, question, { ...typed, body: withTemplate(typed.body, template, filling) })
  }
  if (form['act'] !== 'answer') return triedWith(context, question, typed)
  return send(context, question, typed)
}

type Typed = Pick<TriedAnswer, 'body' | 'withLink'>

function triedWith(context: Context, question: WholeQuestion, typed: Typed) {
  const tried: TriedAnswer = { act: 'answer', ...typed, length: lengthOf(context, question, typed) }
  return data(tried)
}

async function send(context: Context, question: WholeQuestion, typed: Typed) {
  const { staff, language } = atWorkFor(context, 'answer-question')
  const { inClinic, now } = context.get(requestContext)
  const length = lengthOf(context, question, typed)
  const tried: TriedAnswer = { act: 'answer', ...typed, length }
  const fault = faultOf(typed.body, length, language)
  if (fault !== undefined) return data({ ...tried, fault }, { status: 422 })
  const answer = { question: question.id, by: staff.id, body: typed.body.trim(), now: now() }
  const withBookingLink = typed.withLink && question.way !== 'phone'
  const sent = await inClinic((trx) => answerQuestion(trx, { ...answer, withBookingLink }))
  // Somebody was quicker: hers is sent to nobody, and she reads it beside what was sent.
  if ('refused' in sent) return data({ ...tried, tooLate: true }, { status: 409 })
  const done = question.way === 'phone' ? 'called' : 'answered'
  throw redirect(`/staff/questions/${question.id}?done=${done}`, 303)
}

function faultOf(body: string, length: TriedAnswer['length'], language: 'sv' | 'en'): string | undefined {
  const locale = { locale: language }
  if (body.trim() === '') return m.questions_inbox_fault_empty({}, locale)
  if (body.length > mostSigns) return m.questions_inbox_fault_long({ most: mostSigns }, locale)
  if (length && length.messages > mostMessages)
    return m.questions_inbox_fault_sms({ most: mostMessages }, locale)
  return undefined
}

/** Of the very words that will go: with the clinic's name before them, and the link where it goes with them. */
function lengthOf(context: Context, { way, language, id }: WholeQuestion, { body, withLink }: Typed) {
  if (way !== 'sms') return undefined
  const { clinic } = atWorkFor(context, 'answer-question')
  const { keys, config } = context.get(requestContext)
  const link = config.url + bookingLinkFor({ question: id, clinic: clinic.id, language, keys })
  const told = { kind: 'question-answered' as const, language, payload: { visits: [], reply: body.trim() } }
  return smsLength(letterFromMessage(told, { clinic, link: withLink ? link : undefined }).sms)
}
