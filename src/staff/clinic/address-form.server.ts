import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { Problems } from './set-up-frame.panel.tsx'

const fields = ['name', 'street', 'postcode', 'city', 'phone', 'email'] as const
export type AddressValues = Readonly<Record<(typeof fields)[number], string>>

type Form = Readonly<Record<string, string>>

/** The clinic's address with its phone in E.164, or what was written with what is wrong about it. */
export function readAddress(
  form: Form,
  { language, country }: { readonly language: Language; readonly country: string },
): { readonly address: AddressValues } | { readonly values: AddressValues; readonly problems: Problems } {
  const locale = { locale: language }
  const text = (name: string) => (form[name] ?? '').trim().slice(0, 254)
  const values = {
    name: text('name'),
    street: text('street'),
    postcode: text('postcode'),
    city: text('city'),
    phone: text('phone'),
    email: text('email'),
  }
  const phone = parsePhoneNumberFromString(values.phone, isSupportedCountry(country) ? country : 'SE')
  const problems: Record<string, string> = {}
  for (const field of fields) if (values[field] === '') problems[field] = m.setup_missing({}, locale)
  if (values.phone !== '' && !phone?.isValid()) problems['phone'] = m.setup_bad_phone({}, locale)
  if (values.email !== '' && !z.email().safeParse(values.email).success) {
    problems['email'] = m.setup_bad_email({}, locale)
  }
  if (!phone || Object.keys(problems).length > 0) return { values, problems }
  return { address: { ...values, phone: phone.number } }
}
