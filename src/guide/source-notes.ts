import type { Language } from '#platform/language'
import { marginWords } from './margin-words.ts'
import type { Mark } from './pure/source-marks.ts'
import type { Fact } from './read-fact-file.ts'

/** A fact at a place in the text. */
export type Cited = Mark & { readonly fact: Fact }

/** More notes than this, with more than twice the block's own words, would tower over it in the margin. */
const mostNotesInMargin = 3
const mostWordsInMargin = 2

export function sourceMark(mark: Mark, language: Language): string {
  const label = marginWords[language].source(mark.number)
  return `<sup><a class="source-mark" id="${markId(mark)}" href="#source-${mark.number}" aria-label="${label}">${mark.number}</a></sup>`
}

/**
 * A block of text with its sources after it: folded on a phone, in the margin on a desk, by style alone. `again`
 * tells style which notes already stand beside an earlier block, and `many` which would not fit beside this one.
 */
export function withNotes(html: string, cited: readonly Cited[], language: Language): string {
  if (cited.length === 0) return html
  const sources = cited.filter(
    (one, index) => cited.findIndex((same) => same.number === one.number) === index,
  )
  const notes = sources.map((one) => {
    const again = one.place === 1 ? '' : ' again'
    return `<p class="margin-note${again}"><span class="margin-note-number">${one.number}</span> ${telling(one.fact, language, 'margin-note')}</p>`
  })
  const classes = [
    'margin-notes',
    ...fit(
      sources.filter((one) => one.place === 1),
      wordsLength(html),
      language,
    ),
  ]
  const summary = marginWords[language].sources(sources.map((one) => one.number))
  return `<div class="cited">
${html}<details class="${classes.join(' ')}"><summary>${summary}</summary>
${notes.join('\n')}
</details>
</div>
`
}

function fit(fresh: readonly Cited[], beside: number, language: Language): readonly string[] {
  if (fresh.length === 0) return ['again']
  const length = fresh.reduce((sum, { fact }) => sum + fact.wording[language].length + fact.source.length, 0)
  return fresh.length > mostNotesInMargin && length > mostWordsInMargin * beside ? ['many'] : []
}

function wordsLength(html: string): number {
  return html.replace(/<[^>]*>/g, '').length
}

/** The numbered list that ends the article, each source with its ways back. On paper it is the footnotes. */
export function sourceList(cited: readonly Cited[], language: Language): string {
  const words = marginWords[language]
  const rows = cited
    .filter((one) => one.place === 1)
    .map(({ fact, number }) => {
      const ways = cited
        .filter((one) => one.number === number)
        .map(
          (one) =>
            `<a class="source-back" href="#${markId(one)}" aria-label="${words.back(number, one.place)}">↑</a>`,
        )
      const day = `<span class="source-reviewed">${words.lookedAt(fact.reviewedOn)}</span>`
      return `<li class="source" id="source-${number}">${telling(fact, language, 'source')} ${day} ${ways.join(' ')}</li>`
    })
  return `<section class="sources" aria-labelledby="sources">
<h2 id="sources">${words.sourcesHeading}</h2>
<p class="sources-intro">${words.sourcesIntro}</p>
<ol class="source-list">
${rows.join('\n')}
</ol>
</section>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

// Sources are named as in their own world, which is English.
function telling(fact: Fact, language: Language, name: 'margin-note' | 'source'): string {
  const inEnglish = language === 'en' ? '' : ' lang="en"'
  const source = escapeHtml(fact.source)
  const linked = fact.sourceUrl === null ? source : `<a href="${escapeHtml(fact.sourceUrl)}">${source}</a>`
  return [
    `<span class="${name}-wording">${escapeHtml(fact.wording[language])}</span>`,
    `<cite class="${name}-cite"${inEnglish}>${linked}</cite>`,
    `<span class="${name}-grade" data-grade="${fact.grade}">${marginWords[language].grade[fact.grade]}</span>`,
  ].join(' ')
}

function markId(mark: Mark): string {
  return `mark-${mark.number}-${mark.place}`
}
