/**
 * The thread: a course drawn as a thread with a knot for each visit, the days of rest written on the thread.
 * It is a list; read aloud it says "Tue 12 Jan, 10:30 → 30 days → Thu 11 Feb, 13:00 → 29 days → …". The
 * drawing is done in thread.css: down the page on a phone, across it where the knots have room.
 */
export type ThreadVisit = {
  readonly date: string
  readonly time: string
  readonly with?: string | undefined
  readonly state?: 'planned' | 'moved' | 'cancelled' | 'done' | undefined
  /** What the state is called, said beside the time: a dashed knot alone says nothing to a screen reader. */
  readonly stateWord?: string | undefined
}

export type ThreadProps = {
  readonly visits: readonly ThreadVisit[]
  /** The rest after each visit but the last: "30 days". */
  readonly rests: readonly string[]
  readonly label: string
}

export function Thread({ visits, rests, label }: ThreadProps) {
  return (
    <div className="thread-room">
      <ol className={`thread ${lengthOf(visits.length)}`} aria-label={label}>
        {visits.map((visit, at) => (
          <li key={`${at}-${visit.date}`} className={`thread-visit is-${visit.state ?? 'planned'}`}>
            <Knot first={at === 0} last={at === visits.length - 1} />
            <Day visit={visit} />
            {at < visits.length - 1 && <Rest words={rests[at] ?? ''} />}
          </li>
        ))}
      </ol>
    </div>
  )
}

function lengthOf(visits: number) {
  if (visits <= 3) return 'is-short'
  return visits <= 6 ? 'is-middling' : 'is-long'
}

function Day({ visit }: { readonly visit: ThreadVisit }) {
  return (
    <span className="thread-day">
      <span className="thread-date">{visit.date}</span>
      <span className="visually-hidden">, </span>
      <span className="thread-time"> {visit.time}</span>
      {visit.stateWord && <span className={`thread-note tag ${tagOf(visit.state)}`}>{visit.stateWord}</span>}
      {visit.with && <span className="thread-with">{visit.with}</span>}
    </span>
  )
}

function tagOf(state: ThreadVisit['state']) {
  if (state === 'moved') return 'is-warm'
  return state === 'cancelled' ? 'is-alarm' : 'is-done'
}

function Knot({ first, last }: { readonly first: boolean; readonly last: boolean }) {
  const from = first ? 'M2 23 C 3 19 5 18 8 18' : 'M0 18 L 8 18'
  const to = last ? 'C 31 18 33 17 34 13' : 'L 36 18'
  return (
    <svg className="thread-picture is-knot" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <path d={`${from} ${bight} ${to}`} />
    </svg>
  )
}

/** An overhand knot, loosely drawn: in from the left, round, through, and out to the right. */
const bight = 'C 13 18 17 25 22 25 C 29 25 29 11 18 11 C 7 11 7 25 14 25 C 19 25 23 18 28 18'

/** Slack, as a thread hangs between two knots, with the days written in the hollow. */
function Rest({ words }: { readonly words: string }) {
  return (
    <span className="thread-rest">
      <svg
        className="thread-picture is-down"
        viewBox="0 0 36 100"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d="M18 0 C 13 30 13 70 18 100" />
      </svg>
      <svg
        className="thread-picture is-across"
        viewBox="0 0 100 36"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d="M0 18 C 28 27 72 27 100 18" />
      </svg>
      <span className="thread-days">
        <span className="visually-hidden"> → </span>
        {words}
        <span className="visually-hidden"> → </span>
      </span>
    </span>
  )
}
