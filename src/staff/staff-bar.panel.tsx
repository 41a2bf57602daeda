import { useLocation } from 'react-router'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type StaffBarProps = {
  readonly name: string
  readonly role: string
  readonly language: Language
  readonly otherLanguage: Language | undefined
}

const languageNames: Readonly<Record<Language, string>> = { sv: 'Svenska', en: 'English' }

export function StaffBar({ name, role, language, otherLanguage }: StaffBarProps) {
  const { pathname, search } = useLocation()
  const locale = { locale: language }
  const current = (path: string) => (pathname.startsWith(path) ? ('page' as const) : undefined)
  return (
    <>
      <a className="skip-link" href="#main">
        {m.staff_skip({}, locale)}
      </a>
      <header className="staff-bar">
        <a className="wordmark" href="/staff/day">
          Lyster
        </a>
        <nav aria-label={m.staff_navigation({}, locale)}>
          <ul className="staff-links">
            <li>
              <a href="/staff/day" aria-current={current('/staff/day')}>
                {m.staff_day({}, locale)}
              </a>
            </li>
            <li>
              <a href="/staff/messages" aria-current={current('/staff/messages')}>
                {m.staff_messages({}, locale)}
              </a>
            </li>
          </ul>
        </nav>
        <span className="staff-person">{`${name}, ${role}`}</span>
        <form className="staff-ways" method="post" action="/staff/sign-out">
          {otherLanguage && (
            <>
              <input type="hidden" name="next" value={pathname + search} />
              <button
                type="submit"
                className="button is-quiet is-small"
                formAction="/staff/language"
                name="language"
                value={otherLanguage}
                lang={otherLanguage}
              >
                {languageNames[otherLanguage]}
              </button>
            </>
          )}
          <button className="button is-quiet is-small" type="submit">
            {m.staff_sign_out({}, locale)}
          </button>
        </form>
      </header>
    </>
  )
}
