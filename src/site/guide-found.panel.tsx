import type { FoundText } from '#guide/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

type GuideFoundProps = {
  readonly question: string
  readonly found: readonly FoundText[]
  readonly language: Language
}

/** What a search found: the title, and the sentence that shows why. */
export function GuideFound({ question, found, language }: GuideFoundProps) {
  const locale = { locale: language }
  return (
    <section className="guide-found" aria-labelledby="found">
      <h2 id="found">{sayFound(found.length, question, language)}</h2>
      {found.length === 0 && <p>{m.guide_site_found_none_text({}, locale)}</p>}
      <ol className="guide-results">
        {found.map((text) => (
          <li key={text.slug} className="guide-text">
            <h3>
              <a href={`/${language}/guide/${text.slug}`}>{text.title}</a>
            </h3>
            <p>
              {text.snippet.map((part, at) =>
                part.marked ? <mark key={`${at} ${part.words}`}>{part.words}</mark> : part.words,
              )}
            </p>
          </li>
        ))}
      </ol>
      {found.length > 0 && (
        <p>
          <a href={`/${language}/guide`}>{m.guide_site_everything({}, locale)}</a>
        </p>
      )}
    </section>
  )
}

function sayFound(count: number, question: string, language: Language): string {
  const locale = { locale: language }
  if (count === 0) return m.guide_site_found_none({ question }, locale)
  return count === 1
    ? m.guide_site_found_one({ question }, locale)
    : m.guide_site_found_many({ count, question }, locale)
}
