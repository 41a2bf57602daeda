import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { readLibrary } from './library.ts'
import { withPhoneLink } from './pure/clinic-phone.ts'
import type { Fact } from './read-fact-file.ts'
import { renderArticle } from './render-article.ts'

const { articles, facts } = await readLibrary()

const fact = (factId: string): Fact => ({
  factId,
  value: '1',
  unit: 'mm',
  wording: { sv: `svenska ${factId}`, en: `english <${factId}>` },
  source: 'Somebody & Co 2014',
  sourceUrl: factId === 'a' ? 'https://doi.org/10.1/a' : null,
  grade: 'verified',
  reviewedOn: '2026-11-01',
})
const known = ['a', 'b', 'c', 'd', 'e'].map(fact)
const drawn = (body: string) => renderArticle({ language: 'en', body, questions: [] }, known).html

describe('an article with its sources', () => {
  test('a mark leads to its source and the source back to every mark', () => {
    const html = drawn('One.[^b] Two.[^a]\n\nThree.[^b]')
    expect(html).toContain(
      'One.<sup><a class="source-mark" id="mark-1-1" href="#source-1" aria-label="Source 1">1</a></sup>',
    )
    expect(html).toContain('id="mark-1-2" href="#source-1"')
    expect(html).toMatch(/<li class="source" id="source-1">.*href="#mark-1-1".*href="#mark-1-2".*<\/li>/)
  })

  test('the notes stand after the block that holds the marks, never inside a paragraph', () => {
    expect(drawn('One.[^a]\n\nTwo.')).toMatch(
      /^<div class="cited">\n<p>One\..*<\/p>\n<details class="margin-notes"><summary>Source 1<\/summary>\n.*\n<\/details>\n<\/div>\n<p>Two\.<\/p>/,
    )
  })

  test('a source met before is a note again, so that a desk may leave it out', () => {
    const html = drawn('One.[^a]\n\nTwo.[^a]')
    expect(html).toContain(
      '<details class="margin-notes again"><summary>Source 1</summary>\n<p class="margin-note again">',
    )
  })

  test('a source cited twice in one block has one note there', () => {
    expect(drawn('One.[^a] Two.[^a]').match(/class="margin-note"/g)).toHaveLength(1)
  })

  test('more notes than fit beside a block say so, and fit beside a longer one', () => {
    expect(drawn('One.[^a][^b][^c]')).toContain('class="margin-notes"')
    expect(drawn('One.[^a][^b][^c][^d]')).toContain('class="margin-notes many"')
    expect(drawn(`${'One. '.repeat(30)}[^a][^b][^c][^d]`)).toContain('class="margin-notes"')
  })

  test('notes stand in the order in which their marks are read', () => {
    expect(drawn('One.[^a][^b][^a]')).toContain('<summary>Sources 1, 2</summary>')
  })

  test('an unknown fact breaks the page with its id rather than show a number without a source', () => {
    expect(() => drawn('One.[^nobody-knows]')).toThrow('nobody-knows')
  })

  test('neither the text nor a source can smuggle in HTML', () => {
    const html = drawn('<script>x</script> [x](javascript:alert) ![p](https://x/p.png) [^a]')
    expect(html).not.toMatch(/<script|<img|href="javascript/)
    expect(html).toContain('english &lt;a&gt;')
    expect(html).toContain('Somebody &amp; Co 2014')
  })

  test('chapters are listed with their addresses, questions and sources last', () => {
    const told = renderArticle(
      {
        language: 'sv',
        body: '## Så går det till\n\nKort.[^a]\n\n### Mer\n\n## Så går det till',
        questions: [{ question: 'Hur?', answer: 'Så.[^b]' }],
      },
      known,
    )
    expect(told.contents).toEqual([
      { id: 'sa-gar-det-till', title: 'Så går det till' },
      { id: 'sa-gar-det-till-2', title: 'Så går det till' },
      { id: 'vanliga-fragor', title: 'Vanliga frågor' },
      { id: 'sources', title: 'Källor' },
    ])
    for (const { id } of told.contents) expect(told.html).toContain(`<h2 id="${id}">`)
    expect(told.html).toContain('<cite class="source-cite" lang="en"><a href="https://doi.org/10.1/a">')
  })

  test('a table’s rows are named by their first cell', () => {
    const html = drawn('| When | What |\n| --- | --- |\n| Day 1 | Red.[^a] |\n')
    expect(html).toContain('<th scope="col">When</th>')
    expect(html).toMatch(/<th scope="row">Day 1<\/th>\n<td>Red\./)
  })

  test('an article that cites nothing has no list of sources', () => {
    expect(drawn('## One\n\nTwo.')).toBe('<h2 id="one">One</h2>\n<p>Two.</p>\n')
  })
})

const phone = '+46 40 12 34 56'

describe.each(articles)('the page of $slug', ({ language, body, questions }) => {
  const answered = questions.map(({ question, answer }) => ({
    question,
    answer: withPhoneLink(answer, phone),
  }))
  const { html, contents } = renderArticle(
    { language, body: withPhoneLink(body, phone), questions: answered },
    facts,
  )

  test('is valid HTML', async () => {
    const validate = new HtmlValidate({ extends: ['html-validate:recommended', 'html-validate:a11y'] })
    const head = `<!DOCTYPE html>\n<html lang="${language}"><head><title>x</title></head>`
    const report = await validate.validateString(`${head}<body><main><h1>x</h1>${html}</main></body></html>`)
    const faults = report.results.flatMap((result) => result.messages)
    expect(faults.map((fault) => `${fault.line}: ${fault.ruleId} ${fault.message}`)).toEqual([])
  })

  test('gives every id once and leads nowhere that is not there', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id)
    expect(targets.filter((id) => !ids.includes(id))).toEqual([])
    expect(contents.filter(({ id }) => !ids.includes(id))).toEqual([])
  })

  test('needs no script and no inline style', () => {
    expect(html).not.toMatch(/<script|<style| style=| on[a-z]+="/)
  })

  test('leaves no mark or placeholder unread', () => {
    expect(html).not.toMatch(/\[\^|\{\{/)
  })
})
