import type { ClinicTransaction, Refusal } from '#platform/db'
import { isOfTheModel } from './change-fact.ts'
import {
  countFactUses,
  type FactUse,
  type FactVersion,
  findFact,
  type KeptFact,
  listFacts,
  listFactVersions,
  whatIsBuiltOn,
} from './facts.store.ts'
import type { Fact } from './read-fact-file.ts'

export type WholeFact = {
  readonly fact: KeptFact
  readonly uses: readonly FactUse[]
  readonly versions: readonly FactVersion[]
  /** One of the skin model's own figures, which are not changed one by one. */
  readonly ofTheModel: boolean
}

/** A fact, what is built on it, and who gave it which value. */
export async function readFact(
  trx: ClinicTransaction,
  factId: string,
): Promise<WholeFact | Refusal<'unknown-fact'>> {
  const fact = await findFact(trx, factId)
  if (!fact) return { refused: 'unknown-fact' }
  const uses = await whatIsBuiltOn(trx, factId)
  const versions = await listFactVersions(trx, [factId])
  return { fact, uses, versions, ofTheModel: isOfTheModel(factId) }
}

/** The facts in which every asked word stands, in any language, with how much is built on each. */
export async function listKeptFacts(
  trx: ClinicTransaction,
  asked: string,
): Promise<readonly (Fact & { readonly uses: number })[]> {
  const words = asked
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const uses = await countFactUses(trx)
  return (await listFacts(trx))
    .filter((fact) => {
      const told = [fact.factId, fact.value, fact.unit, fact.wording.sv, fact.wording.en, fact.source].join(
        ' ',
      )
      return words.every((word) => told.toLowerCase().includes(word))
    })
    .map((fact) => ({ ...fact, uses: uses.get(fact.factId) ?? 0 }))
}
