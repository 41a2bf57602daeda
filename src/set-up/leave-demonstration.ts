import { randomUUID } from 'node:crypto'
import { readClinic } from '#clinic'
import { publishDrafts } from '#guide'
import { type ClinicTransaction, goOnIn, type Refusal } from '#platform/db'
import type { Localised } from '#platform/language'
import { publishQuestions } from '#screening'
import { insertClinic, takePlaceInDirectory } from './clinic.store.ts'
import { insertStaff } from './people.store.ts'
import { listAnaesthetics, listDraftServices } from './read-set-up.store.ts'
import { insertAnaesthetic, insertService, replaceSegments } from './services.store.ts'

export type NewClinic = {
  readonly name: string
  readonly owner: {
    readonly name: string
    readonly email: string
    readonly user: string
    readonly title: Localised
  }
  /** 'YYYY-MM-DD' in the clinic's zone. */
  readonly today: string
}

/**
 * A clinic of one's own in the demonstration's place: empty but for drafts. Services are copied and not shown; the
 * guide's texts are copied and approved by nobody; the screening's questions are asked as they stand. Nothing of the
 * demonstration is deleted: it is found by nobody any more, so no right to delete clients, visits or audit is needed.
 * All of it is one transaction, the second half in the new clinic's name.
 */
export async function leaveDemonstration(
  trx: ClinicTransaction,
  { name, owner, today }: NewClinic,
): Promise<{ readonly clinic: string } | Refusal<'no-demonstration'>> {
  const { demonstration, zone, currency, country, languages } = await readClinic(trx)
  if (!demonstration) return { refused: 'no-demonstration' }
  const drafts = { services: await listDraftServices(trx), anaesthetics: await listAnaesthetics(trx) }
  const clinic = randomUUID()
  if (!(await takePlaceInDirectory(trx, clinic))) return { refused: 'no-demonstration' }
  const here = await goOnIn(trx, clinic)
  await insertClinic(here, { name, email: owner.email, zone, currency, country, languages })
  await insertStaff(here, { name: owner.name, title: owner.title, role: 'owner', user: owner.user })
  await copyServices(here, drafts, today)
  await publishQuestions(here)
  await publishDrafts(here)
  return { clinic }
}

type Drafts = {
  readonly services: Awaited<ReturnType<typeof listDraftServices>>
  readonly anaesthetics: Awaited<ReturnType<typeof listAnaesthetics>>
}

async function copyServices(
  trx: ClinicTransaction,
  { services, anaesthetics }: Drafts,
  today: string,
): Promise<void> {
  const ids = new Map<string, string>()
  for (const { id, ...product } of anaesthetics) ids.set(id, await insertAnaesthetic(trx, product, today))
  for (const { segments, ...service } of services) {
    const copy = await insertService(trx, service)
    await replaceSegments(
      trx,
      copy,
      segments.map((one) => ({ ...one, anaesthetic: one.anaesthetic && ids.get(one.anaesthetic) })),
    )
  }
}
