import type { Question } from '#questions/contract'
import { instantFrom } from '#platform/time'
import type { ShownLine } from './inbox.panel.tsx'
import { type About, type Saying, sayPromise, sayWay, tagsOf } from './question-words.ts'
import { sayAge } from './say-age.ts'

type Reader = Saying & { readonly now: number; readonly mayRead: boolean }

const mostWords = 140

/** A question as the list shows it: no number or address yet, and the first words only to who may read them. */
export function lineFrom(question: Question, about: About | undefined, reader: Reader): ShownLine {
  return {
    id: question.id,
    name: question.name,
    at: instantFrom(question.askedAt).toString(),
    age: sayAge(question.askedAt, reader.now, reader),
    way: sayWay(question.way, reader.language),
    about,
    tags: tagsOf(question, reader),
    promise: sayPromise(question, reader),
    beginning: reader.mayRead ? beginningOf(question.body) : undefined,
    language: question.language,
  }
}

function beginningOf(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim()
  if (line.length <= mostWords) return line
  return `${line.slice(0, mostWords).replace(/\s\S*$/, '')} …`
}
