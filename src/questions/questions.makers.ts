/** Made-up questions for tests. */
import { randomUUID } from 'node:crypto'
import type { NewQuestion } from './contract.ts'

export function aQuestion(change: Partial<NewQuestion> = {}): NewQuestion {
  return {
    form: randomUUID(),
    about: undefined,
    language: 'sv',
    body: 'Får jag simma dagen efter?',
    name: 'Vera Exempel',
    way: 'sms',
    reachAt: '+46701740605',
    reachWhen: 'any',
    ...change,
  }
}
