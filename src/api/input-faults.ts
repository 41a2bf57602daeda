import type { z } from 'zod'
import { isRefusalCode, type RefusalCode } from './refusal-texts.ts'

export type BadInput = { readonly error: z.ZodError; readonly target: string; readonly data?: unknown }
export type Fault = { readonly code: RefusalCode; readonly path: string }

/** Nobody needs to read back more of what she sent than this. */
const longestPath = 200

/** The first fault that the schema found. A schema that knows better names a refusal in place of zod's message. */
export function faultFrom({ error, target, data }: BadInput): Fault {
  const [issue] = error.issues
  if (!issue) throw new Error('A schema refused without saying why.')
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = [...issue.path, ...unknown].join('.') || (target === 'json' ? 'body' : target)
  return { code: codeOf(issue, valueAt(issue.path, data)), path: path.slice(0, longestPath) }
}

function codeOf(issue: z.core.$ZodIssue, given: unknown): RefusalCode {
  if (given === undefined) return 'missing-field'
  if (isRefusalCode(issue.message)) return issue.message
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'unknown-field'
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'out-of-range'
    case 'too_small':
      return issue.origin === 'string' ? 'missing-field' : 'out-of-range'
    default:
      return 'invalid-field'
  }
}

/** zod tells what it expected, not whether anything was there. */
function valueAt(path: readonly PropertyKey[], data: unknown): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    data,
  )
}
