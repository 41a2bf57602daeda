import type { MovedVisit, OfferedMove } from '#booking/contract'
import { planSettling, type Settling } from '#booking/desk'
import { listServices } from '#clinic'
import type { Localised } from '#platform/language'
import type { ClinicTransaction } from '#platform/db'
import { type Saying, sayDayAndTime, sayPhone, sayTime } from '#platform/say'
import { m } from '#platform/words'
import { placesOf, sayBroken } from '../move-words.ts'
import type { AtWork } from '../staff-context.ts'
import { callFirst, fieldFor, leaveIt } from './decisions.server.ts'
import type { SettleLine } from './settle.panel.tsx'

/** What is read through in one sitting; the rest comes after it. */
export const mostAtOnce = 20

type Planning = Parameters<typeof planSettling>[1]

export async function linesFor(
  trx: ClinicTransaction,
  planning: Planning,
  { clinic, language }: AtWork,
): Promise<SettleLine[]> {
  if (planning.visits.length === 0) return []
  const saying = { zone: clinic.zone, language }
  const services = new Map((await listServices(trx)).map(({ id, name }) => [id, name]))
  const settling = await planSettling(trx, planning)
  return settling.map((one) => lineFrom(one, services.get(one.visit.service), saying))
}

function lineFrom(
  { visit, proposals, best }: Settling,
  serviceName: Localised | undefined,
  saying: Saying,
): SettleLine {
  const locale = { locale: saying.language }
  const { position, visitsInCourse: count } = visit
  return {
    id: visit.id,
    field: fieldFor(visit.id),
    href: `/staff/visits/${visit.id}`,
    client: visit.client.name,
    when: `${sayDayAndTime(visit.start, saying)}–${sayTime(visit.clientLeaves, saying)}`,
    what: [
      serviceName?.[saying.language],
      count > 1 && m.staff_visit_of({ position, count }, locale),
      visit.therapist?.name,
    ]
      .filter(Boolean)
      .join(' · '),
    chosen: best?.id ?? callFirst,
    choices: [
      ...proposals.map((move) => choiceFrom(move, visit.id, saying)),
      { value: leaveIt, words: m.settle_leave({}, locale), hint: m.settle_leave_hint({}, locale) },
      {
        value: callFirst,
        words: m.settle_call({ phone: sayPhone(visit.client.phone) }, locale),
        hint: m.settle_call_hint({}, locale),
      },
    ],
    nothing: proposals.length === 0,
  }
}

/** Where it would be, what follows it, and which rule that breaks. */
function choiceFrom(move: OfferedMove, id: string, saying: Saying): SettleLine['choices'][number] {
  const locale = { locale: saying.language }
  const visit = move.visits.find((one) => one.id === id)
  const follows = move.visits
    .filter(({ change }) => change === 'follows')
    .map(({ position, start }) => m.settle_follows({ position, when: sayDayAndTime(start, saying) }, locale))
  const breaks = move.breaks.map((one) => sayBroken(one, saying))
  return {
    value: move.id,
    words: visit ? wordsFor(visit, saying) : '',
    hint: [visit ? placesOf(visit) : '', ...follows, ...breaks].filter(Boolean).join('. '),
  }
}

function wordsFor(visit: MovedVisit, saying: Saying): string {
  const locale = { locale: saying.language }
  if (visit.start !== visit.before.start) return sayDayAndTime(visit.start, saying)
  const name = visit.therapist?.name ?? ''
  return visit.therapist?.id === visit.before.therapist?.id
    ? m.settle_same_time({}, locale)
    : m.settle_same_time_with({ name }, locale)
}
