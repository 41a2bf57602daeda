import { readClinic } from '#clinic'
import type { Clinic } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'

/** Whose answer it is and in which language, for an address that has no page; undefined where the clinic lacks it. */
export async function readSite(
  trx: ClinicTransaction,
  spoken: string | undefined,
): Promise<{ readonly clinic: Clinic; readonly language: Language } | undefined> {
  const clinic = await readClinic(trx)
  if (!isLanguage(spoken) || !clinic.languages.includes(spoken)) return undefined
  return { clinic, language: spoken }
}
