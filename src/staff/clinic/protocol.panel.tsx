import type { Language } from '#platform/language'
import { m } from '#platform/words'

type Facts = {
  readonly total: number
  readonly client: number
  readonly therapist: number
  readonly aDay: number
  readonly aWeek: number
}

export type ProtocolPreview = {
  readonly segments: readonly {
    readonly minutes: number
    readonly texture: 'present' | 'rests' | 'after'
  }[]
  readonly before: Facts
  readonly after: Facts
}

/** A visit on a line of time, solid where the therapist is there, and what it does to the calendar. */
export function ProtocolPanel({
  language,
  preview: { segments, before, after },
}: {
  readonly language: Language
  readonly preview: ProtocolPreview
}) {
  const locale = { locale: language }
  const row = (words: string, fact: keyof Facts, say: (count: number) => string) => (
    <>
      <dt>{words}</dt>
      <dd>
        {before[fact] === after[fact] || before.total === 0
          ? say(after[fact])
          : m.setup_from_to({ before: say(before[fact]), after: say(after[fact]) }, locale)}
      </dd>
    </>
  )
  const minutes = (count: number) => m.setup_minutes_of({ count }, locale)
  const visits = (count: number) => m.setup_visits_of({ count }, locale)
  return (
    <div className="sheet">
      <TimeLine segments={segments} label={minutes(after.total)} />
      <dl className="facts-list">
        {row(m.setup_total({}, locale), 'total', minutes)}
        {row(m.setup_client_minutes({}, locale), 'client', minutes)}
        {row(m.setup_therapist_minutes({}, locale), 'therapist', minutes)}
        {row(m.setup_fit_day({}, locale), 'aDay', visits)}
        {row(m.setup_fit_week({}, locale), 'aWeek', visits)}
      </dl>
      <p className="quiet small">{m.setup_fit_how({}, locale)}</p>
    </div>
  )
}

type LineProps = Pick<ProtocolPreview, 'segments'> & { readonly label: string }

/** Drawn with attributes: a style attribute is forbidden, and a class for each minute would be many. */
function TimeLine({ segments, label }: LineProps) {
  const total = segments.reduce((sum, { minutes }) => sum + minutes, 0)
  const starts = segments.map((_, at) => segments.slice(0, at).reduce((sum, { minutes }) => sum + minutes, 0))
  if (total === 0) return undefined
  return (
    <svg
      className="protocol-line"
      viewBox={`0 0 ${total} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern id="rests" width="2" height="2" patternUnits="userSpaceOnUse">
          <path d="M0 2 L2 0" className="protocol-hatch" />
        </pattern>
      </defs>
      {segments.map(({ minutes, texture }, at) => (
        <rect
          key={starts[at]}
          className={`protocol-segment is-${texture}`}
          x={starts[at]}
          y="0"
          width={minutes}
          height="10"
          {...(texture === 'rests' && { fill: 'url(#rests)' })}
        />
      ))}
    </svg>
  )
}
