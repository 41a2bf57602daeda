/**
 * The few questions before a treatment is booked end in one of three ways: go on, book a skin analysis, or call.
 * The strictest wins, and a call is stricter than an analysis: the analysis is itself a visit, and someone with a
 * cold sore, or under 18, should speak with the clinic before coming at all.
 *
 * A yes to a question that is no longer asked is still a yes, so it leads to a call and never to "clear".
 */

export type AskedQuestion = { readonly id: string; readonly leadsTo: 'analysis' | 'call' }

export type Verdict =
  | { readonly clear: true }
  | {
      readonly clear: false
      readonly leadsTo: 'analysis' | 'call'
      /** Every question answered with yes, in the order in which they are asked. */
      readonly because: readonly string[]
    }

export function verdict(asked: readonly AskedQuestion[], yes: ReadonlySet<string>): Verdict {
  if (yes.size === 0) return { clear: true }
  const answered = asked.filter((question) => yes.has(question.id))
  const unasked = [...yes].filter((id) => !asked.some((question) => question.id === id))
  const callFirst = unasked.length > 0 || answered.some((question) => question.leadsTo === 'call')
  return {
    clear: false,
    leadsTo: callFirst ? 'call' : 'analysis',
    because: [...answered.map((question) => question.id), ...unasked],
  }
}
