/**
 * From the rows of one therapist to every start at which a visit fits, by those who can be had for the same
 * question: Cal.com as npm ships it, Cal.com with its formatters kept, every minute tried, and the bits of
 * `src/booking/pure`. All answers are compared first; where one differs, no figure is told.
 * Run: npm run bench:search
 */
import { bitStarts } from './bit-starts.ts'
import { type Question, startsByBruteForce } from './brute-force.ts'
import { keepFormatters, openCalCom } from './cal-com.ts'
import { bookedShare, type MadeUp, madeUpTherapist, type Span } from './made-up-clinic.ts'
import { spread, takeTurns, times, type Timing } from './take-turns.ts'
import { type Goal, writeFigures } from './write-figures.ts'

// As on a server. dayjs reads the machine's own zone in places; another one would only be slower.
process.env.TZ = 'UTC'

const notes = [
  'Times are those of the one thread that computes: its clock stands still while another program has the core.',
  'Cal.com is called for one user as its service calls it: `buildDateRanges`, `subtract`, `getSlots` of the library on ' +
    'npm, unchanged; `getSlots` is exported by no file of it, so it is taken, at run time, from the one that holds it. ' +
    'Merging several hosts, other calendars, caches and reporting are left out, which favours Cal.com.',
  '«Formatters kept»: dayjs makes a new `Intl.DateTimeFormat` for every conversion to a zone. Cal.com itself runs a fork of ' +
    'dayjs that is not on npm and may keep it; here one is kept for it. The lower ratio is the one to quote.',
  '«Bits, from rows» keeps the horizon (where each day begins) and the grid of one zone and span, which depend on no row; ' +
    'the line below it makes them anew for each therapist. «Resident» finds hours and appointments already in bits, as the ' +
    'server has them.',
  'Pure against pure: no peer and not we read a database here; `bench:http` tells what a client waits for.',
  "Medplum's scheduling functions are part of its server, which is not on npm (`@medplum/core`, `fhir-router` and `mock` " +
    '5.2.13 hold none of them), so the goal against them was not run. Copying them in was the other way, and is not done.',
  'slot-calculator and time-slots-finder on npm answer an easier question (starts back to back), so they are left out.',
  'Random appointments fragment a day more than real ones; the bits do not notice, Cal.com hardly.',
] as const

type StartsOf = (who: MadeUp, question: Question) => number[]

const stockholm = 'Europe/Stockholm'
/** All of them cross the night of 28 March 2027. */
const spans: readonly Span[] = [
  { zone: stockholm, from: '2027-03-22', days: 10 },
  { zone: stockholm, from: '2027-03-08', days: 30 },
  { zone: stockholm, from: '2026-11-30', days: 180 },
]
/** Compared, not timed: the autumn's night, a year's end, other zones, one of them with half an hour. */
const alsoCompared: readonly Span[] = [
  { zone: stockholm, from: '2026-10-12', days: 30 },
  { zone: stockholm, from: '2026-12-21', days: 30 },
  { zone: 'Europe/London', from: '2027-03-15', days: 30 },
  { zone: 'America/New_York', from: '2026-10-19', days: 30 },
  { zone: 'Asia/Kolkata', from: '2026-12-21', days: 30 },
]
const therapists = 10
const rounds = 9
const asShipped = 'Cal.com, as npm ships it'
const keptFormatters = 'Cal.com, formatters kept'
const everyMinute = 'every minute tried'
const fromRows = 'bits, from rows'
const fromNothing = 'bits, from rows, the window and its grid made anew too'
const resident = 'bits, resident'

const calCom = await openCalCom()
const ours = bitStarts()

/** Somebody who answers, and how often in one turn, so that a turn takes some milliseconds. */
const answerers: readonly {
  name: string
  startsOf: StartsOf
  times: number
  before?: () => void
  after?: () => void
}[] = [
  { name: asShipped, startsOf: calCom.startsOf, times: 1 },
  withKeptFormatters(),
  { name: everyMinute, startsOf: startsByBruteForce, times: 50 },
  { name: fromRows, startsOf: ours.fromRows, times: 300 },
  { name: fromNothing, startsOf: ours.fromNothing, times: 100 },
  { name: resident, startsOf: ours.resident, times: 500 },
]

function withKeptFormatters() {
  let putBack = (): void => undefined
  return {
    name: keptFormatters,
    startsOf: calCom.startsOf,
    times: 1,
    before: () => {
      putBack = keepFormatters()
    },
    after: () => putBack(),
  }
}

