import { diffWordsWithSpace } from 'diff'
import type { Snapshot } from './snapshot.ts'
import type { Fact } from './read-fact-file.ts'

/** Words that stayed, came or went. */
export type DifferencePart = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

export type Difference = {
  /** 'title', 'summary', 'body', 'concern', 'questions', or a fact's id. */
  readonly place: string
  readonly parts: readonly DifferencePart[]
}

type Words = Pick<Snapshot, 'title' | 'summary' | 'body' | 'concern'> & {
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
}

/** What has changed in the text and in the facts that it cites since it was approved; the rest is left out. */
export function differencesFrom(
  approved: Snapshot,
  present: { readonly text: Words; readonly facts: readonly Fact[]; readonly language: 'sv' | 'en' },
): Difference[] {
  const { text, facts, language } = present
  const pairs: (readonly [string, string, string])[] = [
    ['title', approved.title, text.title],
    ['summary', approved.summary, text.summary],
    ['body', approved.body, text.body],
    ['concern', approved.concern, text.concern],
    ['questions', askedIn(approved), askedIn(text)],
  ]
  const ids = [...new Set([...approved.facts, ...facts].map(({ factId }) => factId))].toSorted()
  const told = (among: readonly Fact[], id: string) => {
    const fact = among.find(({ factId }) => factId === id)
    return fact ? tellFact(fact, language) : ''
  }
  const ofFacts = ids.map((id) => [id, told(approved.facts, id), told(facts, id)] as const)
  return [...pairs, ...ofFacts]
    .filter(([, before, after]) => before !== after)
    .map(([place, before, after]) => ({
      place,
      parts: place === 'concern' ? whole(before, after) : partsOf(before, after),
    }))
}

function askedIn({ questions }: Words): string {
  return questions.map(({ question, answer }) => `${question}\n\n${answer}`).join('\n\n')
}

/** A fact in one line each, as its reader meets it, with what else the hash covers. */
function tellFact(fact: Fact, language: 'sv' | 'en'): string {
  const other = language === 'sv' ? 'en' : 'sv'
  const worth = [fact.value, fact.unit].filter((part) => part !== '').join(' ')
  const lines = [
    worth,
    fact.wording[language],
    fact.wording[other],
    fact.source,
    fact.sourceUrl ?? '',
    fact.grade,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

/** A choice is another one as a whole, not letter by letter. */
function whole(before: string, after: string): DifferencePart[] {
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
}

function partsOf(before: string, after: string): DifferencePart[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}
