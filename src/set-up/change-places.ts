import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { minuteFrom } from '#platform/time'
import type { PlaceKind, TouchedVisit } from './contract.ts'
import { insertResource, lockResources, updateResource } from './places.store.ts'
import { listComingVisitsOf, listPlaces } from './read-set-up.store.ts'

/** A room or a pen, last among its kind. */
export async function addPlace(
  trx: ClinicTransaction,
  place: { readonly kind: PlaceKind; readonly name: string },
): Promise<{ readonly place: string } | Refusal<'name-taken'>> {
  if (await isTaken(trx, place)) return { refused: 'name-taken' }
  return { place: await insertResource(trx, place) }
}

export type PlaceChange =
  | { readonly rename: string }
  /** One step towards the first or the last of its kind: the search fills places in this order. */
  | { readonly move: 'up' | 'down' }
  | { readonly retire: true; readonly now: Temporal.Instant }
  | { readonly restore: true }

type Refused =
  | Refusal<'unknown-place' | 'name-taken'>
  | (Refusal<'still-used'> & { readonly visits: readonly TouchedVisit[] })

/** Renames, moves, retires or restores a room or pen. It is not retired while coming visits use it. */
export async function changePlace(
  trx: ClinicTransaction,
  id: string,
  change: PlaceChange,
): Promise<{ readonly changed: true } | Refused> {
  await lockResources(trx, [id])
  const places = await listPlaces(trx)
  const place = places.find((one) => one.id === id)
  if (!place) return { refused: 'unknown-place' }
  if ('rename' in change) {
    if (await isTaken(trx, { id, kind: place.kind, name: change.rename })) return { refused: 'name-taken' }
    await updateResource(trx, id, { name: change.rename })
  } else if ('move' in change) {
    const order = places.filter((one) => one.kind === place.kind && !one.retired).map((one) => one.id)
    await reorder(trx, moved(order, id, change.move))
  } else if ('retire' in change) {
    const visits = await listComingVisitsOf(trx, { resource: id, now: minuteFrom(change.now) })
    if (visits.length > 0) return { refused: 'still-used', visits }
    await updateResource(trx, id, { retired: true })
  } else await updateResource(trx, id, { retired: false })
  return { changed: true }
}

async function reorder(trx: ClinicTransaction, order: readonly string[]): Promise<void> {
  for (const [position, id] of order.entries()) await updateResource(trx, id, { position })
}

function moved(order: readonly string[], id: string, way: 'up' | 'down'): string[] {
  const from = order.indexOf(id)
  const to = Math.max(0, Math.min(order.length - 1, way === 'up' ? from - 1 : from + 1))
  const without = order.filter((one) => one !== id)
  return from < 0 ? [...order] : [...without.slice(0, to), id, ...without.slice(to)]
}

/** Two rooms of one name could not be told apart on the board. A retired one may have had it. */
async function isTaken(
  trx: ClinicTransaction,
  place: { readonly id?: string; readonly kind: PlaceKind; readonly name: string },
): Promise<boolean> {
  const wanted = place.name.toLocaleLowerCase('sv')
  return (await listPlaces(trx)).some(
    (one) =>
      one.id !== place.id &&
      one.kind === place.kind &&
      !one.retired &&
      one.name.toLocaleLowerCase('sv') === wanted,
  )
}
