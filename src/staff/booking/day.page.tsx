import { data, redirect } from 'react-router'
import { addAudit } from '#clinic'
import { windowInterval } from '#booking/pure'
import { requestContext } from '#platform/context'
import { sayDay, sayShortDay } from '#platform/say'
import { dayIn, minuteFrom } from '#platform/time'
import type { Route } from './+types/day.page'
import { atWorkFor } from '../may.server.ts'
import { askedDay } from './asked-day.ts'
import { saySpan } from './board-from-day.server.ts'
import { DayPanel, type DayPanelProps } from './day.panel.tsx'
import { readBoard } from './read-board.server.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-day')
  const by = url.searchParams.get('by') === 'room' ? 'room' : 'therapist'
  const field = url.searchParams.get('date') ?? ''
  if (askedDay(field)) throw redirect(addressOf(field, by), 303)
  const { inClinic, now } = context.get(requestContext)
  const { clinic, staff, language } = atWork
  const saying = { zone: clinic.zone, language }
  const today = dayIn(clinic.zone, now())
  const date = params.date === undefined ? today : askedDay(params.date)
  if (!date) throw data(null, { status: 404 })
  const { board, standing, cancelled } = await inClinic(async (trx) => {
    const actor = `staff:${staff.id}` as const
    const detail = { date: date.toString() }
    await addAudit(trx, { at: now(), actor, act: 'day-looked-at', subject: staff.id, detail })
    return readBoard(trx, { date, by, now: minuteFrom(now()) }, atWork)
  })
  const linkTo = (days: number) => {
    const other = date.add({ days })
    const { start } = windowInterval({ zone: clinic.zone, from: other, days: 1 })
    return { href: addressOf(other.toString(), by), words: sayShortDay(start, saying) }
  }
  const shown: DayPanelProps = {
    language,
    clinic: clinic.name,
    by,
    date: date.toString(),
    isToday: date.equals(today),
    title: asHeading(
      sayDay(windowInterval({ zone: clinic.zone, from: date, days: 1 }).start, saying, today.year),
    ),
    before: linkTo(-1),
    after: linkTo(1),
    board,
    standing,
    cancelled: cancelled.map((visit) => ({ ...visit, time: saySpan(visit, saying) })),
    badDate: field === '' ? undefined : field.slice(0, 20),
  }
  return data(shown, { status: shown.badDate === undefined ? 200 : 422 })
}

function addressOf(date: string, by: 'therapist' | 'room'): string {
  return by === 'room' ? `/staff/day/${date}?by=room` : `/staff/day/${date}`
}

/** A weekday begins with a small letter in Swedish, a heading does not. */
function asHeading(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export default function DayPage({ loaderData }: Route.ComponentProps) {
  return <DayPanel {...loaderData} />
}
