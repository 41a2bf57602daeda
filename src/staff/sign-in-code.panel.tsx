import { TextField } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { Frame } from './frame.panel.tsx'

type Props = {
  readonly clinic: string
  readonly language: Language
  readonly next: string
  readonly problem?: 'wrong-code' | 'no-challenge' | 'too-many' | undefined
}

/** The second page of signing in. Whoever comes here without a challenge sees the same form. */
export function SignInCodePanel({ clinic, language, next, problem }: Props) {
  const locale = { locale: language }
  const title = m.people_code_ask({}, locale)
  return (
    <Frame title={title} clinic={clinic} language={language}>
      <main id="main" className="sign-in">
        <h1>{title}</h1>
        <p className="quiet">{m.people_code_ask_then({}, locale)}</p>
        {problem === 'no-challenge' && <Notice kind="alarm" title={m.people_code_no_challenge({}, locale)} />}
        {problem === 'too-many' && <Notice kind="waiting" title={m.people_too_many({}, locale)} />}
        <form className="form" method="post" action="/staff/sign-in/code" noValidate>
          <input type="hidden" name="next" value={next} />
          <TextField
            name="code"
            label={m.people_code_field({}, locale)}
            error={problem === 'wrong-code' ? m.people_code_wrong({}, locale) : undefined}
            autoComplete="one-time-code"
            maxLength={32}
            short
          />
          <button className="button" type="submit">
            {m.staff_sign_in({}, locale)}
          </button>
        </form>
        <p>
          <a href="/staff/sign-in">{m.people_code_again({}, locale)}</a>
        </p>
      </main>
    </Frame>
  )
}
