import MarkdownIt, { type Token } from 'markdown-it'
import type { Language } from '#platform/language'
import { marginWords } from './margin-words.ts'
import { headingId } from './pure/heading-id.ts'
import { markAtStart, numberMarks } from './pure/source-marks.ts'
import type { Fact } from './read-fact-file.ts'
import { type Cited, sourceList, sourceMark, withNotes } from './source-notes.ts'

export type ArticleText = {
  readonly language: Language
  /** Markdown; no HTML gets through. */
  readonly body: string
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
}

export type RenderedArticle = {
  /** The body, its questions and its sources; begins below the page's h1. */
  readonly html: string
  readonly contents: readonly { readonly id: string; readonly title: string }[]
}

const markdown = new MarkdownIt({ html: false }).disable(['image', 'autolink'])
markdown.inline.ruler.before('link', 'source_mark', (state, silent) => {
  const found = markAtStart.exec(state.src.slice(state.pos))
  if (!found) return false
  if (!silent) state.push('source_mark', '', 0).info = found[1] ?? ''
  state.pos += found[0].length
  return true
})
markdown.renderer.rules.source_mark = (tokens, index) => tokens[index]?.content ?? ''

/** Draws an article with its sources. Throws on a mark whose fact is not among `facts`. */
export function renderArticle(text: ArticleText, facts: readonly Fact[]): RenderedArticle {
  const { language } = text
  const tokens = markdown.parse(withQuestions(text), {})
  const contents = addressHeadings(tokens)
  nameRows(tokens)
  const cites = citationsOf(tokens, facts)
  for (const [token, cited] of cites) token.content = sourceMark(cited, language)
  const drawn = blocksOf(tokens).map((block) => {
    const here = block.flatMap(marksIn).flatMap((token) => cites.get(token) ?? [])
    return withNotes(markdown.renderer.render(block, markdown.options, {}), here, language)
  })
  if (cites.size === 0) return { html: drawn.join(''), contents }
  return {
    html: `${drawn.join('')}${sourceList([...cites.values()], language)}\n`,
    contents: [...contents, { id: 'sources', title: marginWords[language].sourcesHeading }],
  }
}

function withQuestions({ body, questions, language }: ArticleText): string {
  if (questions.length === 0) return body
  const asked = questions.map(({ question, answer }) => `### ${question}\n\n${answer}`)
  return [body, `## ${marginWords[language].questionsHeading}`, ...asked].join('\n\n')
}

/** Each mark's token with its number and its fact, in reading order. */
function citationsOf(tokens: readonly Token[], facts: readonly Fact[]): Map<Token, Cited> {
  const marks = tokens.flatMap(marksIn)
  const numbered = numberMarks(marks.map((token) => token.info))
  const cites = new Map<Token, Cited>()
  for (const [index, mark] of numbered.entries()) {
    const token = marks[index]
    if (token) cites.set(token, { ...mark, fact: getFact(facts, mark.factId) })
  }
  return cites
}

function getFact(facts: readonly Fact[], factId: string): Fact {
  const fact = facts.find((one) => one.factId === factId)
  if (!fact) throw new Error(`The article cites a fact that is not kept: ${factId}`)
  return fact
}

function marksIn(token: Token): Token[] {
  return (token.children ?? []).filter((child) => child.type === 'source_mark')
}

/** Gives every heading its address, and lists the chapters (h2). */
function addressHeadings(tokens: readonly Token[]): { id: string; title: string }[] {
  const taken = new Set(['sources'])
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return []
    const title = (tokens[index + 1]?.children ?? []).map((child) => child.content).join('')
    const id = headingId(title, taken)
    taken.add(id)
    token.attrSet('id', id)
    return token.tag === 'h2' ? [{ id, title }] : []
  })
}

/** The first cell of a row names it, so a screen reader can say "Day 3" before what is normal then. */
function nameRows(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'th_open') token.attrSet('scope', 'col')
    if (token.type !== 'td_open' || tokens[index - 1]?.type !== 'tr_open') continue
    token.tag = 'th'
    token.attrSet('scope', 'row')
    const close = tokens.slice(index).find((later) => later.type === 'td_close')
    if (close) close.tag = 'th'
  }
}

/** Outermost blocks: a paragraph, a list or a table each, with all that is in it. */
function blocksOf(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = []
  for (const token of tokens) {
    const opens = token.level === 0 && token.nesting >= 0
    if (opens) blocks.push([token])
    else blocks.at(-1)?.push(token)
  }
  return blocks
}
