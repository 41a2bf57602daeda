import { isRouteErrorResponse } from 'react-router'
import { m } from '#platform/words'
import { Frame } from './frame.panel.tsx'
import { SignInForm } from './sign-in-form.panel.tsx'
import { StaffBar, type StaffBarProps } from './staff-bar.panel.tsx'
import { type TurnedAway, turnedAwayFrom } from './turned-away.ts'

type RefusedPageProps = {
  readonly error: unknown
  /** Known where the gate let her in and the page itself could not be shown. */
  readonly bar: (StaffBarProps & { readonly clinic: string }) | undefined
}

export function RefusedPage({ error, bar }: RefusedPageProps) {
  const away = turnedAwayFrom(error)
  if (away?.status === 401) return <SignInForm {...away} />
  if (away?.status === 403) return <NoPlaceHere {...away} />
  const missing = isRouteErrorResponse(error) && error.status < 500
  const language = bar?.language ?? 'sv'
  const locale = { locale: language }
  const notYours = missing && error.status === 403
  const title = notYours
    ? m.people_not_yours({}, locale)
    : missing
      ? m.staff_missing({}, locale)
      : m.staff_broken({}, locale)
  const then = notYours
    ? m.people_not_yours_then({}, locale)
    : missing
      ? m.staff_missing_then({}, locale)
      : m.staff_broken_then({}, locale)
  return (
    <Frame title={title} clinic={bar?.clinic ?? 'Lyster'} language={language}>
      {bar && <StaffBar {...bar} />}
      <main id="main" tabIndex={-1} className="staff-page is-narrow">
        <h1>{title}</h1>
        <p className="lead">{then}</p>
        <div className="actions">
          <a className="button" href="/staff/day">
            {m.staff_to_today({}, locale)}
          </a>
        </div>
      </main>
    </Frame>
  )
}

/** She signed in, and the e-mail is somebody's, but nobody's who works at this clinic today. */
function NoPlaceHere({ clinic, language }: TurnedAway) {
  const locale = { locale: language }
  const title = m.staff_no_place({}, locale)
  return (
    <Frame title={title} clinic={clinic} language={language}>
      <main id="main" tabIndex={-1} className="staff-page is-narrow">
        <h1>{title}</h1>
        <p className="lead">{m.staff_no_place_then({ clinic }, locale)}</p>
        <form className="actions" method="post" action="/staff/sign-out">
          <button className="button" type="submit">
            {m.staff_sign_out({}, locale)}
          </button>
        </form>
      </main>
    </Frame>
  )
}
