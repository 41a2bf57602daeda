/**
 * When a form was opened, signed, so that a sending program cannot make it up: nobody writes a question in three
 * seconds, and a form that was open for hours is opened anew. Its id makes the same form sent twice one question.
 */
import { randomUUID } from 'node:crypto'
import type { Keys } from '#platform/keys'

type Opened = { readonly form: string; readonly seconds: number }

export const shortestSeconds = 3
export const longestSeconds = 2 * 60 * 60

export function openForm(keys: Keys, nowSeconds: number): string {
  const words = `${randomUUID()}.${nowSeconds}`
  return `${words}.${keys.sign('ask', words)}`
}

/** Undefined when it is none of ours. */
export function readOpened(keys: Keys, token: string): Opened | undefined {
  const [form = '', at = '', signature = ''] = token.split('.')
  if (!keys.matches('ask', `${form}.${at}`, signature)) return undefined
  return { form, seconds: Number(at) }
}
