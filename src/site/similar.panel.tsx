import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { GuideLine } from './guide-list.panel.tsx'
import { ConcernPicture } from './look/concern-picture.panel.tsx'

type SimilarProps = { readonly texts: readonly GuideLine[]; readonly language: Language }

/** What somebody who has read this far may want to read next. */
export function Similar({ texts, language }: SimilarProps) {
  if (texts.length === 0) return undefined
  return (
    <section className="similar no-print" aria-labelledby="similar">
      <h2 id="similar">{m.guide_site_similar({}, { locale: language })}</h2>
      <ul className="similar-texts">
        {texts.map((text) => (
          <li key={text.slug}>
            <ConcernPicture concern={text.concern} />
            <a href={`/${language}/guide/${text.slug}`}>{text.title}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
