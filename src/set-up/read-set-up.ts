import { readClinic, readResources } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import type { SetUp } from './contract.ts'
import type { WhatIsThere } from './pure/index.ts'
import { listAnaesthetics, listDraftServices, listPlaces, listWithoutCalendar } from './read-set-up.store.ts'

/** The whole clinic as its owner sees it, with drafts and what is retired. */
export async function readSetUp(trx: ClinicTransaction): Promise<SetUp> {
  const resources = await readResources(trx)
  return {
    clinic: await readClinic(trx),
    places: await listPlaces(trx),
    therapists: resources
      .filter(({ kind }) => kind === 'therapist')
      .map(({ id, staff, name, hours }) => ({ id, staff: staff ?? '', name, hours })),
    others: await listWithoutCalendar(trx),
    services: await listDraftServices(trx),
    anaesthetics: await listAnaesthetics(trx),
  }
}

/** What the steps are ticked by. Whether messages go out is the machine's matter and not in the clinic's rows. */
export function whatIsThere({ clinic, places, therapists, services }: SetUp, sends: boolean): WhatIsThere {
  const used = (kind: string) => places.filter((place) => place.kind === kind && !place.retired).length
  return {
    clinic,
    openDays: new Set(clinic.openingHours.map(({ weekday }) => weekday)).size,
    rooms: used('room'),
    devices: used('device'),
    therapists: therapists.length,
    working: therapists.filter(({ hours }) => hours.length > 0).length,
    shown: services
      .filter(({ shown }) => shown)
      .map(({ segments }) => [...new Set(segments.flatMap(({ holds }) => holds))]),
    sends,
  }
}
