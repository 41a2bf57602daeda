import { isRouteErrorResponse, useLocation } from 'react-router'
import { isLanguage, type Language } from '#platform/language'
import { m } from '#platform/words'
import { LooseThread } from './look/loose-thread.panel.tsx'
import siteCss from './look/site.css?url'
import { nearIn } from './near-articles.ts'
import { SearchField } from './search-field.panel.tsx'

type ErrorPageProps = {
  readonly error: unknown
  /** The frame around it brings the style; standing alone, the page brings its own. */
  readonly framed?: boolean
}

/** What is shown instead of a page: it is not here, or it broke. It says that nothing booked is touched. */
export function ErrorPage({ error, framed }: ErrorPageProps) {
  const first = useLocation().pathname.split('/')[1]
  const language = isLanguage(first) ? first : 'sv'
  const locale = { locale: language }
  const lost = isRouteErrorResponse(error) && error.status === 404
  const title = lost ? m.lost_title({}, locale) : m.broken_title({}, locale)
  return (
    <main id="main">
      {!framed && <link rel="stylesheet" href={siteCss} precedence="default" />}
      <title>{title}</title>
      <div className="page lost">
        <LooseThread />
        <h1>{title}</h1>
        <p className="lead">{lost ? m.lost_text({}, locale) : m.broken_text({}, locale)}</p>
        <div className="actions">
          <a className="button" href={`/${language}`}>
            {m.lost_home({}, locale)}
          </a>
          <a href={`/${language}/contact`}>{m.nav_contact({}, locale)}</a>
        </div>
        {lost && framed && <LookElsewhere near={nearIn(error.data)} language={language} />}
      </div>
    </main>
  )
}

type LookElsewhereProps = { readonly near: ReturnType<typeof nearIn>; readonly language: Language }

/** What its reader may have been looking for, and a way to look for the rest. */
function LookElsewhere({ near, language }: LookElsewhereProps) {
  return (
    <div className="lost-ways">
      {near.length > 0 && (
        <>
          <h2>{m.guide_site_near({}, { locale: language })}</h2>
          <ul>
            {near.map(({ slug, title }) => (
              <li key={slug}>
                <a href={`/${language}/guide/${slug}`}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <SearchField language={language} />
    </div>
  )
}
