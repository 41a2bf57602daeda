import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Anaesthetic, DraftSegment } from './contract.ts'
import { listAnaesthetics } from './read-set-up.store.ts'
import {
  insertAnaesthetic,
  insertService,
  lockService,
  replaceSegments,
  type ServiceFields,
  setShown,
  updateService,
} from './services.store.ts'

type BadFields = Refusal<'rest-missing' | 'rest-out-of-order'>

/** A new service is a draft: it has no segments and clients do not see it. */
export async function addService(
  trx: ClinicTransaction,
  service: ServiceFields,
): Promise<{ readonly service: string } | BadFields> {
  const bad = badRest(service)
  return bad ?? { service: await insertService(trx, service) }
}

/** From now on; what is booked keeps its price, and its course the rest that it was found by. */
export async function changeService(
  trx: ClinicTransaction,
  id: string,
  service: ServiceFields,
): Promise<{ readonly changed: true } | BadFields | Refusal<'unknown-service'>> {
  const bad = badRest(service)
  if (bad) return bad
  return (await updateService(trx, id, service)) ? { changed: true } : { refused: 'unknown-service' }
}

/** The protocol from now on. Booked visits keep their own segments: they are stored with the visit. */
export async function setSegments(
  trx: ClinicTransaction,
  service: string,
  segments: readonly DraftSegment[],
): Promise<
  | { readonly set: true }
  | Refusal<'unknown-service' | 'no-segments' | 'nobody-there' | 'holds-nothing' | 'unknown-anaesthetic'>
> {
  if ((await lockService(trx, service)) === undefined) return { refused: 'unknown-service' }
  if (segments.length === 0) return { refused: 'no-segments' }
  if (!segments.some(({ clientPresent }) => clientPresent)) return { refused: 'nobody-there' }
  // Time that holds nothing is nowhere in the calendar, and visits would be put on top of each other without end.
  if (!segments.some(({ holds }) => holds.length > 0)) return { refused: 'holds-nothing' }
  const known = new Set((await listAnaesthetics(trx)).map(({ id }) => id))
  if (segments.some(({ anaesthetic }) => anaesthetic !== undefined && !known.has(anaesthetic))) {
    return { refused: 'unknown-anaesthetic' }
  }
  await replaceSegments(trx, service, segments)
  return { set: true }
}

/** Lets clients see and book a service, or takes it away from them again; what is booked stays. */
export async function showService(
  trx: ClinicTransaction,
  service: string,
  shown: boolean,
): Promise<{ readonly shown: boolean } | Refusal<'unknown-service' | 'no-segments'>> {
  const segments = await lockService(trx, service)
  if (segments === undefined) return { refused: 'unknown-service' }
  if (shown && segments === 0) return { refused: 'no-segments' }
  await setShown(trx, service, shown)
  return { shown }
}

/** An anaesthetic decides how long numbing takes, so its minutes come with their source. */
export async function addAnaesthetic(
  trx: ClinicTransaction,
  product: Omit<Anaesthetic, 'id'>,
  reviewedOn: string,
): Promise<string> {
  return insertAnaesthetic(trx, product, reviewedOn)
}

function badRest({ visits, rest }: ServiceFields): BadFields | undefined {
  if (visits > 1 && !rest) return { refused: 'rest-missing' }
  if (!rest) return undefined
  const { atLeastDays, idealDays, atMostDays } = rest
  const rising = atLeastDays > 0 && atLeastDays <= idealDays && idealDays <= atMostDays
  return rising ? undefined : { refused: 'rest-out-of-order' }
}
