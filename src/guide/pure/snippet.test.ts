import { describe, expect, test } from 'vitest'
import { snippetFor } from './snippet.ts'
import { weighTexts } from './weighed-words.ts'

const text = {
  id: 'wrinkles',
  title: 'Rynkor',
  summary: 'Om linjer i huden.',
  body: `Huden vilar. Två studier prövade rynkbehandling hos kvinnor.[^study] Solen skadar.

${'Ett ord till och '.repeat(30)}sedan smärta ${'och flera ord '.repeat(30)}.`,
  questions: [{ question: 'Hur ofta?', answer: 'En gång i månaden.' }],
}
const other = { ...text, id: 'other', body: 'En behandling tar 30 minuter. Smärtan går över.', questions: [] }
const texts = weighTexts([text, other], 'sv')
const said = (question: string) =>
  snippetFor(text, question, texts)
    .map(({ words, marked }) => (marked ? `[${words}]` : words))
    .join('')

describe('the sentence that shows why a text was found', () => {
  test('has the words asked for marked, in whatever form and inside a compound', () => {
    expect(said('behandlingar')).toBe('Två studier prövade [rynkbehandling] hos kvinnor.')
    expect(said('kvinna och studie')).toBe('Två [studier] prövade rynkbehandling hos [kvinnor].')
  })

  test('may be an answer of the text’s questions', () => {
    expect(said('månad')).toBe('En gång i [månaden].')
  })

  test('is the summary where no sentence has the words', () => {
    expect(said('parkering')).toBe('Om linjer i huden.')
  })

  test('is cut at words around what was asked for when it is long', () => {
    const long = said('smärta')
    expect(long).toMatch(/^… .*\[smärta\].* …$/)
    expect(long.length).toBeLessThan(240)
  })
})
