/** Which day an address or the date field asks for. Only days that a clinic's calendar can hold are days here. */
import { Temporal } from 'temporal-polyfill'

export function askedDay(date: string): Temporal.PlainDate | undefined {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(date)) return undefined
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
