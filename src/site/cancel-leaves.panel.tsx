import type { BookedVisit } from '#booking/contract'
import { restDaysBetween } from '#booking/pure'
import type { Rest } from '#clinic/contract'
import { Notice } from '#look/notice.panel.tsx'
import { Thread } from '#look/thread.panel.tsx'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import { threadFrom } from './course-words.ts'
import type { MovePage } from './move-step.ts'

type CancelLeavesProps = {
  readonly page: Pick<MovePage, 'clinic' | 'language'> & {
    readonly left: readonly BookedVisit[]
    readonly rest: Rest | undefined
  }
}

/** What the course is after the cancellation: what is left, whether its rest holds, and that the price stands. */
export function CancelLeaves({ page }: CancelLeavesProps) {
  const { clinic, language, left, rest } = page
  const locale = { locale: language }
  if (left.length === 0) return <p>{m.moves_cancel_none({}, locale)}</p>
  const longest = longestGap(left, clinic.zone)
  return (
    <section className="cancel-leaves">
      <h2>{m.moves_cancel_left({}, locale)}</h2>
      <Thread {...threadFrom(left, { language, zone: clinic.zone }, m.moves_cancel_left({}, locale))} />
      {rest && longest > rest.atMostDays && (
        <Notice kind="waiting">
          <p>{m.moves_cancel_gap({ days: longest, most: rest.atMostDays }, locale)}</p>
        </Notice>
      )}
      {rest && left.length > 1 && longest <= rest.atMostDays && <p>{m.moves_cancel_rest({}, locale)}</p>}
      <p>{m.moves_cancel_price({ phone: sayPhone(clinic.phone) }, locale)}</p>
    </section>
  )
}

function longestGap(visits: readonly BookedVisit[], zone: string): number {
  const gaps = visits
    .slice(1)
    .map((visit, at) => restDaysBetween(visits[at]?.start ?? visit.start, visit.start, zone))
  return Math.max(0, ...gaps)
}
