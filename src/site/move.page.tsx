import { createHash } from 'node:crypto'
import { data, redirect } from 'react-router'
import { moveVisits, readMove } from '#booking'
import type { OfferedMove } from '#booking/contract'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import type { Route } from './+types/move.page'
import { findMoves, type FoundMoves, readMoving } from './find-moves.ts'
import { formText } from './form-text.ts'
import { headFrom } from './head.ts'
import { AgreeToMove } from './move-agree.panel.tsx'
import { ChooseMove } from './move-choose.panel.tsx'
import { CannotChange, MoveRefusedNotice } from './cannot-change.panel.tsx'
import type { MoveRefused, MoveShown } from './move-step.ts'
import { isTooFast } from './pace.ts'
import { readForm } from './read-form.ts'
import { siteContext } from './site-context.ts'

const longestMove = 8000

/** First a choice of times; with a move in the address, that move as the whole course before and after. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { inClinic, keys, now } = context.get(requestContext)
  const asking = await readMoving(context, { request, secret: params.secret })
  const { course, asked, values, faults } = asking
  const page = {
    ...context.get(siteContext),
    secret: params.secret,
    asked,
    values,
    faults,
    rest: course.service?.rest,
    visits: course.visits.filter((visit) => visit.state !== 'cancelled'),
  }
  const move = (new URL(request.url).searchParams.get('move') ?? '').slice(0, longestMove)
  if (move === '') {
    const found = await findMoves(context, asking)
    return data({ ...page, ...stepFrom(found) }, 'refused' in found ? 409 : faults.length > 0 ? 422 : 200)
  }
  const read = await inClinic((trx) => readMove(trx, { move, course: course.id, keys, now: now() }))
  if (!('refused' in read)) return data({ ...page, ...agreeTo(read) })
  const found = await findMoves(context, asking)
  return data({ ...page, ...stepFrom(found, read.refused) }, read.refused === 'unknown-move' ? 422 : 409)
}

function agreeTo(move: OfferedMove): MoveShown {
  return { step: { at: 'agree', move }, refused: undefined }
}

function stepFrom(found: FoundMoves, refused?: MoveRefused): MoveShown {
  return {
    step: 'refused' in found ? { at: 'end', why: found.refused } : { at: 'choose', ...found },
    refused,
  }
}

/** Moves every visit of the move or none. The move is its own key: sent twice, it is done once and answered the same. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const { inClinic, keys, now } = context.get(requestContext)
  const { language } = context.get(siteContext)
  const asking = await readMoving(context, { request, secret: params.secret })
  const move = formText(await readForm(request), 'move').slice(0, longestMove)
  if (await isTooFast(context, 'move'))
    return data({ step: undefined, refused: 'too-many-requests' as const }, 429)
  const key = createHash('sha256').update(move).digest('base64url')
  const course = asking.course.id
  const moved = await inClinic((trx) =>
    moveVisits(trx, {
      move,
      course,
      by: 'client',
      key: `site-move:${key}`,
      requestHash: key,
      now: now(),
      keys,
    }),
  )
  if (!('refused' in moved)) {
    const news = new URLSearchParams({ moved: moved.moved.map((visit) => visit.position).join(' ') })
    news.set('back', moved.back)
    throw redirect(`/${language}/visits/${params.secret}?${news}`, 303)
  }
  switch (moved.refused) {
    case 'too-late':
    case 'already-begun':
      return data(stepFrom({ refused: moved.refused }), 409)
    case 'time-taken':
    case 'changed-meanwhile':
      return data(stepFrom(await findMoves(context, asking, await wantedStarts()), moved.refused), 409)
    default:
      return data(stepFrom(await findMoves(context, asking), 'unknown-move'), 422)
  }

  /** What she agreed to and could not have, so that the nearest to it is shown first. */
  async function wantedStarts() {
    const wanted = await inClinic((trx) => readMove(trx, { move, course, keys, now: now() }))
    if ('refused' in wanted) return undefined
    return wanted.visits.filter((visit) => visit.change === 'asked').map((visit) => visit.start)
  }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { language, clinic } = loaderData
  return headFrom({ title: `${m.moves_title({}, { locale: language })} – ${clinic.name}`, hidden: true })
}

export default function MovePage({ loaderData, actionData }: Route.ComponentProps) {
  const step = actionData?.step ?? loaderData.step
  const refused = actionData ? actionData.refused : loaderData.refused
  const notice = refused && <MoveRefusedNotice refused={refused} language={loaderData.language} />
  return (
    <main id="main">
      {step.at === 'agree' && <AgreeToMove page={loaderData} move={step.move} notice={notice} />}
      {step.at === 'choose' && <ChooseMove page={loaderData} offers={step} notice={notice} />}
      {step.at === 'end' && <CannotChange page={loaderData} why={step.why} />}
    </main>
  )
}
