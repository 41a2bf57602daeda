/**
 * While a client rests under ointment, her therapist may begin with someone else: two visits in one column
 * overlap. Each gets a lane of its own, the first that is free, and visits that touch no other keep the full width.
 * Lanes are counted within a cluster, that is, a run of visits where each overlaps one before it.
 */
type Placed = { readonly from: number; readonly span: number }
type Lane = { readonly lane: number; readonly lanes: number }

export function lanesFor(visits: readonly Placed[]): Lane[] {
  const order = visits
    .map((visit, at) => ({ visit, at }))
    .sort((a, b) => a.visit.from - b.visit.from || a.at - b.at)
  const lanes: Lane[] = []
  let cluster: { at: number; lane: number }[] = []
  let ends: number[] = []
  const close = () => {
    for (const member of cluster) lanes[member.at] = { lane: member.lane, lanes: ends.length }
    cluster = []
    ends = []
  }
  for (const { visit, at } of order) {
    if (ends.every((end) => end <= visit.from)) close()
    const free = ends.findIndex((end) => end <= visit.from)
    const lane = free === -1 ? ends.length : free
    ends[lane] = visit.from + visit.span
    cluster.push({ at, lane: lane + 1 })
  }
  close()
  return lanes
}
