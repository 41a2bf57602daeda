import { data, redirect, type RouterContextProvider } from 'react-router'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { addNote, giveBackQuestion, setWaiting, takeQuestion } from '#questions/desk'
import { requestContext } from '#platform/context'
import { dayIn } from '#platform/time'
import { atWorkFor } from '../may.server.ts'

type Context = Readonly<RouterContextProvider>
type Form = Readonly<Record<string, string>>

const farthestDays = 60

/** Hers, or nobody's: whoever sees the inbox may see to it that a question is somebody's. */
export async function carry(context: Context, question: string, act: 'take' | 'give'): Promise<never> {
  const { staff } = atWorkFor(context, 'see-questions')
  const { inClinic, now } = context.get(requestContext)
  const taking = { question, by: staff.id, now: now() }
  const answer = await inClinic(async (trx) =>
    act === 'take' ? await takeQuestion(trx, taking) : await giveBackQuestion(trx, taking),
  )
  throw leaveWith(question, answer, act === 'take' ? 'taken' : 'given')
}

export async function letWait(context: Context, question: string, form: Form) {
  const { staff, clinic } = atWorkFor(context, 'see-questions')
  const { inClinic, now } = context.get(requestContext)
  const typed = form['until'] ?? ''
  const day = z.iso.date().safeParse(typed)
  const today = dayIn(clinic.zone, now())
  const ahead = day.success ? today.until(Temporal.PlainDate.from(day.data), { largestUnit: 'days' }).days : 0
  if (!day.success || ahead < 1 || ahead > farthestDays) {
    return data({ act: 'wait' as const, until: typed.slice(0, 40) }, { status: 422 })
  }
  const until = Temporal.PlainDate.from(day.data).toZonedDateTime(clinic.zone).toInstant()
  const answer = await inClinic((trx) => setWaiting(trx, { question, by: staff.id, until, now: now() }))
  throw leaveWith(question, answer, 'waiting')
}

const noteShape = z.string().trim().min(1).max(4000)

/** Anybody may leave a word to those who treat; to read them is theirs. */
export async function noteDown(context: Context, question: string, form: Form) {
  const { staff } = atWorkFor(context, 'see-questions')
  const { inClinic, now } = context.get(requestContext)
  const body = noteShape.safeParse(form['note'])
  if (!body.success) {
    return data({ act: 'note' as const, note: (form['note'] ?? '').slice(0, 10_000) }, { status: 422 })
  }
  const note = { question, by: staff.id, body: body.data, now: now() }
  const answer = await inClinic((trx) => addNote(trx, note))
  throw leaveWith(question, answer, 'note')
}

function leaveWith(question: string, answer: object, done: string): Response {
  if (!('refused' in answer)) return redirect(`/staff/questions/${question}?done=${done}`, 303)
  if (answer.refused === 'already-answered') {
    return redirect(`/staff/questions/${question}?done=already`, 303)
  }
  return new Response(null, { status: 404 })
}
