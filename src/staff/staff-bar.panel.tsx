import { useLocation } from 'react-router'
import { type Act, may, type Role } from '#clinic/pure'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type StaffBarProps = {
  readonly name: string
  readonly title: string
  readonly role: Role
  readonly language: Language
  readonly otherLanguage: Language | undefined
}

type NavLink = { readonly href: string; readonly words: (typeof m)['staff_day']; readonly act: Act }

/** What her role may not do she is not led to. */
const navLinks: readonly NavLink[] = [
  { href: '/staff/day', words: m.staff_day, act: 'see-day' },
  { href: '/staff/clients', words: m.register_clients, act: 'see-clients' },
  { href: '/staff/messages', words: m.staff_messages, act: 'see-messages' },
  { href: '/staff/people', words: m.people_people, act: 'manage-people' },
  { href: '/staff/clinic', words: m.setup_title, act: 'set-up-clinic' },
  { href: '/staff/status', words: m.status_title, act: 'see-status' },
]

const languageNames: Readonly<Record<Language, string>> = { sv: 'Svenska', en: 'English' }

export function StaffBar({ name, title, role, language, otherLanguage }: StaffBarProps) {
  const { pathname, search } = useLocation()
  const locale = { locale: language }
  // A week is days too.
  const place = pathname.replace(/^\/staff\/week/, '/staff/day')
  const current = (path: string) => (place.startsWith(path) ? ('page' as const) : undefined)
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
            {navLinks
              .filter(({ act }) => may(role, act))
              .map(({ href, words }) => (
                <li key={href}>
                  <a href={href} aria-current={current(href)}>
                    {words({}, locale)}
                  </a>
                </li>
              ))}
          </ul>
        </nav>
        <a className="staff-person" href="/staff/me" aria-current={current('/staff/me')}>
          {`${name}, ${title}`}
        </a>
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
