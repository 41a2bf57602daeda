import { SelectField, TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type ClientValues = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly contact: string
  readonly language: string
}
export type ClientFieldName = keyof ClientValues

type Props = {
  readonly language: Language
  readonly values: ClientValues
  readonly faults: readonly ClientFieldName[]
}

export function sayFault(fault: ClientFieldName, language: Language): string {
  const words = {
    name: m.register_error_name,
    phone: m.register_error_phone,
    email: m.register_error_email,
    contact: m.register_error_contact,
    language: m.register_error_language,
  }
  return words[fault]({}, { locale: language })
}

/** Who she is and how she is reached; a number or an address is enough. */
export function ClientFields({ language, values, faults }: Props) {
  const locale = { locale: language }
  const errorAt = (field: ClientFieldName) => (faults.includes(field) ? sayFault(field, language) : undefined)
  const optional = m.register_optional({}, locale)
  return (
    <>
      <TextField
        name="name"
        label={m.register_name({}, locale)}
        value={values.name}
        error={errorAt('name')}
        autoComplete="off"
        maxLength={200}
      />
      <TextField
        name="phone"
        kind="tel"
        label={m.register_phone({}, locale)}
        value={values.phone}
        error={errorAt('phone')}
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
      />
      <TextField
        name="email"
        kind="email"
        label={m.register_email({}, locale)}
        optional={optional}
        value={values.email}
        error={errorAt('email')}
        inputMode="email"
        autoComplete="off"
        maxLength={254}
      />
      <SelectField
        name="contact"
        label={m.register_contact({}, locale)}
        value={values.contact}
        error={errorAt('contact')}
        choices={[
          { value: 'phone', words: m.register_contact_phone({}, locale) },
          { value: 'email', words: m.register_contact_email({}, locale) },
          { value: 'sms', words: m.register_contact_sms({}, locale) },
        ]}
      />
      <SelectField
        name="language"
        label={m.register_language({}, locale)}
        value={values.language}
        error={errorAt('language')}
        choices={[
          { value: 'sv', words: m.register_sv({}, locale) },
          { value: 'en', words: m.register_en({}, locale) },
        ]}
      />
    </>
  )
}
