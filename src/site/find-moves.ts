/**
 * The moves that a client may choose among, for the address that asks for them: whose course it is, which visit of
 * it, and on what days she would rather come.
 */
import { data, type RouterContextProvider } from 'react-router'
import { offerMoves, type ReadCourse, readBookedCourse } from '#booking'
import type { OfferedMove } from '#booking/contract'
import { requestContext } from '#platform/context'
import { dayIn } from '#platform/time'
import { siteContext } from './site-context.ts'
import { readWhen, type When, type WhenFault, type WhenValues, whenValuesFrom } from './when.ts'

export type Asking = {
  readonly course: ReadCourse
  /** A visit's id, or 'all'. */
  readonly asked: string
  readonly values: WhenValues
  readonly faults: readonly WhenFault[]
  readonly when: When
}

/** Why it goes no further here; what was booked stands. */
export type NoMove = 'too-late' | 'already-begun'
export type FoundMoves =
  | { readonly moves: readonly OfferedMove[]; readonly more: boolean }
  | { readonly refused: NoMove }

type Context = Readonly<RouterContextProvider>

/** Wishes that cannot be used are told of and left out; the times are shown all the same. */
export async function readMoving(
  context: Context,
  { request, secret }: { readonly request: Request; readonly secret: string },
): Promise<Asking> {
  const { inClinic, keys, now } = context.get(requestContext)
  const { clinic } = context.get(siteContext)
  const query = new URL(request.url).searchParams
  const course = await inClinic((trx) => readBookedCourse(trx, { secret, keys }))
  if ('refused' in course) throw data(null, { status: 404 })
  const asked = query.get('visit') ?? 'all'
  const standing = course.visits.filter((visit) => visit.state === 'booked')
  if (!standing.some((visit) => asked === 'all' || visit.id === asked)) throw data(null, { status: 404 })
  const values = whenValuesFrom(query)
  const read = readWhen(values, dayIn(clinic.zone, now()))
  const wished = 'faults' in read ? { faults: read.faults, when: {} } : { faults: [], when: read.when }
  return { course, asked, values, ...wished }
}

const shown = 5

/** `near`: starts that could not be had after all, so that the nearest to them come first. */
export async function findMoves(
  context: Context,
  { course, asked, when }: Asking,
  near?: readonly number[],
): Promise<FoundMoves> {
  const { inClinic, keys, now } = context.get(requestContext)
  const { from, ...wish } = when
  const found = await inClinic((trx) =>
    offerMoves(trx, {
      course: course.id,
      visit: asked,
      by: 'client',
      ...(from && { from }),
      days: 180,
      limit: shown,
      wish: { ...wish, ...(near && { near }) },
      now: now(),
      keys,
    }),
  )
  if (!('refused' in found)) return { moves: found.moves, more: found.more }
  if (found.refused === 'unknown-visit') throw data(null, { status: 404 })
  return { refused: found.refused }
}
