import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'
import type { NewClient } from '#clinic/contract'
import { formText } from './form-text.ts'

/** What the client typed, as it is shown again. */
export type ClientValues = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly contact: string
}
export type ClientFault = keyof ClientValues

const plainText = /^\P{Cc}*$/u

const shape = z.object({
  name: z.string().trim().min(1).max(200).regex(plainText),
  email: z.email().max(254),
  phone: z.string().max(40).transform(phoneFrom).pipe(z.string()),
  contact: z.enum(['email', 'sms', 'phone']),
})

export function clientValuesFrom(form: FormData): ClientValues {
  return {
    name: formText(form, 'name'),
    email: formText(form, 'email').trim(),
    phone: formText(form, 'phone').trim(),
    contact: formText(form, 'contact'),
  }
}

/** The client as she can be kept, or the fields that cannot be used. */
export function readClient(
  values: ClientValues,
): { readonly client: NewClient } | { readonly faults: readonly ClientFault[] } {
  const read = shape.safeParse(values)
  if (read.success) return { client: read.data }
  const faults = new Set(read.error.issues.map((issue) => issue.path[0]))
  return { faults: (['name', 'email', 'phone', 'contact'] as const).filter((field) => faults.has(field)) }
}

/** Numbers without a country are Swedish; E.164, or undefined when it is no number that can be called. */
function phoneFrom(text: string): string | undefined {
  const number = parsePhoneNumberFromString(text, 'SE')
  return number?.isValid() ? number.number : undefined
}
