import { minutesUntilClientLeaves, type Segment as Protocol, stretchesOf, totalMinutes } from '#booking/pure'
import type { ClinicTransaction } from '#platform/db'
import { countFittingVisits } from '#set-up'
import type { Anaesthetic, DraftSegment } from '#set-up/contract'
import type { Temporal } from 'temporal-polyfill'
import type { ProtocolPreview } from './protocol.panel.tsx'

type Asked = {
  readonly saved: readonly DraftSegment[]
  readonly draft: readonly DraftSegment[]
  readonly anaesthetics: readonly Anaesthetic[]
  readonly now: Temporal.Instant
}

/** What a protocol does to the calendar, beside what the saved one does. */
export async function previewProtocol(
  trx: ClinicTransaction,
  { saved, draft, anaesthetics, now }: Asked,
): Promise<ProtocolPreview> {
  const [before, after] = [withMinutes(saved, anaesthetics), withMinutes(draft, anaesthetics)]
  const [fitBefore, fitAfter] = await countFittingVisits(trx, [before, after], now)
  const facts = (segments: readonly Protocol[]) => ({
    total: totalMinutes(segments),
    client: minutesUntilClientLeaves(segments),
    therapist: stretchesOf(segments, 'therapist').reduce((sum, { minutes }) => sum + minutes, 0),
  })
  return {
    segments: after.map(({ minutes, holds, clientPresent }) => ({
      minutes,
      texture: !clientPresent ? 'after' : holds.includes('therapist') ? 'present' : 'rests',
    })),
    before: { ...facts(before), aDay: fitBefore?.aDay ?? 0, aWeek: fitBefore?.aWeek ?? 0 },
    after: { ...facts(after), aDay: fitAfter?.aDay ?? 0, aWeek: fitAfter?.aWeek ?? 0 },
  }
}

/** Rows that have no minutes yet take none. */
function withMinutes(segments: readonly DraftSegment[], anaesthetics: readonly Anaesthetic[]): Protocol[] {
  return segments.map(({ minutes, anaesthetic, holds, clientPresent }) => ({
    minutes: anaesthetic ? (anaesthetics.find(({ id }) => id === anaesthetic)?.minutes ?? 0) : (minutes ?? 0),
    holds,
    clientPresent,
  }))
}
