import { TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { FactList, type ShownFact } from './fact-list.panel.tsx'

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly sought: string
  readonly facts: readonly (ShownFact & { readonly uses: number })[]
}

export function FactsPanel({ language, clinic, sought, facts }: Props) {
  const locale = { locale: language }
  const title = m.guide_review_facts({}, locale)
  const uses = new Map(facts.map((fact) => [fact.factId, fact.uses]))
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <p className="back">
        <a href="/staff/guide">
          <Icon shape="arrow-left" /> {m.guide_review_back({}, locale)}
        </a>
      </p>
      <h1>{title}</h1>
      <p className="lead">{m.guide_review_facts_lead({}, locale)}</p>
      <form className="form" method="get">
        <TextField
          name="q"
          kind="search"
          label={m.guide_review_facts_search({}, locale)}
          value={sought}
          optional=" "
          maxLength={80}
        />
        <button className="button is-quiet" type="submit">
          {m.guide_review_find_button({}, locale)}
        </button>
      </form>
      <p className="quiet">{m.guide_review_facts_count({ count: facts.length }, locale)}</p>
      <FactList
        facts={facts}
        language={language}
        beside={({ factId }) => <Uses uses={uses.get(factId) ?? 0} language={language} />}
      />
    </main>
  )
}

function Uses({ uses, language }: { readonly uses: number; readonly language: Language }) {
  const locale = { locale: language }
  const said =
    uses === 0 ? m.guide_review_uses_none({}, locale) : m.guide_review_uses({ count: uses }, locale)
  return (
    <p className="quiet small">
      {m.guide_review_built_on({}, locale)}: {said}
    </p>
  )
}
