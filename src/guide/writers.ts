import { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { type Draft, listVersions } from './articles.store.ts'
import { tellsTheSame, wordsHash } from './content-hash.ts'
import { listFactVersions } from './facts.store.ts'
import type { Fact } from './read-fact-file.ts'
import type { Approved } from './reviews.store.ts'
import { citedBy } from './snapshot.ts'

type Written = {
  readonly draft: Draft
  readonly facts: readonly Fact[]
  readonly approved: Approved | undefined
}

type Change = {
  readonly by: string | undefined
  readonly at: Temporal.Instant
  /** Words or figures that a reader meets; else the text is only listed elsewhere, or was only looked at. */
  readonly changes: 'words' | 'concern' | 'nothing'
}

/**
 * Who has written in the text, or changed a fact that it cites, since it was last approved; the last one last. A save
 * that says the same makes nobody a writer: it would free whoever wrote the words to approve them herself. Who only
 * listed the text under another concern counts where nobody wrote.
 */
export async function listWriters(
  trx: ClinicTransaction,
  { draft, facts, approved }: Written,
): Promise<string[]> {
  const since = approved?.approvedAt
  const changes = [...(await listSaves(trx, draft)), ...(await listFactChanges(trx, draft, facts))]
    .filter(({ at }) => since === undefined || Temporal.Instant.compare(at, since) > 0)
    .toSorted((one, other) => Temporal.Instant.compare(other.at, one.at))
  const words = writersOf(changes, 'words')
  return words.length > 0 ? words : writersOf(changes, 'concern')
}

async function listSaves(trx: ClinicTransaction, draft: Draft): Promise<Change[]> {
  const saves = await listVersions(trx, draft)
  return saves.map((save, at) => {
    const before = saves[at + 1]
    const isNew = !before || wordsHash(save, []) !== wordsHash(before, [])
    const isMoved = before !== undefined && save.concern !== before.concern
    const changes = isNew ? 'words' : isMoved ? 'concern' : 'nothing'
    return { by: save.savedBy?.id, at: save.savedAt, changes }
  })
}

async function listFactChanges(
  trx: ClinicTransaction,
  draft: Draft,
  facts: readonly Fact[],
): Promise<Change[]> {
  const cited = citedBy(draft, facts).map(({ factId }) => factId)
  const versions = await listFactVersions(trx, cited)
  return versions.map((fact) => {
    const before = versions.find((one) => one.factId === fact.factId && one.version === fact.version - 1)
    const changes = before && tellsTheSame(fact, before) ? 'nothing' : 'words'
    return { by: fact.changedBy?.id, at: fact.changedAt, changes }
  })
}

function writersOf(newestFirst: readonly Change[], kind: Change['changes']): string[] {
  const writers = newestFirst.flatMap(({ by, changes }) => (by !== undefined && changes === kind ? [by] : []))
  return [...new Set(writers)].toReversed()
}
