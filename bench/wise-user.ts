/**
 * Somebody who wants a course from a scheduler that knows only single visits, and is wise: she asks once for each
 * therapist's whole span instead of once for every next visit, and joins the lists by counts a day, so that all the
 * time goes into the asking.
 */
import type { ClinicQuestion, Question } from './brute-force.ts'
import type { CalCom } from './cal-com.ts'
import { daysOf, type MadeUp } from './made-up-clinic.ts'

export type WiseQuestion = Question &
  Pick<ClinicQuestion, 'visits' | 'rest'> & { readonly calCom: Pick<CalCom, 'startsOf'> }

/** How many courses there are in which all visits are with the same therapist. */
export function coursesOfWiseUser(clinic: readonly MadeUp[], question: WiseQuestion): bigint {
  const { visits, rest, calCom } = question
  const midnights = daysOf(question.span).map(({ midnight }) => midnight)
  let total = 0
  for (const who of clinic.filter(({ kind }) => kind === 'therapist')) {
    const aDay = countByDay(calCom.startsOf(who, question), midnights)
    let ways = aDay.map(() => 1)
    for (let visit = 1; visit < visits; visit += 1) {
      const later = ways
      ways = aDay.map((_, from) => waysOn({ aDay, later }, from, rest))
    }
    total += aDay.reduce((sum, many, day) => sum + many * (ways[day] ?? 0), 0)
  }
  return BigInt(total)
}

function countByDay(starts: readonly number[], midnights: readonly number[]): number[] {
  const aDay = midnights.map(() => 0)
  let day = 0
  for (const start of starts) {
    while ((midnights[day + 1] ?? Number.POSITIVE_INFINITY) <= start) day += 1
    aDay[day] = (aDay[day] ?? 0) + 1
  }
  return aDay
}

type Counts = { readonly aDay: readonly number[]; readonly later: readonly number[] }

function waysOn(
  { aDay, later }: Counts,
  from: number,
  { atLeastDays, atMostDays }: WiseQuestion['rest'],
): number {
  let sum = 0
  for (let day = from + atLeastDays; day <= from + atMostDays; day += 1)
    sum += (aDay[day] ?? 0) * (later[day] ?? 0)
  return sum
}
