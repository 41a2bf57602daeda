import type { PasswordFault } from '#people/pure'
import { TextField } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { Frame } from '../frame.panel.tsx'
import { sayPasswordFault } from './password-words.ts'

type Problem = PasswordFault | 'wrong-password' | 'name' | 'gone' | 'too-many'

type Props = {
  readonly clinic: string
  readonly language: Language
  readonly invitation: { readonly name: string; readonly email: string } | undefined
  readonly sent: { readonly problem: Problem; readonly name?: string } | undefined
}

export function InvitationPanel({ clinic, language, invitation, sent }: Props) {
  const locale = { locale: language }
  const title = m.people_join({ clinic }, locale)
  if (!invitation || sent?.problem === 'gone') return <Gone clinic={clinic} language={language} />
  return (
    <Frame title={title} clinic={clinic} language={language}>
      <main id="main" className="sign-in">
        <h1>{title}</h1>
        <p>{m.people_join_then({ email: invitation.email }, locale)}</p>
        <p className="quiet small">{m.people_join_known({}, locale)}</p>
        {sent?.problem === 'too-many' && <Notice kind="waiting" title={m.people_too_many({}, locale)} />}
        <form className="form" method="post" noValidate>
          <TextField
            name="name"
            label={m.people_name({}, locale)}
            value={sent?.name ?? invitation.name}
            error={sent?.problem === 'name' ? m.people_name_wrong({}, locale) : undefined}
            autoComplete="name"
            maxLength={100}
          />
          <TextField
            name="password"
            kind="password"
            label={m.people_password({}, locale)}
            hint={m.people_password_hint({}, locale)}
            error={passwordErrorOf(sent?.problem, language)}
            autoComplete="new-password"
            maxLength={128}
          />
          <button className="button" type="submit">
            {m.people_join_do({}, locale)}
          </button>
        </form>
      </main>
    </Frame>
  )
}

function passwordErrorOf(problem: Problem | undefined, language: Language): string | undefined {
  if (problem === undefined || problem === 'name' || problem === 'gone' || problem === 'too-many')
    return undefined
  if (problem === 'wrong-password') return m.people_password_other({}, { locale: language })
  return sayPasswordFault(problem, language)
}

/** One answer for used, withdrawn, too old and never made. */
function Gone({ clinic, language }: { readonly clinic: string; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <Frame title={m.people_gone({}, locale)} clinic={clinic} language={language}>
      <main id="main" className="sign-in">
        <h1>{m.people_gone({}, locale)}</h1>
        <p>{m.people_gone_then({}, locale)}</p>
      </main>
    </Frame>
  )
}
