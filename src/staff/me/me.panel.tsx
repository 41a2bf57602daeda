import type { PasswordFault } from '#people/pure'
import { TextField } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { sayPasswordFault } from '../people/password-words.ts'
import { PasskeyList, type ShownPasskey } from './passkeys.panel.tsx'
import { type ShownSession, Sessions } from './sessions.panel.tsx'

type Problem = PasswordFault | 'wrong-password' | 'too-many'

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly hasCode: boolean
  readonly sessions: readonly ShownSession[]
  /** False where browsers take no passkeys: the address is a number. */
  readonly areOffered: boolean
  readonly passkeys: readonly ShownPasskey[]
  readonly done: string | undefined
  readonly problem: Problem | undefined
}

export function MePanel(props: Props) {
  const { language, clinic, hasCode, sessions, done, problem } = props
  const locale = { locale: language }
  const title = m.people_me({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      {done === 'password' && <Notice kind="done" title={m.people_password_changed({}, locale)} />}
      {done === 'ended' && <Notice kind="done" title={m.people_sessions_ended({}, locale)} />}
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      <h2>{m.people_second_factor({}, locale)}</h2>
      <p>{hasCode ? m.people_code_on({}, locale) : m.people_code_off({}, locale)}</p>
      <p className="actions">
        <a className="button is-quiet" href="/staff/me/second-factor">
          {m.people_code_change({}, locale)}
        </a>
      </p>
      {done === 'passkey' && <Notice kind="done" title={m.people_passkey_removed({}, locale)} />}
      {props.areOffered && <PasskeyList passkeys={props.passkeys} language={language} />}
      <Sessions sessions={sessions} language={language} />
      <PasswordForm language={language} problem={problem} />
    </main>
  )
}

function PasswordForm({ language, problem }: Pick<Props, 'language' | 'problem'>) {
  const locale = { locale: language }
  const isFault = problem !== undefined && problem !== 'wrong-password' && problem !== 'too-many'
  return (
    <>
      <h2>{m.people_change_password({}, locale)}</h2>
      <p>{m.people_change_password_then({}, locale)}</p>
      {problem === 'too-many' && <Notice kind="waiting" title={m.people_too_many({}, locale)} />}
      <form className="form sheet" method="post" noValidate>
        <TextField
          name="current"
          kind="password"
          label={m.people_password_now({}, locale)}
          error={problem === 'wrong-password' ? m.people_password_wrong({}, locale) : undefined}
          autoComplete="current-password"
          maxLength={128}
        />
        <TextField
          name="next"
          kind="password"
          label={m.people_password_next({}, locale)}
          hint={m.people_password_hint({}, locale)}
          error={isFault ? sayPasswordFault(problem, language) : undefined}
          autoComplete="new-password"
          maxLength={128}
        />
        <button className="button" type="submit" name="intent" value="password">
          {m.people_change_password({}, locale)}
        </button>
      </form>
    </>
  )
}
