import { data, redirect } from 'react-router'
import { addDayLook } from '#clinic'
import { windowInterval } from '#booking/pure'
import { requestContext } from '#platform/context'
import { sayDay, sayShortDay } from '#platform/say'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/day.page'
import { atWorkFor } from '../may.server.ts'
import { isAgain } from './again.ts'
import { addressOf, askedBy } from './board-address.ts'
import { askedDay } from './asked-day.ts'
import { BoardPagePanel, type BoardPageProps } from './board-page.panel.tsx'
import { saySpan } from './board-visit.server.ts'
import { asHeading, boardLabel, waysFrom } from './board-ways.server.ts'
import { movedFrom } from './moved.ts'
import { justBlocked, readWaiting } from '../settle/settle-notice.server.ts'
import { readBoard } from './read-board.server.ts'

export async function loader({ request, params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-day')
  const by = askedBy(url.searchParams)
  const field = url.searchParams.get('date') ?? ''
  if (askedDay(field)) throw redirect(addressOf({ view: 'day', by, date: field }), 303)
  const { inClinic, now } = context.get(requestContext)
  const { clinic, staff, language } = atWork
  const saying = { zone: clinic.zone, language }
  const today = dayIn(clinic.zone, now())
  const day = params.date === undefined ? today : askedDay(params.date)
  if (!day) throw data(null, { status: 404 })
  const date = day.toString()
  const { board, standing, cancelled, version, printed, waiting } = await inClinic(async (trx) => {
    await addDayLook(trx, { at: now(), staff: staff.id, detail: { date }, isAgain: isAgain(request) })
    const shown = await readBoard(trx, { date: day, by, now: now() }, atWork)
    return { ...shown, waiting: await readWaiting(trx, now()) }
  })
  const startOf = (from: typeof day) => windowInterval({ zone: clinic.zone, from, days: 1 }).start
  const linkTo = (days: number, beside: string) => {
    const other = day.add({ days })
    const words = `${sayShortDay(startOf(other), saying)} (${beside})`
    return { href: addressOf({ view: 'day', by, date: other.toString() }), words }
  }
  const locale = { locale: language }
  const from = { view: 'day', by, date, language } as const
  const shown: BoardPageProps = {
    ...from,
    ...waysFrom(from),
    clinic: clinic.name,
    title: asHeading(sayDay(startOf(day), saying, today.year)),
    before: linkTo(-1, m.staff_day_before({}, locale)),
    present: {
      href: addressOf({ view: 'day', by }),
      words: m.staff_today({}, locale),
      isHere: day.equals(today),
    },
    after: linkTo(1, m.staff_day_after({}, locale)),
    whose: [],
    board,
    boardLabel: boardLabel(from),
    nothing:
      standing > 0 ? undefined : board ? m.staff_day_empty({}, locale) : m.staff_day_closed({}, locale),
    cancelled: cancelled.map((visit) => ({ ...visit, time: saySpan(visit, saying) })),
    printed,
    book: `/staff/clients/book?from=${date}`,
    badDate: field === '' ? undefined : field.slice(0, 20),
    moved: movedFrom(url),
    settle: { waiting, ...justBlocked(url) },
    version,
    asks: `/staff/changes/version?from=${date}`,
  }
  return data(shown, { status: shown.badDate === undefined ? 200 : 422 })
}

export default function DayPage({ loaderData }: Route.ComponentProps) {
  return <BoardPagePanel {...loaderData} />
}
