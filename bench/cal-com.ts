/**
 * Cal.com's own way from rows to starts, called as its service calls it for one user: `buildDateRanges` turns
 * weekly hours and days off into ranges, `subtract` takes the appointments away, `getSlots` lists the starts.
 * The code is what npm ships in `@calcom/platform-libraries`, unchanged. Ranges and subtraction are exported by
 * one of its files; `getSlots` is exported by none, so a module is made at run time, inside `node_modules`, of
 * that file's own lines with an export behind them (the file itself imports half of Cal.com, databases and
 * mail senders among it). What their service does around these steps, such as asking other calendars,
 * merging several hosts and reporting, is left out: it would only take longer.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runCommand } from '../scripts/commands.ts'
import type { Question } from './brute-force.ts'
import type { MadeUp } from './made-up-clinic.ts'

type Dayjs = {
  readonly valueOf: () => number
  readonly tz: (zone: string) => Dayjs
  readonly add: (n: number, unit: 'day') => Dayjs
}
type MakeDayjs = ((from: number) => Dayjs) & { readonly tz: (wall: string, zone: string) => Dayjs }
type Range = { readonly start: Dayjs; readonly end: Dayjs }
type Hours = { readonly days: readonly number[]; readonly startTime: Date; readonly endTime: Date }
type DateRanges = {
  readonly b: (asked: {
    readonly availability: readonly Hours[]
    readonly timeZone: string
    readonly dateFrom: Dayjs
    readonly dateTo: Dayjs
    readonly travelSchedules: readonly never[]
    readonly outOfOffice: Readonly<Record<string, object>>
  }) => { readonly oooExcludedDateRanges: Range[] }
  readonly s: (ranges: readonly Range[], taken: readonly Range[]) => Range[]
}
type GetSlots = (asked: {
  readonly inviteeDate: Dayjs
  readonly frequency: number
  readonly minimumBookingNotice: number
  readonly dateRanges: readonly Range[]
  readonly eventLength: number
}) => readonly { readonly time: Dayjs }[]

export type CalCom = {
  readonly startsOf: (who: MadeUp, question: Question) => number[]
  readonly versions: Readonly<Record<string, string>>
}

const peers = join(import.meta.dirname, 'peers')
const modules = join(peers, 'node_modules')
const shipped = join(modules, '@calcom/platform-libraries/dist')
/** So far back that no start is too soon: the made-up calendar must not run out. */
const noNotice = -100 * 366 * 1440

/** Fetches the peers where they are not there yet, says so, and opens Cal.com. */
export async function openCalCom(): Promise<CalCom> {
  if (!existsSync(shipped)) await install()
  const ranges = await load<DateRanges>(fileNamed(/^date-ranges-.*[.]js$/))
  const { getSlots } = await load<{ getSlots: GetSlots }>(moduleOfGetSlots())
  const dayjs: MakeDayjs = createRequire(join(peers, 'package.json'))('dayjs')

  const startsOf = (who: MadeUp, { span, minutes, gridMinutes }: Question): number[] => {
    const dateFrom = dayjs.tz(`${span.from}T00:00:00`, span.zone)
    const { oooExcludedDateRanges } = ranges.b({
      availability: who.shifts.map(({ from, to }) => ({
        days: [1, 2, 3, 4, 5],
        startTime: new Date(from * 60_000),
        endTime: new Date(to * 60_000),
      })),
      timeZone: span.zone,
      dateFrom,
      dateTo: dateFrom.add(span.days, 'day'),
      travelSchedules: [],
      outOfOffice: Object.fromEntries(who.daysOff.map((date) => [date, {}])),
    })
    const taken = who.booked.map(({ start, end }) => ({
      start: dayjs(start * 60_000),
      end: dayjs(end * 60_000),
    }))
    const slots = getSlots({
      inviteeDate: dateFrom,
      frequency: gridMinutes,
      minimumBookingNotice: noNotice,
      dateRanges: ranges.s(oooExcludedDateRanges, taken),
      eventLength: minutes,
    })
    return slots.map(({ time }) => time.valueOf() / 60_000)
  }
  return {
    startsOf,
    versions: {
      '@calcom/platform-libraries': versionOf('@calcom/platform-libraries'),
      dayjs: versionOf('dayjs'),
    },
  }
}

async function install(): Promise<void> {
  console.log('fetching the peers: npm ci --prefix bench/peers')
  const { code } = await runCommand({
    run: ['npm', 'ci', '--prefix', peers, '--no-audit', '--no-fund'],
    output: 'shown',
  })
  if (code !== 0)
    throw new Error('npm could not fetch the peers; the bench compares with nobody without them')
}

function fileNamed(pattern: RegExp): string {
  const name = readdirSync(shipped).find((one) => pattern.test(one))
  if (!name) throw new Error(`the library no longer has a file ${pattern.source}`)
  return join(shipped, name)
}

function moduleOfGetSlots(): string {
  const text = readFileSync(join(shipped, 'slots.js'), 'utf8')
  const from = text.indexOf('const minimumOfOne')
  const until = text.indexOf('const getSlots$1')
  if (from < 0 || until < from) throw new Error("the library's slots.js no longer looks as it did")
  const imports = text
    .split('\n')
    .filter((line) => /^import .*(g as getTimeZone|"[.]\/index-[^"]*";$|"dayjs")/.test(line))
  const made = join(shipped, 'get-slots-alone.js')
  writeFileSync(made, `${imports.join('\n')}\n${text.slice(from, until)}\nexport { getSlots }\n`)
  return made
}

/** Each peer's own types are not ours to carry; these few say what is called. */
async function load<Exports>(file: string): Promise<Exports> {
  const loaded: Exports = await import(pathToFileURL(file).href)
  return loaded
}

function versionOf(name: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(modules, name, 'package.json'), 'utf8'),
  )
  return version
}

/**
 * dayjs asks `Date.prototype.toLocaleString` for every conversion to a zone, and that makes a formatter each
 * time. Cal.com's own fork of dayjs, which is not on npm, may keep it. While this is on, it is kept.
 */
export function keepFormatters(): () => void {
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its date and put back as it was
  const asShipped = Date.prototype.toLocaleString
  const kept = new Map<string, Intl.DateTimeFormat>()
  const numeric = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  function fromKept(this: Date, locale?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions): string {
    if (typeof locale !== 'string' || Object.keys(options ?? {}).join() !== 'timeZone')
      return asShipped.call(this, locale, options)
    const key = `${locale} ${options?.timeZone}`
    const formatter = kept.get(key) ?? new Intl.DateTimeFormat(locale, { ...numeric, ...options })
    kept.set(key, formatter)
    return formatter.format(this)
  }
  Date.prototype.toLocaleString = fromKept
  return () => {
    Date.prototype.toLocaleString = asShipped
  }
}
