/**
 * Where a visit may be put on the board, as the server says it and the board's script reads it: for each column the
 * starts on the grid in runs of one verdict. A card is dropped on the start that is nearest to where its top is.
 */

/** 'ask': a rule is broken, which a person may do with a reason. */
export type Verdict = { readonly may: 'yes' | 'ask' | 'no'; readonly words: string }

/** Neighbouring starts with one verdict: the first, how many, and the verdict's number. */
export type Run = readonly [first: number, count: number, verdict: number]

export type Places = {
  readonly stepMinutes: number
  /** How far the clinic's wall is from UTC from each of these minutes on: what a start is called. */
  readonly clock: readonly (readonly [from: number, offsetMinutes: number])[]
  readonly verdicts: readonly Verdict[]
  readonly columns: readonly {
    readonly column: string
    readonly day: string
    readonly runs: readonly Run[]
  }[]
}

export type Start = { readonly start: number; readonly verdict: Verdict }

export function runsOf(answers: readonly (readonly [number, number])[], stepMinutes: number): Run[] {
  const runs: [number, number, number][] = []
  for (const [start, verdict] of answers) {
    const last = runs.at(-1)
    if (last && last[2] === verdict && last[0] + last[1] * stepMinutes === start) last[1] += 1
    else runs.push([start, 1, verdict])
  }
  return runs
}

export function runsIn(places: Places, column: string, day: string): readonly Run[] {
  return places.columns.find((one) => one.column === column && one.day === day)?.runs ?? []
}

/** The start that is nearest to a minute of this column; undefined where the column is not known. */
export function nearestStart(places: Places, runs: readonly Run[], minute: number): Start | undefined {
  const { stepMinutes } = places
  const near = runs
    .map(([first, count, verdict]) => {
      const steps = Math.round((minute - first) / stepMinutes)
      return { start: first + stepMinutes * Math.min(count - 1, Math.max(0, steps)), verdict }
    })
    .reduce<{ start: number; verdict: number } | undefined>(
      (best, one) => (best && Math.abs(best.start - minute) <= Math.abs(one.start - minute) ? best : one),
      undefined,
    )
  const verdict = near && places.verdicts[near.verdict]
  return near && verdict && { start: near.start, verdict }
}

/** "10:30", on the clinic's wall. */
export function clockTime({ clock }: Places, minute: number): string {
  const offset = clock.findLast(([from]) => from <= minute)?.[1] ?? clock[0]?.[1] ?? 0
  const ofDay = (((minute + offset) % 1440) + 1440) % 1440
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`
}
