import { createHash } from 'node:crypto'
import { data, redirect } from 'react-router'
import { z } from 'zod'
import { moveVisits } from '#booking'
import { readVisit } from '#booking/desk'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import type { Route } from './+types/move.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { moveAskedFrom } from './move-asked.server.ts'
import { MovePanel, type MoveRefused } from './move.panel.tsx'
import { movePropsFrom } from './move-props.server.ts'
import { afterMove } from './moved.ts'
import { readMoveAsked } from './read-move.server.ts'

export async function loader({ request, params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'move-visit')
  const { inClinic, now, keys } = context.get(requestContext)
  const visit = visitIn(params)
  const asked = moveAskedFrom(request, atWork.clinic.zone)
  const reading = { now: now(), keys, atWork }
  const read = await inClinic(async (trx) => ({ found: await readMoveAsked(trx, { visit, asked }, reading) }))
  if ('refused' in read.found) throw data(null, { status: 404 })
  const shown = movePropsFrom(read.found, { asked, query: url.searchParams, now: now() }, atWork)
  const status = shown.faults.length > 0 ? 422 : shown.refused || !shown.canMove ? 409 : 200
  return data(shown, { status })
}

/** Moves, and goes back to where she came from with what came of it and the way to undo it. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { staff, clinic, language } = atWorkFor(context, 'move-visit')
  const { inClinic, now, keys } = context.get(requestContext)
  const visit = visitIn(params)
  const form = await readForm(request)
  const reason = (form['reason'] ?? '').trim()
  const move = (form['move'] ?? '').slice(0, 8000)
  const print = createHash('sha256').update(`${staff.id} ${move}`).digest('hex')
  const answer = await inClinic(async (trx) => {
    const found = await readVisit(trx, visit)
    if ('refused' in found) return found
    return moveVisits(trx, {
      move,
      course: found.visit.course,
      by: `staff:${staff.id}`,
      ...(reason.length >= 3 && { reason: reason.slice(0, 200) }),
      backReason: m.board_move_undo_reason({}, { locale: language }),
      key: `move:${print}`,
      requestHash: print,
      now: now(),
      keys,
    })
  })
  const { back = `/staff/visits/${visit}` } = moveAskedFrom(request, clinic.zone)
  if (!('refused' in answer))
    throw redirect(afterMove(back, { visit, undo: answer.isBack ? undefined : answer.back }), 303)
  const refusedWith = (kind: Exclude<MoveRefused['kind'], 'not-free'>) =>
    data({ refused: { kind }, reason, reasonMissing: false }, { status: 409 })
  switch (answer.refused) {
    case 'unknown-visit':
      throw data(null, { status: 404 })
    case 'reason-needed':
    case 'too-late':
      return data({ refused: undefined, reason, reasonMissing: true }, { status: 422 })
    case 'unknown-move':
    case 'key-reused':
      return refusedWith('unknown-move')
    case 'time-taken':
    case 'changed-meanwhile':
    case 'already-begun':
      return refusedWith(answer.refused)
  }
}

function visitIn({ visit }: { readonly visit: string }): string {
  const id = z.uuid().safeParse(visit)
  if (!id.success) throw data(null, { status: 404 })
  return id.data
}

export default function MovePage({ loaderData, actionData }: Route.ComponentProps) {
  const refused = loaderData.refused ?? actionData?.refused
  return (
    <MovePanel
      {...loaderData}
      refused={refused}
      reason={actionData?.reason}
      reasonMissing={actionData?.reasonMissing ?? false}
    />
  )
}
