import { data, redirect } from 'react-router'
import { addDayLook } from '#clinic'
import { windowInterval } from '#booking/pure'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { sayShortDay } from '#platform/say'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/week.page'
import { atWorkFor } from '../may.server.ts'
import { isAgain } from './again.ts'
import { askedDay } from './asked-day.ts'
import { addressOf, askedBy } from './board-address.ts'
import { BoardPagePanel, type BoardPageProps } from './board-page.panel.tsx'
import type { By } from './boarded-day.ts'
import { boardLabel, waysFrom } from './board-ways.server.ts'
import { movedFrom } from './moved.ts'
import { readWeek } from './read-board.server.ts'

export async function loader({ request, params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-day')
  const by = askedBy(url.searchParams)
  const field = url.searchParams.get('date') ?? ''
  if (askedDay(field)) throw redirect(addressOf({ view: 'week', by, date: field }), 303)
  const { inClinic, now } = context.get(requestContext)
  const { clinic, staff, language } = atWork
  const today = dayIn(clinic.zone, now())
  const day = params.date === undefined ? today : askedDay(params.date)
  if (!day) throw data(null, { status: 404 })
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  const week = await inClinic(async (trx) => {
    const detail = { date: monday.toString(), days: 7 }
    await addDayLook(trx, { at: now(), staff: staff.id, detail, isAgain: isAgain(request) })
    const who = (url.searchParams.get('who') ?? '').slice(0, 50)
    return readWeek(trx, { monday, by, who, now: now() }, atWork)
  })
  const locale = { locale: language }
  const date = day.toString()
  const said = (from: typeof day) =>
    sayShortDay(windowInterval({ zone: clinic.zone, from, days: 1 }).start, { zone: clinic.zone, language })
  const who = week.chosen && { who: week.chosen.id }
  const linkTo = (days: number, words: string) => ({
    href: addressOf({ view: 'week', by, date: monday.add({ days }).toString(), ...who }),
    words,
  })
  const from = { view: 'week', by, date, language } as const
  const shown: BoardPageProps = {
    ...from,
    ...waysFrom(from),
    clinic: clinic.name,
    title: m.board_week_title(
      { week: monday.weekOfYear ?? 0, from: said(monday), to: said(monday.add({ days: 6 })) },
      locale,
    ),
    before: linkTo(-7, m.board_week_before({}, locale)),
    present: {
      href: addressOf({ view: 'week', by, ...who }),
      words: m.board_this_week({}, locale),
      isHere: monday.equals(today.subtract({ days: today.dayOfWeek - 1 })),
    },
    after: linkTo(7, m.board_week_after({}, locale)),
    whose: whoseFrom(week, from),
    board: week.board,
    boardLabel: boardLabel(from),
    nothing: nothingIn(week, language),
    cancelled: [],
    book: `/staff/clients/book?from=${date}`,
    badDate: field === '' ? undefined : field.slice(0, 20),
    moved: movedFrom(url),
    version: week.version,
    asks: `/staff/changes/version?from=${monday.toString()}&days=7`,
  }
  return data(shown, { status: shown.badDate === undefined ? 200 : 422 })
}

type Week = Awaited<ReturnType<typeof readWeek>>

function nothingIn({ standing, board }: Week, language: Language): string | undefined {
  if (standing > 0) return undefined
  return board ? m.board_week_empty({}, { locale: language }) : m.board_week_closed({}, { locale: language })
}

function whoseFrom({ listed, chosen }: Week, from: { readonly by: By; readonly date: string }) {
  return listed.map(({ id, name }) => ({
    href: addressOf({ view: 'week', by: from.by, date: from.date, who: id }),
    words: name,
    isHere: id === chosen?.id,
  }))
}

export default function WeekPage({ loaderData }: Route.ComponentProps) {
  return <BoardPagePanel {...loaderData} />
}
