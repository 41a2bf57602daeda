/** What a move means, in the words of whoever works here: where a visit is, and which rule its place breaks. */
import type { RuleBroken, VisitTime } from '#booking/contract'
import type { Saying } from '#platform/say'
import { m } from '#platform/words'

export function placesOf({ therapist, room, device }: VisitTime): string {
  return [therapist, room, device].flatMap((one) => (one ? [one.name] : [])).join(' · ')
}

/** "Only 20 days between visits 1 and 2: 8 too few, the rule is at least 28." */
export function sayBroken(broken: RuleBroken, { language }: Saying): string {
  const locale = { locale: language }
  const { visit } = broken
  if (broken.rule === 'too-late') return m.board_move_inside_notice({ hours: broken.noticeHours }, locale)
  const { days, atLeastDays, atMostDays } = broken
  return broken.rule === 'rest-too-short'
    ? m.board_move_too_short(
        { days, before: visit - 1, visit, by: atLeastDays - days, least: atLeastDays },
        locale,
      )
    : m.board_move_too_long(
        { days, before: visit - 1, visit, by: days - atMostDays, most: atMostDays },
        locale,
      )
}
