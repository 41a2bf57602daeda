import { data, redirect, type RouterContextProvider } from 'react-router'
import { markVisit } from '#booking/desk'
import type { Mark } from '#booking/pure'
import { requestContext } from '#platform/context'
import { atWorkFor } from '../may.server.ts'

export function markFrom(text: string | null | undefined): Mark | undefined {
  return (['arrived', 'missed', 'booked'] as const).find((mark) => mark === text)
}

/** Says that the client came or did not, or takes that back, and shows the card again. */
export async function markAsAsked(
  context: Readonly<RouterContextProvider>,
  visit: string,
  as: Mark,
): Promise<ReturnType<typeof data<{ notMarked: 'taken' | 'cannot' }>>> {
  const { staff } = atWorkFor(context, 'mark-visit')
  const { inClinic, now } = context.get(requestContext)
  const answer = await inClinic((trx) => markVisit(trx, { visit, as, by: `staff:${staff.id}`, now: now() }))
  if (!('refused' in answer)) throw redirect(`/staff/visits/${visit}?marked=${as}`, 303)
  switch (answer.refused) {
    case 'unknown-visit':
      throw data(null, { status: 404 })
    case 'cannot-be-marked':
      return data({ notMarked: 'cannot' }, { status: 409 })
    case 'time-taken':
      return data({ notMarked: 'taken' }, { status: 409 })
  }
}
