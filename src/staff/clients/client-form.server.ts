import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { z } from 'zod'
import type { NewClient } from '#clinic/contract'
import { type Language, languages } from '#platform/language'
import type { ClientFieldName, ClientValues } from './client-fields.panel.tsx'

const readable = /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u
const shape = z.object({
  name: z.string().trim().min(1).max(200).regex(readable).regex(/\p{L}/u),
  email: z.union([z.literal(''), z.email().max(254)]),
  phone: z.union([z.literal(''), z.string().max(40).transform(phoneFrom).pipe(z.string())]),
  contact: z.enum(['email', 'sms', 'phone']),
  language: z.enum(languages),
})

export function clientValuesFrom(form: Readonly<Record<string, string>>): ClientValues {
  const field = (name: ClientFieldName, most: number) => (form[name] ?? '').trim().slice(0, most)
  return {
    name: field('name', 300),
    email: field('email', 300),
    phone: field('phone', 60),
    contact: field('contact', 10),
    language: field('language', 10),
  }
}

/**
 * A card as it can be kept, or the fields that cannot be used. At the desk a number or an address is enough, but
 * the way by which she wants to be reached must be there.
 */
export function readClientForm(
  values: ClientValues,
):
  | { readonly client: NewClient & { readonly language: Language } }
  | { readonly faults: readonly ClientFieldName[] } {
  const read = shape.safeParse(values)
  if (!read.success) {
    const faults = new Set(read.error.issues.map(({ path }) => path[0]))
    return {
      faults: (['name', 'phone', 'email', 'contact', 'language'] as const).filter((one) => faults.has(one)),
    }
  }
  const { contact, email, phone } = read.data
  if (email === '' && phone === '') return { faults: ['phone'] }
  return (contact === 'email' ? email : phone) === '' ? { faults: ['contact'] } : { client: read.data }
}

/** Numbers without a country are Swedish. */
function phoneFrom(text: string): string | undefined {
  const number = parsePhoneNumberFromString(text, 'SE')
  return number?.isValid() && !number.ext ? number.number : undefined
}
