import type { Concern } from '#guide/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { concernsInOrder, sayConcern } from './concern-words.ts'
import { ConcernPicture } from './look/concern-picture.panel.tsx'

export type GuideLine = {
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly concern: Concern
  readonly minutesToRead: number
}

type GuideListProps = { readonly articles: readonly GuideLine[]; readonly language: Language }

/** Everything there is to read, under what a reader comes for. */
export function GuideList({ articles, language }: GuideListProps) {
  const groups = concernsInOrder
    .map((concern) => ({ concern, texts: articles.filter((text) => text.concern === concern) }))
    .filter(({ texts }) => texts.length > 0)
  return (
    <div className="guide-groups">
      {groups.map(({ concern, texts }) => (
        <section key={concern} className="guide-group" aria-labelledby={concern}>
          <ConcernPicture concern={concern} />
          <h2 id={concern}>{sayConcern(concern, language)}</h2>
          <ul className="guide-texts">
            {texts.map((text) => (
              <GuideText key={text.slug} text={text} language={language} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function GuideText({ text, language }: { readonly text: GuideLine; readonly language: Language }) {
  return (
    <li className="guide-text">
      <h3>
        <a href={`/${language}/guide/${text.slug}`}>{text.title}</a>
      </h3>
      <p>{text.summary}</p>
      <p className="guide-minutes">
        {m.guide_site_short_minutes({ minutes: text.minutesToRead }, { locale: language })}
      </p>
    </li>
  )
}
