/**
 * The chain of a text: everything that was ever done to it, each with the hash that the text and its facts had then.
 * As a table it can be given to whoever audits the clinic, and read by any other program.
 */

/** One thing that was done to a text. Without `who` it came with Lyster. */
export type ChainLink = {
  readonly at: string
  readonly act: 'saved' | 'asked' | 'approved' | 'withdrawn' | 'fact-changed'
  readonly who: string | undefined
  /** Of the text with its facts; a changed fact has none of its own. */
  readonly hash: string | undefined
  /** A version, a credential with the next review's day, or a fact with its value. */
  readonly detail: string
  readonly fictitious: boolean
}

/** The chain as a table for other programs, RFC 4180; a cell never begins as a formula does. */
export function chainAsCsv(chain: readonly ChainLink[]): string {
  const rows = chain.map(({ at, act, who, hash, detail, fictitious }) => [
    at,
    act,
    who ?? 'Lyster',
    hash ?? '',
    detail,
    fictitious ? 'yes' : 'no',
  ])
  return [['at', 'act', 'who', 'sha256', 'detail', 'made_up'], ...rows]
    .map((row) => `${row.map(cellOf).join(',')}\r\n`)
    .join('')
}

function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
