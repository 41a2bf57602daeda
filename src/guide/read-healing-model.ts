import type { ClinicTransaction } from '#platform/db'
import { listFacts } from './facts.store.ts'
import { type HealingParameters, healingParametersFrom } from './pure/healing-parameters.ts'
import type { Fact } from './read-fact-file.ts'

export type HealingModel = {
  readonly parameters: HealingParameters
  /** Every row that the model rests on, with its source. */
  readonly rows: readonly Fact[]
}

/** The healing model as the clinic's own facts make it. Throws where one that it needs is missing. */
export async function readHealingModel(trx: ClinicTransaction): Promise<HealingModel> {
  const rows = (await listFacts(trx)).filter(({ factId }) => factId.startsWith('model-'))
  return { parameters: healingParametersFrom(rows), rows }
}
