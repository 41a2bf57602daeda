import { SelectField, TextField } from '#look/field.panel.tsx'
import { ErrorSummary } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { roles, sayRole } from './role-words.ts'

export type SentInvitation = {
  /** Names of fields, or 'already-here'. */
  readonly faults: readonly string[]
  readonly values: { readonly name?: string | undefined; readonly email?: string | undefined }
  readonly invited: { readonly name: string; readonly link: string } | undefined
}

export function InviteForm({
  language,
  sent,
}: {
  readonly language: Language
  readonly sent: SentInvitation | undefined
}) {
  const locale = { locale: language }
  const nameError = sent?.faults.includes('name') ? m.people_name_wrong({}, locale) : undefined
  const emailError = emailErrorOf(sent?.faults ?? [], language)
  const errors = [
    ...(nameError ? [{ field: 'name', words: nameError }] : []),
    ...(emailError ? [{ field: 'email', words: emailError }] : []),
  ]
  return (
    <>
      <h2>{m.people_invite({}, locale)}</h2>
      <ErrorSummary title={m.people_errors({}, locale)} errors={errors} />
      <form className="form sheet" method="post" noValidate>
        <input type="hidden" name="intent" value="invite" />
        <TextField
          name="name"
          label={m.people_name({}, locale)}
          value={sent?.values.name}
          error={nameError}
          autoComplete="off"
          maxLength={100}
        />
        <TextField
          name="email"
          kind="email"
          label={m.people_email({}, locale)}
          value={sent?.values.email}
          error={emailError}
          autoComplete="off"
          maxLength={254}
        />
        <SelectField
          name="role"
          label={m.people_role({}, locale)}
          value="therapist"
          choices={roles.map((value) => ({ value, words: sayRole(value, language) }))}
        />
        <SelectField
          name="treats"
          label={m.people_treats({}, locale)}
          value="yes"
          choices={[
            { value: 'yes', words: m.people_treats_yes({}, locale) },
            { value: 'no', words: m.people_treats_no({}, locale) },
          ]}
        />
        <button className="button" type="submit">
          {m.people_make_link({}, locale)}
        </button>
      </form>
    </>
  )
}

function emailErrorOf(faults: readonly string[], language: Language): string | undefined {
  const locale = { locale: language }
  if (faults.includes('already-here')) return m.people_already_here({}, locale)
  return faults.includes('email') ? m.people_email_wrong({}, locale) : undefined
}
