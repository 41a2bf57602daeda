/** What a move does to each visit of a course, in words: which moves, which must follow and why, which stays. */
import type { MovedVisit, MoveReason, OfferedMove, VisitTime } from '#booking/contract'
import { restDaysBetween } from '#booking/pure'
import type { Rest } from '#clinic/contract'
import type { ThreadProps } from '#look/thread.panel.tsx'
import { type Saying, sayDayAndTime } from '#platform/say'
import { m } from '#platform/words'
import { threadFrom } from './course-words.ts'

/** With whose clock and language it is said, and the rest that the course's rule asks for. */
export type Telling = Saying & { readonly rest: Rest | undefined }

/** "The third visit"; the one visit of a course has no number. */
export function sayWhich(
  { position }: { readonly position: number },
  { language, visits }: { readonly language: Saying['language']; readonly visits: number },
): string {
  const locale = { locale: language }
  if (visits === 1) return m.moves_only_visit({}, locale)
  return (ordinals[position - 1] ?? m.moves_only_visit)({}, locale)
}

const ordinals = [
  m.moves_ordinal_1,
  m.moves_ordinal_2,
  m.moves_ordinal_3,
  m.moves_ordinal_4,
  m.moves_ordinal_5,
  m.moves_ordinal_6,
  m.moves_ordinal_7,
  m.moves_ordinal_8,
  m.moves_ordinal_9,
  m.moves_ordinal_10,
]

type MovedVisits = OfferedMove['visits']

/** What an offer says at once: which of the other visits have to go along, and why; or that none has. */
export function sayOthers(visits: MovedVisits, telling: Telling): readonly string[] {
  const following = visits.filter((visit) => visit.change === 'follows')
  if (following.length > 0) return following.map((visit) => sayFollowing(visit, visits, telling))
  const others = visits.some((visit) => visit.change === 'stays')
  return others ? [m.moves_others_stay({}, { locale: telling.language })] : []
}

/** A line for each visit of the course, in order. */
export function sayEach(visits: MovedVisits, telling: Telling): readonly string[] {
  return visits.map((visit) => {
    const line = sayLine(visit, visits, telling)
    const { therapist, before, change } = visit
    const another = change !== 'stays' && therapist && therapist.id !== before.therapist?.id
    return another
      ? `${line} ${m.moves_line_with({ name: therapist.name }, { locale: telling.language })}`
      : line
  })
}

function sayLine(visit: MovedVisit, visits: MovedVisits, telling: Telling): string {
  const locale = { locale: telling.language }
  const which = sayWhich(visit, { language: telling.language, visits: visits.length })
  const when = sayDayAndTime(visit.start, telling)
  switch (visit.start === visit.before.start ? 'stays' : visit.change) {
    case 'follows':
      return sayFollowing(visit, visits, telling)
    case 'stays':
      return m.moves_line_stays({ visit: which, when }, locale)
    case 'asked':
      return m.moves_line_asked(
        { visit: which, before: sayDayAndTime(visit.before.start, telling), after: when },
        locale,
      )
  }
}

/** Why it cannot stay: from where the visit before it comes to stand, its old time is too near or too far. */
function sayFollowing(visit: MovedVisit, visits: MovedVisits, telling: Telling): string {
  const locale = { locale: telling.language }
  const said = {
    visit: sayWhich(visit, { language: telling.language, visits: visits.length }),
    when: sayDayAndTime(visit.start, telling),
  }
  const earlier = visits[visits.indexOf(visit) - 1]
  const { rest, zone } = telling
  if (!earlier || !rest) return m.moves_follows(said, locale)
  const days = restDaysBetween(earlier.start, visit.before.start, zone)
  // Where a visit between them was cancelled, the longest rest is as long as for both.
  const mostDays = rest.atMostDays * Math.max(1, visit.position - earlier.position)
  if (days < rest.atLeastDays) return m.moves_must_least({ ...said, days: rest.atLeastDays }, locale)
  if (days > mostDays) return m.moves_must_most({ ...said, days: mostDays }, locale)
  return m.moves_follows(said, locale)
}

/** The course as it stands now. */
export function threadBefore(visits: MovedVisits, saying: Saying): ThreadProps {
  const before: readonly VisitTime[] = visits.map((visit) => visit.before)
  return threadFrom(before, saying, m.moves_as_it_is({}, { locale: saying.language }))
}

/** The course as it would be, with a word at each knot that is elsewhere. */
export function threadAfter(visits: MovedVisits, saying: Saying): ThreadProps {
  const locale = { locale: saying.language }
  const thread = threadFrom(visits, saying, m.moves_as_it_becomes({}, locale))
  const words = { asked: m.moves_tag_asked, follows: m.moves_tag_follows }
  return {
    ...thread,
    visits: thread.visits.map((drawn, at) => {
      const change = changeOf(visits[at])
      return change === 'stays'
        ? drawn
        : { ...drawn, state: 'moved' as const, stateWord: words[change]({}, locale) }
    }),
  }
}

/** A visit may be asked to move with its whole course and come to stand where it stood. */
function changeOf(visit: MovedVisit | undefined): MovedVisit['change'] {
  if (!visit) return 'stays'
  const { start, therapist, before } = visit
  return start === before.start && therapist?.id === before.therapist?.id ? 'stays' : visit.change
}

/** "The same therapist, the same weekday." That the later visits stay is said in a sentence of its own. */
export function sayMoveReasons(reasons: readonly MoveReason[], language: Saying['language']): string {
  const words = reasons.flatMap((reason) =>
    reason === 'later-stay' ? [] : [reasonWords[reason]({}, { locale: language })],
  )
  return words.length > 0 ? `${asFirst(words.join(', '))}.` : ''
}

const reasonWords = {
  'same-therapist': m.moves_reason_same_therapist,
  'same-weekday': m.moves_reason_same_weekday,
  'same-time': m.moves_reason_same_time,
  'ideal-rest': m.moves_reason_ideal_rest,
}

/** As words stand first in a line: Swedish writes its weekdays small. */
export function asFirst(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
