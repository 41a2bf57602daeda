import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

type Line = { readonly id: string; readonly client: string; readonly when: string }

export type ShownPlan = {
  readonly handed: readonly (Line & { readonly to: string })[]
  readonly left: readonly Line[]
}

/** Who would take each visit, and those that nobody can take. */
export function HandOverPlan({ plan, language }: { readonly plan: ShownPlan; readonly language: Language }) {
  const locale = { locale: language }
  const { handed, left } = plan
  if (handed.length + left.length === 0) return <p className="quiet">{m.people_no_visits({}, locale)}</p>
  return (
    <>
      {left.length > 0 && (
        <Notice kind="waiting" title={m.people_left_plan({}, locale)}>
          <p>{m.people_left_then({}, locale)}</p>
          <ul>
            {left.map((line) => (
              <li key={line.id}>
                <VisitLink line={line} language={language} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {handed.length > 0 && (
        <>
          <h3>{m.people_handed_plan({}, locale)}</h3>
          <ul className="other-visits">
            {handed.map((line) => (
              <li key={line.id}>
                <VisitLink
                  line={{ ...line, when: m.people_taken_by({ when: line.when, therapist: line.to }, locale) }}
                  language={language}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function VisitLink({ line, language }: { readonly line: Line; readonly language: Language }) {
  const { client, when } = line
  return <a href={`/staff/visits/${line.id}`}>{m.people_client_at({ client, when }, { locale: language })}</a>
}
