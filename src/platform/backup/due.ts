import type { Temporal } from 'temporal-polyfill'

const quietHour = 2

/**
 * A backup is due when none was begun since the last two in the night. So a machine that is off at night makes one
 * when it is next on, and one that runs all night makes one then.
 */
export function isBackupDue(
  newest: Temporal.Instant | undefined,
  now: Temporal.Instant,
  zone: string,
): boolean {
  if (!newest) return true
  const here = now.toZonedDateTimeISO(zone)
  const tonight = here.withPlainTime({ hour: quietHour })
  const last =
    tonight.epochMilliseconds <= here.epochMilliseconds
      ? tonight
      : here.subtract({ days: 1 }).withPlainTime({ hour: quietHour })
  return newest.epochMilliseconds < last.epochMilliseconds
}
