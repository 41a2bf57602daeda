import { data, redirect, type RouterContextProvider } from 'react-router'
import { listArticles, readToldFacts } from '#guide'
import { canSend } from '#messages'
import { askQuestion, closestAnswers, countAnswered } from '#questions'
import type { Suggestion } from '#questions/contract'
import { factsOf, smellsOfHarm, type Urgency } from '#questions/pure'
import { type RequestContext, requestContext } from '#platform/context'
import { sayTime } from '#platform/say'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import { sayRedFlag } from './advice-words.ts'
import {
  type AskFault,
  type AskValues,
  askValuesFrom,
  contactFaults,
  questionFaults,
  readAsked,
} from './ask-form.ts'
import { longestSeconds, openForm, readOpened, shortestSeconds } from './ask-opened.ts'
import { formText } from './form-text.ts'
import { isTooFast } from './pace.ts'
import { readForm } from './read-form.ts'
import { siteContext } from './site-context.ts'

export type Advice = {
  readonly urgency: Urgency
  readonly facts: readonly { readonly id: string; readonly wording: string; readonly source: string }[]
}

export type AskNotice = { readonly why: 'again' } | { readonly why: 'too-many'; readonly from: string }

export type AskStep = {
  readonly at: 'question' | 'answers' | 'contact' | 'reach'
  readonly values: AskValues
  readonly faults: readonly AskFault[]
  readonly notice?: AskNotice | undefined
  /** For a question that smells of harm: stands before anything else, in every step. */
  readonly advice?: Advice | undefined
  readonly answers?: readonly Suggestion[] | undefined
}

type Asking = {
  readonly context: Readonly<RouterContextProvider>
  readonly about: string | undefined
  readonly values: AskValues
}

/** One press of a button: what comes next, with nothing lost of what was typed. */
export async function takeStep(context: Readonly<RouterContextProvider>, request: Request) {
  const { keys, now, config } = context.get(requestContext)
  const form = await readForm(request)
  const typed = askValuesFrom(form)
  const isOpened = readOpened(keys, typed.opened) !== undefined
  const values = isOpened ? typed : { ...typed, opened: openForm(keys, secondsOf(now())) }
  const about = new URL(request.url).searchParams.get('about')?.slice(0, 100) || undefined
  const asking = { context, about, values }
  switch (form.get('act')) {
    case 'answered':
      return thank(context, formText(form, 'answer'))
    case 'rewrite':
      return step(asking, { at: 'question' })
    case 'contact':
      return step(asking, { at: 'contact' })
    case 'reach': {
      const faults = contactFaults(values, canSend(config))
      return faults.length > 0 ? step(asking, { at: placeOf(faults), faults }) : step(asking, { at: 'reach' })
    }
    case 'send':
      return send(asking, isOpened)
    default:
      return lookForAnswers(asking)
  }
}

async function lookForAnswers(asking: Asking) {
  const { context, values } = asking
  const { inClinic, now } = context.get(requestContext)
  const { language, clinic } = context.get(siteContext)
  const faults = questionFaults(values)
  if (faults.length > 0) return step(asking, { at: 'question', faults })
  // Looking is a kindness that costs reckoning; who looks too often goes on without it, and loses nothing.
  const today = dayIn(clinic.zone, now())
  const answers = (await isTooFast(context, 'look-for-answers'))
    ? []
    : await inClinic((trx) => closestAnswers(trx, { words: values.question, language, today }))
  const isHarm = smellsOfHarm(values.question) !== undefined
  return step(asking, answers.length > 0 || isHarm ? { at: 'answers', answers } : { at: 'contact' })
}

async function thank(context: Readonly<RouterContextProvider>, key: string): Promise<never> {
  const { inClinic } = context.get(requestContext)
  const { language } = context.get(siteContext)
  await inClinic((trx) => countAnswered(trx, { key: key.slice(0, 200), language }))
  throw redirect(`/${language}/ask/done?answered`, 303)
}

