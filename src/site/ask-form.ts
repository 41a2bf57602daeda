import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { parsePhoneNumberFromString as parseMobile } from 'libphonenumber-js/mobile'
import { z } from 'zod'
import { type ReachWhen, reachTimes, type Way, ways } from '#questions/contract'
import { formText } from './form-text.ts'

/** What somebody typed, as it is shown again and carried from step to step in the form itself, never in an address. */
export type AskValues = {
  readonly question: string
  readonly name: string
  readonly way: string
  readonly when: string
  readonly consent: string
  readonly reach: string
  /** The signed time at which the form was opened. */
  readonly opened: string
  /** A field that nobody sees: what stands in it was written by a program. */
  readonly website: string
}

export type AskFault = 'question' | 'name' | 'way' | 'when' | 'consent' | 'reach'

export const longestQuestion = 2000

export const noValues: AskValues = {
  question: '',
  name: '',
  way: '',
  when: 'any',
  consent: '',
  reach: '',
  opened: '',
  website: '',
}

export function askValuesFrom(form: FormData): AskValues {
  const text = (name: keyof AskValues) => formText(form, name)
  return {
    question: text('question').replaceAll('\r\n', '\n').trim(),
    name: text('name').trim(),
    way: text('way'),
    when: text('when') || 'any',
    consent: text('consent'),
    reach: text('reach').trim(),
    opened: text('opened'),
    website: text('website'),
  }
}

const question = z.string().min(3).max(longestQuestion)
/** No line breaks or other control characters: a name stands in the head of a mail. */
const name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u)
const about = z.object({
  question,
  name,
  way: z.enum(ways),
  when: z.enum(reachTimes),
  consent: z.literal('yes'),
})

export function questionFaults(values: AskValues): AskFault[] {
  return question.safeParse(values.question).success ? [] : ['question']
}

/** Who asks and how she wants to be answered; the address or number comes after. */
export function contactFaults(values: AskValues, can: { readonly sms: boolean }): AskFault[] {
  const read = about.safeParse(values)
  const wrong = new Set(read.error?.issues.map((issue) => issue.path[0]))
  // The page shows no such way then; a form that was drawn before, or written by hand, may name it.
  if (values.way === 'sms' && !can.sms) wrong.add('way')
  return (['question', 'name', 'way', 'when', 'consent'] as const).filter((field) => wrong.has(field))
}

export type Asked = {
  readonly body: string
  readonly name: string
  readonly way: Way
  readonly reachWhen: ReachWhen
  readonly reachAt: string
}

/** All of it as it can be kept, or the fields that cannot be used. */
export function readAsked(
  values: AskValues,
  can: { readonly sms: boolean },
): { readonly asked: Asked } | { readonly faults: AskFault[] } {
  const read = about.safeParse(values)
  const reachAt = reachFrom(values)
  const faults = contactFaults(values, can)
  if (!read.success || faults.length > 0 || reachAt === undefined) {
    return { faults: [...faults, ...(reachAt === undefined ? (['reach'] as const) : [])] }
  }
  const { question: body, when: reachWhen, way } = read.data
  return { asked: { body, name: read.data.name, way, reachWhen, reachAt } }
}

function reachFrom({ way, reach }: AskValues): string | undefined {
  if (way === 'email') return emailFrom(reach)
  return way === 'sms' ? mobileFrom(reach) : phoneFrom(reach)
}

function emailFrom(text: string): string | undefined {
  return z.email().max(254).safeParse(text).data
}

/** Numbers without a country are Swedish; E.164, or undefined when it is no number that can be called. */
function phoneFrom(text: string): string | undefined {
  const number = text.length <= 40 ? parsePhoneNumberFromString(text, 'SE') : undefined
  return number?.isValid() ? number.number : undefined
}

/** A landline takes no SMS: only a number that may be a mobile one is one here. */
function mobileFrom(text: string): string | undefined {
  const number = text.length <= 40 ? parseMobile(text, 'SE') : undefined
  return number?.isValid() ? number.number : undefined
}
