import { readClinicMark } from '#clinic'
import { readGuideMark } from '#guide'
import type { ClinicTransaction } from '#platform/db'

/** What all that is the same for every visitor is known by; the pages kept in memory are held against it. */
export async function readPublicMark(trx: ClinicTransaction): Promise<string> {
  return `${await readClinicMark(trx)}/${await readGuideMark(trx)}`
}
