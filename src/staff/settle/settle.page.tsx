import { data } from 'react-router'
import { z } from 'zod'
import { requestContext } from '#platform/context'
import { minuteFrom } from '#platform/time'
import { listComingTimesOff } from '#set-up'
import type { Route } from './+types/settle.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { decisionsFrom } from './decisions.server.ts'
import { settleAsDecided } from './settle-as-decided.server.ts'
import { linesFor, mostAtOnce } from './settle-lines.server.ts'
import { SettlePanel } from './settle.panel.tsx'
import { timeOffInWords } from './time-off-words.ts'

/** One absence and the visits in it; without one, every absence that has any. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'move-visit')
  const { clinic, language } = atWork
  const { inClinic, now, keys } = context.get(requestContext)
  const saying = { zone: clinic.zone, language }
  const wanted = params.timeOff === undefined ? undefined : idFrom(params.timeOff)
  const read = await inClinic(async (trx) => {
    const times = await listComingTimesOff(trx, now())
    const one = times.find(({ id }) => id === wanted)
    const visits = (one?.touches ?? []).slice(0, mostAtOnce).map(({ id }) => id)
    return { times, one, lines: await linesFor(trx, { visits, now: now(), keys }, atWork) }
  })
  if (wanted !== undefined && !read.one) throw data(null, { status: 404 })
  const shown = read.one ? [read.one] : read.times.filter(({ touches }) => touches.length > 0)
  return {
    language,
    clinic: clinic.name,
    one: wanted !== undefined,
    times: shown.map((time) => ({
      id: time.id,
      words: timeOffInWords(time, saying),
      why: time.isBlock ? time.why : undefined,
      visits: time.touches.length,
      begun: time.start <= minuteFrom(now()),
    })),
    lines: read.lines,
  }
}

/** Does for each visit what was confirmed, each by itself, and says what came of it. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { staff, clinic, language } = atWorkFor(context, 'move-visit')
  const timeOff = idFrom(params.timeOff ?? '')
  const decisions = decisionsFrom(await readForm(request))
  const { inClinic, now, keys } = context.get(requestContext)
  const settled = await settleAsDecided(
    { timeOff, decisions },
    { inClinic, keys, now: now(), staff: staff.id, saying: { zone: clinic.zone, language } },
  )
  const missed = settled.some(({ kind }) => kind === 'refused')
  return data({ settled }, { status: missed ? 409 : 200 })
}

function idFrom(text: string): string {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw data(null, { status: 404 })
  return id.data
}

export default function SettlePage({ loaderData, actionData }: Route.ComponentProps) {
  return <SettlePanel {...loaderData} settled={actionData?.settled} />
}
