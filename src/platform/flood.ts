/**
 * The first thing that a request meets: a bucket of tokens for each network, in this process's memory, so that a
 * flood is answered without a word to the database. Finer limits, by act and shared between processes, come later.
 */

/** Far above what a full waiting room behind one address does, far below what would slow the others. */
const often = { most: 300, perSecond: 20, networks: 20_000 }

export type FloodGate = (network: string, nowMilliseconds: number) => boolean

/** True while the network keeps to its pace. Forgets the network that came first when there are too many. */
export function openFloodGate({ most, perSecond, networks } = often): FloodGate {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (network, now) => {
    const bucket = buckets.get(network) ?? { tokens: most, at: now }
    buckets.delete(network)
    const tokens = Math.min(most, bucket.tokens + (Math.max(0, now - bucket.at) * perSecond) / 1000)
    buckets.set(network, { tokens: Math.max(0, tokens - 1), at: now })
    if (buckets.size > networks) buckets.delete(buckets.keys().next().value ?? '')
    return tokens >= 1
  }
}
