import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'

type Side = {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly count: number
  readonly visits: readonly string[]
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly client: string
  readonly sides: readonly Side[]
}

/** Both cards side by side; the button under a card keeps it. */
export function MergePanel({ language, clinic, client, sides }: Props) {
  const locale = { locale: language }
  const title = m.register_merge_title({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <h1>{title}</h1>
      <p className="lead">{m.register_merge_lead({}, locale)}</p>
      <form method="post" className="both-cards">
        {sides.map((side) => (
          <section key={side.id} className="sheet" aria-labelledby={`card-${side.id}`}>
            <h2 id={`card-${side.id}`}>{side.name}</h2>
            <p>
              {side.phone}
              <br />
              {side.email}
            </p>
            <p className="quiet">{m.register_visits_count({ count: side.count }, locale)}</p>
            <ul>
              {side.visits.map((visit) => (
                <li key={visit}>{visit}</li>
              ))}
            </ul>
            <button
              className="button is-quiet"
              type="submit"
              name="keep"
              value={side.id}
              aria-label={`${m.register_merge_keep({}, locale)}: ${side.name}, ${side.phone || side.email}`}
            >
              {m.register_merge_keep({}, locale)}
            </button>
          </section>
        ))}
      </form>
      <p>
        <a href={`/staff/clients/${client}`}>{m.register_merge_not({}, locale)}</a>
      </p>
    </main>
  )
}
