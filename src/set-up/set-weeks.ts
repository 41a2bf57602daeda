import { Temporal } from 'temporal-polyfill'
import { readResources } from '#clinic'
import type { WeeklyHours } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Localised } from '#platform/language'
import type { DayHours, Season, Weeks } from './contract.ts'
import { deleteSeason, insertStaff, replaceWeeks } from './people.store.ts'
import { insertResource, restoreTherapist } from './places.store.ts'
import { listWithoutCalendar } from './read-set-up.store.ts'

/**
 * Somebody who treats and can be booked: a new person, who does not sign in, or one who works here already and had
 * no calendar.
 */
export async function addTherapist(
  trx: ClinicTransaction,
  who: { readonly name: string; readonly title: Localised } | { readonly staff: string },
): Promise<{ readonly therapist: string } | Refusal<'unknown-person'>> {
  if ('name' in who) {
    const staff = await insertStaff(trx, { ...who, role: 'therapist' })
    return { therapist: await insertResource(trx, { kind: 'therapist', name: who.name, staff }) }
  }
  const person = (await listWithoutCalendar(trx)).find(({ id }) => id === who.staff)
  if (!person) return { refused: 'unknown-person' }
  const before = await restoreTherapist(trx, person.id)
  return {
    therapist:
      before ?? (await insertResource(trx, { kind: 'therapist', name: person.name, staff: person.id })),
  }
}

type NewWeeks = {
  readonly season: Season
  readonly weeks: Weeks
  /** The season whose days are changed with its hours; it is taken away. */
  readonly instead?: Season
}

/** Gives a therapist these hours for a season, or as her ordinary weeks. What is booked outside them stays. */
export async function setWeeks(
  trx: ClinicTransaction,
  therapist: string,
  { season, weeks, instead }: NewWeeks,
): Promise<
  { readonly set: true } | Refusal<'unknown-therapist' | 'ends-before-begins' | 'no-hours' | 'not-a-monday'>
> {
  if (!(await isTherapist(trx, therapist))) return { refused: 'unknown-therapist' }
  if (season.validFrom && season.validUntil && season.validUntil < season.validFrom) {
    return { refused: 'ends-before-begins' }
  }
  // A season without hours would be no rows at all, and the ordinary weeks would show through: that is an absence.
  if (weeks.a.length + (weeks.b?.hours.length ?? 0) === 0) return { refused: 'no-hours' }
  if (weeks.b && Temporal.PlainDate.from(weeks.b.anchor).dayOfWeek !== 1) return { refused: 'not-a-monday' }
  if (instead) await deleteSeason(trx, therapist, instead)
  await replaceWeeks(trx, therapist, { season, weeks })
  return { set: true }
}

/** Takes a season away, so that the ordinary weeks apply on its days again. */
export async function dropSeason(
  trx: ClinicTransaction,
  therapist: string,
  season: Season,
): Promise<{ readonly dropped: true } | Refusal<'unknown-season'>> {
  return (await deleteSeason(trx, therapist, season)) > 0 ? { dropped: true } : { refused: 'unknown-season' }
}

/** Rows of hours as their owner wrote them: the ordinary weeks first, then the seasons in order. */
export function weeksFromHours(
  hours: readonly WeeklyHours[],
): { readonly season: Season; readonly weeks: Weeks }[] {
  const seasons = new Map<string, { season: Season; hours: WeeklyHours[] }>()
  for (const one of hours) {
    const { validFrom, validUntil } = one
    const key = `${validFrom ?? ''} ${validUntil ?? ''}`
    const season = { ...(validFrom && { validFrom }), ...(validUntil && { validUntil }) }
    const there = seasons.get(key) ?? { season, hours: [] }
    there.hours.push(one)
    seasons.set(key, there)
  }
  return [...seasons.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { season, hours: own }]) => ({ season, weeks: weeksOf(own) }))
}

function weeksOf(hours: readonly WeeklyHours[]): Weeks {
  const anchors = [...new Set(hours.flatMap(({ weeks }) => weeks?.anchor ?? []))].sort()
  const [first] = anchors
  if (first === undefined) return { a: hours.map(plain) }
  const inWeekOf = (odd: boolean) =>
    hours.filter(({ weeks }) => (weeksBetween(first, weeks?.anchor ?? first) % 2 !== 0) === odd).map(plain)
  return { a: inWeekOf(false), b: { anchor: first, hours: inWeekOf(true) } }
}

function weeksBetween(one: string, other: string): number {
  return Temporal.PlainDate.from(one).until(other, { largestUnit: 'weeks' }).weeks
}

function plain({ weekday, from, to }: WeeklyHours): DayHours {
  return { weekday, from, to }
}

async function isTherapist(trx: ClinicTransaction, id: string): Promise<boolean> {
  return (await readResources(trx)).some((one) => one.id === id && one.kind === 'therapist')
}
