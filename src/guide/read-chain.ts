import { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { findDraft, listVersions, type TextId } from './articles.store.ts'
import { type FactVersion, listFacts, listFactVersions } from './facts.store.ts'
import type { ChainLink } from './pure/chain.ts'
import { listRequests, listReviews } from './reviews.store.ts'
import { citedBy } from './snapshot.ts'

type Undated = Omit<ChainLink, 'at'> & { readonly at: Temporal.Instant }

/** The whole chain of a text: who did what when, to which hash, the newest first. */
export async function readChain(
  trx: ClinicTransaction,
  { articleId, language }: TextId,
): Promise<readonly ChainLink[] | Refusal<'unknown-text'>> {
  const text = { articleId, language }
  const draft = await findDraft(trx, text)
  if (!draft) return { refused: 'unknown-text' }
  const cited = citedBy(draft, await listFacts(trx)).map(({ factId }) => factId)
  const links: Undated[] = [
    ...(await listVersions(trx, text)).map(({ savedAt, savedBy, contentHash, version }) =>
      linkOf(savedAt, 'saved', { who: savedBy?.name, hash: contentHash, detail: String(version) }),
    ),
    ...(await listRequests(trx, text)).map(({ at, by, contentHash }) =>
      linkOf(at, 'asked', { who: by, hash: contentHash }),
    ),
    ...(await listFactVersions(trx, cited)).filter(({ changedBy }) => changedBy).map(factLink),
    ...(await listReviews(trx, text)).flatMap((review) => {
      const { contentHash: hash, credential, nextReviewOn, fictitious } = review
      const detail = `${credential[language]}; ${nextReviewOn}`
      const approved = linkOf(review.at, 'approved', { who: review.reviewer, hash, detail, fictitious })
      const { withdrawn } = review
      return withdrawn
        ? [approved, linkOf(withdrawn.at, 'withdrawn', { who: withdrawn.by, hash })]
        : [approved]
    }),
  ]
  return links
    .toSorted((one, other) => Temporal.Instant.compare(other.at, one.at) || orderOf(other) - orderOf(one))
    .map((link) => ({ ...link, at: link.at.toString() }))
}

function linkOf(
  at: Temporal.Instant,
  act: ChainLink['act'],
  rest: Pick<ChainLink, 'who'> & Partial<Pick<ChainLink, 'hash' | 'detail' | 'fictitious'>>,
): Undated {
  return {
    at,
    act,
    who: rest.who,
    hash: rest.hash,
    detail: rest.detail ?? '',
    fictitious: rest.fictitious ?? false,
  }
}

function factLink({ changedAt, changedBy, factId, value, unit }: FactVersion): Undated {
  return linkOf(changedAt, 'fact-changed', {
    who: changedBy?.name,
    detail: `${factId}: ${value} ${unit}`.trim(),
  })
}

/** Of what was done in one moment, what must have come first. */
function orderOf({ act }: Undated): number {
  return ['fact-changed', 'saved', 'asked', 'approved', 'withdrawn'].indexOf(act)
}
