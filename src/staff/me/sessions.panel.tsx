import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { SeenBrowser } from './browser-from.ts'

export type ShownSession = {
  readonly id: string
  readonly isThisOne: boolean
  readonly browser: SeenBrowser | undefined
  readonly since: string
  readonly seen: string
}

export function Sessions({
  sessions,
  language,
}: {
  readonly sessions: readonly ShownSession[]
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <>
      <h2>{m.people_sessions({}, locale)}</h2>
      <ul className="visit-rows">
        {sessions.map((session) => (
          <li key={session.id}>
            <form className="row-form" method="post">
              <span>
                {sayBrowser(session.browser, language)}
                <br />
                <span className="quiet small">
                  {m.people_session_since({ when: session.since, seen: session.seen }, locale)}
                </span>
              </span>
              <EndButton session={session} language={language} />
            </form>
          </li>
        ))}
      </ul>
      <form className="actions" method="post">
        {sessions.length > 1 && (
          <button className="button is-quiet" type="submit" name="intent" value="end-others">
            {m.people_session_others({}, locale)}
          </button>
        )}
        <button className="button is-quiet" type="submit" name="intent" value="end-all">
          {m.people_session_all({}, locale)}
        </button>
      </form>
    </>
  )
}

function EndButton({ session, language }: { readonly session: ShownSession; readonly language: Language }) {
  const locale = { locale: language }
  if (session.isThisOne) return <span className="tag is-done">{m.people_session_here({}, locale)}</span>
  const browser = sayBrowser(session.browser, language)
  return (
    <>
      <input type="hidden" name="session" value={session.id} />
      <button
        className="button is-quiet is-small"
        type="submit"
        name="intent"
        value="end"
        aria-label={m.people_session_end_of({ browser, when: session.since }, locale)}
      >
        {m.people_session_end({}, locale)}
      </button>
    </>
  )
}

function sayBrowser(seen: SeenBrowser | undefined, language: Language): string {
  const locale = { locale: language }
  if (!seen) return m.people_browser_unknown({}, locale)
  const { browser, system } = seen
  return system ? m.people_browser_on({ browser, system }, locale) : browser
}
