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
  /** How many of the guide's texts wait for a reviewer, where that is hers to see. */
  readonly needsReview?: { readonly texts: number; readonly overdue: number } | undefined
  /** What waits in the inbox. */
  readonly questions?: { readonly new: number; readonly overdue: number } | undefined
}

type NavLink = { readonly href: string; readonly words: (typeof m)['staff_day']; readonly act: Act }

const inbox = '/staff/questions'
const guide = '/staff/guide'

/** What her role may not do she is not led to. */
const navLinks: readonly NavLink[] = [
  { href: '/staff/day', words: m.staff_day, act: 'see-day' },
  { href: '/staff/clients', words: m.register_clients, act: 'see-clients' },
  { href: inbox, words: m.questions_inbox_title, act: 'see-questions' },
  { href: '/staff/messages', words: m.staff_messages, act: 'see-messages' },
  { href: guide, words: m.guide_review_title, act: 'see-guide-review' },
  { href: '/staff/people', words: m.people_people, act: 'manage-people' },
  { href: '/staff/clinic', words: m.setup_title, act: 'set-up-clinic' },
  { href: '/staff/status', words: m.status_title, act: 'see-status' },
]

const languageNames: Readonly<Record<Language, string>> = { sv: 'Svenska', en: 'English' }

export function StaffBar({ name, title, role, language, otherLanguage, ...waits }: StaffBarProps) {
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
                    {href === guide && <NeedsReview {...waits} language={language} />}
                    {href === inbox && <NewQuestions {...waits} language={language} />}
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

type Waits = Pick<StaffBarProps, 'needsReview' | 'questions' | 'language'>

/** Beside the guide's name on every page, the one that staff start at too. */
function NeedsReview({ needsReview, language }: Waits) {
  if (!needsReview || needsReview.texts === 0) return undefined
  const locale = { locale: language }
  const { texts: count, overdue } = needsReview
  const told =
    overdue > 0
      ? m.guide_review_texts_overdue({ count, overdue }, locale)
      : m.guide_review_texts({ count }, locale)
  return <Count {...{ count, told }} isLate={overdue > 0} />
}

/** New questions and those that have waited too long: one that is both is counted once in each. */
function NewQuestions({ questions, language }: Waits) {
  if (!questions || questions.new + questions.overdue === 0) return undefined
  const { new: count, overdue } = questions
  const told = m.questions_inbox_bar({ count, overdue }, { locale: language })
  return <Count {...{ told }} count={Math.max(count, overdue)} isLate={overdue > 0} />
}

type CountProps = { readonly count: number; readonly told: string; readonly isLate: boolean }

/** A number to see, and words to hear. */
function Count({ count, told, isLate }: CountProps) {
  return (
    <span className={`tag is-count ${isLate ? 'is-alarm' : 'is-waiting'}`} title={told}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{told}</span>
    </span>
  )
}