let compared = 0
for (const span of [...alsoCompared, ...spans]) compareAnswers(span)
console.log(`${compared} answers compared, all equal`)
const measured = spans.map((span) => measure(span))
tell()

function questionOf(span: Span): Question {
  return { span, minutes: 90, gridMinutes: 15 }
}

function everyone(span: Span): MadeUp[] {
  return Array.from({ length: therapists }, (_, seed) => madeUpTherapist(seed, span, 0.6))
}

function compareAnswers(span: Span): void {
  const question = questionOf(span)
  for (const who of everyone(span)) {
    const right = startsByBruteForce(who, question).join()
    for (const { name, startsOf, before, after } of answerers) {
      before?.()
      const answer = startsOf(who, question).join()
      after?.()
      if (answer !== right)
        throw new Error(`${name} answers otherwise for ${who.id} in ${span.days} days from ${span.from}`)
      compared += 1
    }
  }
}

type Measured = { readonly span: Span; readonly timings: Map<string, Timing>; readonly about: string }

/** Milliseconds a therapist: the ten in turn, divided. */
function measure(span: Span): Measured {
  const people = everyone(span)
  const question = questionOf(span)
  const starts = people.reduce((sum, who) => sum + startsByBruteForce(who, question).length, 0)
  const booked = people.reduce((sum, who) => sum + bookedShare(who, span), 0) / therapists
  const rows = people.reduce((sum, who) => sum + who.booked.length, 0) / therapists
  let answers = 0
  const contenders = answerers.map(({ startsOf, times: often, ...rest }) => ({
    ...rest,
    times: often * therapists,
    run: () => {
      answers += 1
      return startsOf(people[answers % therapists] ?? madeUpTherapist(0, span, 0.6), question)
    },
  }))
  const about =
    `**${span.days} days** from ${span.from}: ${rows.toFixed(0)} appointments a therapist ` +
    `(${Math.round(booked * 100)} % of working time), ${(starts / therapists).toFixed(1)} free starts.`
  console.log(`measuring ${span.days} days`)
  return { span, timings: takeTurns(contenders, rounds), about }
}

/** How many times as long the other took, by medians and by the least. */
function ratio({ timings }: Measured, name: string, than: string): { median: number; least: number } {
  const [one, other] = [timings.get(name), timings.get(than)]
  if (!one || !other) throw new Error(`nobody measured ${name} or ${than}`)
  return { median: one.median / other.median, least: one.least / other.least }
}

function tell(): void {
  const half = measured.find(({ span }) => span.days === 180)
  if (!half) throw new Error('half a year was not measured')
  const goal = (than: string, asked: number): Goal => {
    const { median, least } = ratio(half, than, fromRows)
    return {
      what: `180 days, same rows to same starts, against ${than}`,
      asked: `at least ${times(asked)}`,
      seen: `${times(median)} (by the least ${times(least)})`,
      reached: Math.min(median, least) >= asked,
    }
  }
  const goals: readonly Goal[] = [
    goal(keptFormatters, 3000),
    goal(asShipped, 10_000),
    { what: "against Medplum's pure functions", asked: 'at least 150 ×', seen: '–', reached: 'not-run' },
    {
      what: 'equal to brute force',
      asked: 'always',
      seen: `${compared} answers compared, none differs`,
      reached: true,
    },
  ]
  const tables = measured.map((one) => ({
    about: one.about,
    head: ['', `times «${fromRows}»`, 'by the least', 'a therapist, median (least to most)'],
    rows: answerers.map(({ name }) => {
      const timing = one.timings.get(name)
      const { median, least } = ratio(one, name, fromRows)
      return [name, times(median), times(least), timing ? spread(timing) : '–']
    }),
  }))
  for (const { about, rows } of tables) {
    console.log(`\n${about}`)
    for (const [name = '', byMedian = '', , took = ''] of rows)
      console.log(`${byMedian.padStart(10)}  ${took.padStart(34)}  ${name}`)
  }
  for (const { what, asked, seen, reached } of goals)
    console.log(`${reached}\t${what}: ${asked}, seen ${seen}`)
  writeFigures({
    bench: 'search',
    title: 'Availability: from rows to starts',
    command: 'npm run bench:search',
    about:
      'One therapist, Monday to Friday 09 to 18 Europe/Stockholm with an hour of lunch, 60 % booked, 14 days off in half ' +
      'a year, a visit of 90 minutes on a grid of 15. Rows in memory go in, a list of starts comes out; ten therapists in ' +
      `turn, ${rounds} rounds, all contenders within one run. Every answer was equal before anything was timed.`,
    versions: calCom.versions,
    goals,
    tables,
    notes,
  })
}
