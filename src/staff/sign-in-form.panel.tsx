import { TextField } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { Frame } from './frame.panel.tsx'
import { PasskeyButton } from './me/passkeys.panel.tsx'

export type SignInFormProps = {
  readonly clinic: string
  readonly language: Language
  readonly next: string
  readonly email?: string | undefined
  /** Only the page to sign in itself has the script for it. */
  readonly withPasskey?: boolean | undefined
  readonly problem?: 'wrong-sign-in' | 'too-many' | undefined
}

export function SignInForm({ clinic, language, next, email, problem, withPasskey }: SignInFormProps) {
  const locale = { locale: language }
  return (
    <Frame title={m.staff_sign_in({}, locale)} clinic={clinic} language={language}>
      <main id="main" className="sign-in">
        <h1>{m.staff_sign_in({}, locale)}</h1>
        <p className="quiet">{m.staff_sign_in_where({ clinic }, locale)}</p>
        {problem === 'wrong-sign-in' && (
          <Notice kind="alarm" title={m.staff_sign_in_wrong({}, locale)}>
            <p>{m.staff_sign_in_wrong_then({}, locale)}</p>
          </Notice>
        )}
        {problem === 'too-many' && (
          <Notice kind="waiting" title={m.staff_sign_in_too_many({}, locale)}>
            <p>{m.staff_sign_in_too_many_then({}, locale)}</p>
          </Notice>
        )}
        <form className="form" method="post" action="/staff/sign-in">
          <input type="hidden" name="next" value={next} />
          <TextField
            name="email"
            kind="email"
            label={m.staff_email({}, locale)}
            autoComplete="username"
            value={email}
            maxLength={254}
          />
          <TextField
            name="password"
            kind="password"
            label={m.staff_password({}, locale)}
            autoComplete="current-password"
            maxLength={128}
          />
          <button className="button" type="submit">
            {m.staff_sign_in({}, locale)}
          </button>
        </form>
        {withPasskey && (
          <PasskeyButton
            act="sign-in"
            words={m.people_passkey_sign_in({}, locale)}
            next={next}
            language={language}
          />
        )}
      </main>
    </Frame>
  )
}
