import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type Figures = {
  readonly words: number
  readonly medianWords: number
  readonly longestWords: number
  readonly lix: number
  readonly marks: number
}

/** How hard the text is to read, beside what it may be at most. */
export function ReadingFigures({
  figures,
  language,
}: {
  readonly figures: Figures
  readonly language: Language
}) {
  const locale = { locale: language }
  const told = [
    [m.guide_review_figures_words({}, locale), figures.words],
    [m.guide_review_figures_middle({}, locale), figures.medianWords],
    [m.guide_review_figures_longest({}, locale), figures.longestWords],
    [m.guide_review_figures_lix({}, locale), Math.round(figures.lix)],
    [m.guide_review_figures_marks({}, locale), figures.marks],
  ] as const
  return (
    <section className="guide-part">
      <h2>{m.guide_review_figures({}, locale)}</h2>
      <dl className="guide-figures">
        {told.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
