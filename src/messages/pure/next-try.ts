/**
 * What comes of a try. A definite no for good ends it; "later" and silence are tried again, each time after a longer
 * wait, spread a little so that a server that comes back is not met by all at once. After the last try it is given
 * up, and a person sees it.
 *
 * Some tries end in doubt: the connection broke, or the process was killed, after the message may have been taken.
 * Not sending again could leave a client untold, sending again could tell her twice. Telling twice is the lesser
 * harm, once: after the second doubt a person decides.
 */
/** The server did not answer, said "later", said no, or refused our sign-in; the address is none; nobody knows; we broke. */
export const failures = ['no-answer', 'later', 'refused', 'sign-in', 'address', 'in-doubt', 'broken'] as const
export type Failure = (typeof failures)[number]

export type TryOutcome =
  | { readonly sent: true }
  | {
      readonly sent: false
      readonly again: 'later' | 'never' | 'in-doubt'
      readonly why: Failure
      readonly code?: number | undefined
    }

export type AfterTry =
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly why: Failure }
  | { readonly state: 'waiting'; readonly why: Failure; readonly waitSeconds: number }

/** A minute first, and in the end half a day: about a day and a half in all. */
const waitMinutes = [1, 5, 15, 60, 180, 360, 720, 720] as const
const mostDoubts = 2

/** `tries` and `doubts` count this try in; `spread` is from 0 to 1. */
export function afterTry(
  outcome: TryOutcome,
  { tries, doubts, spread }: { readonly tries: number; readonly doubts: number; readonly spread: number },
): AfterTry {
  if (outcome.sent) return { state: 'sent' }
  const minutes = waitMinutes[tries - 1]
  if (outcome.again === 'never') return { state: 'failed', why: outcome.why }
  if (isTooDoubtful(doubts)) return { state: 'failed', why: 'in-doubt' }
  if (minutes === undefined) return { state: 'failed', why: outcome.why }
  return { state: 'waiting', why: outcome.why, waitSeconds: Math.round(minutes * 60 * (0.8 + 0.4 * spread)) }
}

/** True when it may have been taken twice already, so that no third may go without a person's word. */
export function isTooDoubtful(doubts: number): boolean {
  return doubts >= mostDoubts
}