async function send(asking: Asking, isOpened: boolean) {
  const { context, about, values } = asking
  const { inClinic, now, keys, config } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const read = readAsked(values, canSend(config))
  if ('faults' in read) return step(asking, { at: placeOf(read.faults), faults: read.faults })
  const opened = readOpened(keys, values.opened)
  if (!opened || !isOpened || !looksWritten(values, secondsOf(now()) - opened.seconds))
    return askAgain(asking)
  if (await isTooFast(context, 'ask')) return tooMany(asking)
  const { answerBy } = await inClinic(async (trx) => {
    const articles = about === undefined ? [] : await listArticles(trx, language)
    const isThere = articles.some(({ articleId }) => articleId === about)
    const asked = { ...read.asked, about: isThere ? about : undefined, language }
    return askQuestion(trx, { ...asked, form: opened.form, now: now() })
  })
  const by = dayIn(clinic.zone, instantFrom(answerBy)).toString()
  const urgency = smellsOfHarm(values.question)?.urgency
  throw redirect(`/${language}/ask/done?by=${by}${urgency ? `&urgent=${urgency}` : ''}`, 303)
}

/** By a person: the field that nobody sees is empty, and the form was open neither for a moment nor for hours. */
function looksWritten({ website }: AskValues, openSeconds: number): boolean {
  return website === '' && openSeconds >= shortestSeconds && openSeconds <= longestSeconds
}

/**
 * Who looks like a program may be a person whose browser fills in fields, or who left the page open over lunch. The
 * form comes back as it was, opened anew if need be, and one more press sends it.
 */
function askAgain(asking: Asking) {
  const { keys, now } = asking.context.get(requestContext)
  const seconds = secondsOf(now())
  const opened = readOpened(keys, asking.values.opened)
  const isOld = !opened || seconds - opened.seconds > longestSeconds
  const values = {
    ...asking.values,
    website: '',
    opened: isOld ? openForm(keys, seconds) : asking.values.opened,
  }
  return step({ ...asking, values }, { at: 'reach', notice: { why: 'again' }, status: 422 })
}

const waitSeconds = 60

function tooMany(asking: Asking) {
  const { now } = asking.context.get(requestContext)
  const { clinic, language } = asking.context.get(siteContext)
  const from = sayTime(minuteFrom(now().add({ seconds: waitSeconds })) + 1, { language, zone: clinic.zone })
  return step(asking, { at: 'reach', notice: { why: 'too-many', from }, status: 429 })
}

type Next = Pick<AskStep, 'at'> & Partial<Omit<AskStep, 'values' | 'advice'>> & { readonly status?: number }

async function step({ context, values }: Asking, { status, ...next }: Next) {
  const { language } = context.get(siteContext)
  const faults = next.faults ?? []
  const advice = await adviceFor(context.get(requestContext), { question: values.question, language })
  const shown: AskStep = { ...next, values, faults, advice }
  return data(shown, {
    status: status ?? (faults.length > 0 ? 422 : 200),
    ...(status === 429 && { headers: { 'Retry-After': String(waitSeconds) } }),
  })
}

async function adviceFor(
  { inClinic }: RequestContext,
  { question, language }: { readonly question: string; readonly language: 'sv' | 'en' },
): Promise<Advice | undefined> {
  const harm = smellsOfHarm(question)
  if (!harm) return undefined
  const facts = await inClinic((trx) => readToldFacts(trx, factsOf(harm)))
  return {
    urgency: harm.urgency,
    facts: facts.map((fact) => ({
      id: fact.factId,
      wording: sayRedFlag(fact, language),
      source: fact.source,
    })),
  }
}

/** The step in which the first of these fields stands. */
function placeOf(faults: readonly AskFault[]): AskStep['at'] {
  if (faults.includes('question')) return 'question'
  return faults.every((fault) => fault === 'reach') ? 'reach' : 'contact'
}

function secondsOf(now: { readonly epochMilliseconds: number }): number {
  return Math.floor(now.epochMilliseconds / 1000)
}
