/**
 * A course of three visits, from one clinic to a thousand. Nobody else searches one, so the comparison is with a wise
 * user of Cal.com: ask once for each therapist's whole span, then join the lists in memory. Counts are compared with
 * those of nested loops over every minute first; where one differs, no figure is told. Run: npm run bench:course
 */
import { type Calendar, countSequences, findCourses, horizonOf, type Segment } from '#booking/pure'
import { countCourses } from '../src/booking/pure/count-courses.ts'
import { openStarts } from '../src/booking/pure/find-places.ts'
import { ticksOf, totalMinutes } from '../src/booking/pure/protocol.ts'
import { freeBits, rowsOf, windowOf } from './bit-starts.ts'
import { type ClinicQuestion, coursesByBruteForce } from './brute-force.ts'
import { keepFormatters, openCalCom } from './cal-com.ts'
import { type MadeUp, madeUpTherapist, madeUpThing, type Span } from './made-up-clinic.ts'
import {
  duration,
  spread,
  takeTurns,
  threadMilliseconds,
  timingOf,
  times,
  type Timing,
} from './take-turns.ts'
import { coursesOfWiseUser, type WiseQuestion } from './wise-user.ts'
import { type Table, writeFigures } from './write-figures.ts'

// As on a server. dayjs reads the machine's own zone in places; another one would only be slower.
process.env.TZ = 'UTC'

/** Half a year over the night of 28 March. */
const span: Span = { zone: 'Europe/Stockholm', from: '2026-11-30', days: 180 }
const rule = { visits: 3, rest: { atLeastDays: 28, atMostDays: 42, idealDays: 30 } }
const wish = { notBefore: 0 }
const gridMinutes = 15
const therapistsAClinic = 10
const manyClinics = 1000

/** Numbing, needling and a mask: the therapist is held at both ends, the pen only while needling. */
const microneedling: readonly Segment[] = [
  { minutes: 10, holds: ['therapist', 'room'], clientPresent: true },
  { minutes: 30, holds: ['room'], clientPresent: true },
  { minutes: 30, holds: ['therapist', 'room', 'device'], clientPresent: true },
  { minutes: 15, holds: ['room'], clientPresent: true },
  { minutes: 5, holds: ['therapist', 'room'], clientPresent: true },
  { minutes: 10, holds: ['room'], clientPresent: false },
]
/** All that Cal.com can ask of a visit: one person, without a pause. */
const oneBlock: readonly Segment[] = [{ minutes: 90, holds: ['therapist'], clientPresent: true }]

const notes = [
  'Times are those of the one thread that computes: its clock stands still while another program has the core.',
  'The wise user asks Cal.com ten times, once for each therapist, since the three visits last as long as each other; the ' +
    'join is by counts a day and takes no time worth telling. A user who asks for each next visit by itself needs ' +
    'hundreds of queries; nobody waited for that.',
  'In memory means that the bits are there, as the server keeps them (`busy_bitmap`); `bench:http` tells the whole way.',
  'Counting is not listing: of the sequences counted, any can be had by its number, and six are offered to a client.',
  'One core, plain TypeScript as Node runs it, no worker, no native code.',
  "Medplum's scheduling functions are not on npm, so its wise user was not run (see the section on availability).",
] as const

const horizon = horizonOf(windowOf(span))
const calCom = await openCalCom()

const oneClinic = aClinic(0)
const oneCalendar = calendarOf(oneClinic)
let compared = compareCounts()
const { timings, told } = measureOneClinic()
const wise = measureWiseUser()
const many = measureManyClinics()
tell()

function aClinic(seed: number): MadeUp[] {
  const made = (many: number, make: (seed: number) => MadeUp) =>
    Array.from({ length: many }, (_, at) => make(seed * 100 + at))
  return [
    ...made(therapistsAClinic, (one) => madeUpTherapist(one, span, 0.6)),
    ...made(6, (one) => madeUpThing('room', one + 20, { span, share: 0.6 })),
    ...made(3, (one) => madeUpThing('device', one + 40, { span, share: 0.6 })),
  ]
}

function calendarOf(clinic: readonly MadeUp[]): Calendar {
  const resources = clinic.map((who) => ({
    id: who.id,
    kind: who.kind,
    free: freeBits(who, rowsOf(who, span), horizon),
  }))
  return { horizon, gridMinutes, resources }
}

function sequences(calendar: Calendar, segments: readonly Segment[], therapist?: string): bigint {
  const wanted = therapist === undefined ? wish : { ...wish, therapist }
  return countSequences({ calendar, segments, rule, wish: wanted }).total
}

/** Of each therapist alone, as one who stays with hers counts them. */
function sequencesByTherapist(calendar: Calendar, segments: readonly Segment[]): bigint {
  const lastingTicks = ticksOf(totalMinutes(segments))
  const each = openStarts({ calendar, segments, wish }).map((open) =>
    countCourses([open], { horizon, rule, lastingTicks }),
  )
  if (!each.every(({ exact }) => exact)) throw new Error('a count was too large for a number')
  return BigInt(each.reduce((sum, { total }) => sum + total, 0))
}

/** With all segments and as one block, with anybody and with the same: against nested loops. */
function compareCounts(): number {
  let counts = 0
  for (const clinic of [oneClinic, aClinic(1), aClinic(2)]) {
    const calendar = calendarOf(clinic)
    const question: Omit<ClinicQuestion, 'segments'> = {
      span,
      gridMinutes,
      visits: rule.visits,
      rest: rule.rest,
    }
    for (const segments of [microneedling, oneBlock]) {
      const anybody = coursesByBruteForce(clinic, { ...question, segments })
      mustEqual('with anybody', sequences(calendar, segments), BigInt(anybody))
      for (const who of clinic.filter(({ kind }) => kind === 'therapist')) {
        const alone = clinic.filter((one) => one.kind !== 'therapist' || one === who)
        const same = coursesByBruteForce(alone, { ...question, segments })
        mustEqual(`with ${who.id}`, sequences(calendar, segments, who.id), BigInt(same))
      }
      counts += 1 + therapistsAClinic
    }
  }
  console.log(`${counts} counts compared with nested loops, all equal`)
  return counts
}

function mustEqual(what: string, seen: bigint, right: bigint): void {
  if (seen !== right) throw new Error(`${what}: ${seen} courses were counted where there are ${right}`)
}

function measureOneClinic() {
  console.log('measuring one clinic')
  const search = { calendar: oneCalendar, segments: microneedling, rule, wish }
  const inMemory = 'counted exactly, with all segments'
  const offers = 'six offers, ranked, with reasons'
  const page = 'and the sequence in the middle of all'
  const rows = 'counted from rows of appointments'
  const timings = takeTurns(
    [
      { name: inMemory, times: 100, run: () => countSequences(search).total },
      {
        name: page,
        times: 100,
        run: () => {
          const { total, sequenceAt } = countSequences(search)
          return sequenceAt(total / 2n)
        },
      },
      { name: offers, times: 50, run: () => findCourses({ ...search, limit: 6 }) },
      { name: rows, times: 40, run: () => sequences(calendarOf(oneClinic), microneedling) },
    ],
    21,
  )
  for (const [name, timing] of timings) console.log(`${spread(timing).padStart(34)}  ${name}`)
  return { timings, told: { inMemory, offers, total: sequences(oneCalendar, microneedling) } }
}

function measureWiseUser() {
  console.log('measuring the wise user')
  const total = sequencesByTherapist(oneCalendar, oneBlock)
  const asked: WiseQuestion = { span, gridMinutes, minutes: 90, visits: rule.visits, rest: rule.rest, calCom }
  mustEqual("Cal.com's wise user", coursesOfWiseUser(oneClinic, asked), total)
  let putBack = keepFormatters()
  mustEqual("Cal.com's wise user with kept formatters", coursesOfWiseUser(oneClinic, asked), total)
  putBack()
  compared += 2
  const names = {
    shipped: 'Cal.com, as npm ships it',
    kept: 'Cal.com, formatters kept',
    rows: 'ours, from rows',
    resident: 'ours, resident',
  }
  const therapists = oneClinic.filter(({ kind }) => kind === 'therapist')
  const timings = takeTurns(
    [
      { name: names.shipped, run: () => coursesOfWiseUser(oneClinic, asked) },
      {
        name: names.kept,
        run: () => coursesOfWiseUser(oneClinic, asked),
        before: () => {
          putBack = keepFormatters()
        },
        after: () => putBack(),
      },
      { name: names.rows, times: 100, run: () => sequencesByTherapist(calendarOf(therapists), oneBlock) },
      { name: names.resident, times: 100, run: () => sequencesByTherapist(oneCalendar, oneBlock) },
    ],
    5,
  )
  for (const [name, timing] of timings) console.log(`${spread(timing).padStart(34)}  ${name}`)
  return { names, timings, total }
}

function measureManyClinics() {
  console.log(`making ${manyClinics} clinics`)
  const clinics = Array.from({ length: manyClinics }, (_, seed) => calendarOf(aClinic(seed)))
  const bytes = clinics.length * (oneCalendar.resources.length * horizon.words * 4)
  const took: number[] = []
  let total = 0n
  for (let round = -1; round < 7; round += 1) {
    const begun = threadMilliseconds()
    total = 0n
    for (const calendar of clinics) total += sequences(calendar, microneedling)
    if (round >= 0) took.push(threadMilliseconds() - begun)
  }
  const timing = timingOf(took)
  console.log(`${spread(timing)}: ${total} sequences in ${manyClinics} clinics`)
  return { timing, total, megabytes: Math.round(bytes / 1e6) }
}

function timingNamed(all: Map<string, Timing>, name: string): Timing {
  const timing = all.get(name)
  if (!timing) throw new Error(`nobody measured ${name}`)
  return timing
}

function tell(): void {
  const clinic = timingNamed(timings, told.inMemory)
  const shipped = against(wise.names.shipped)
  writeFigures({
    bench: 'course',
    title: 'Courses of three visits',
    command: 'npm run bench:course',
    about:
      `A clinic of ${therapistsAClinic} therapists, 6 rooms and 3 pens, everybody 60 % booked, half a year; three visits, each ` +
      'in six segments (the therapist held at both ends, the pen only while needling), 28 to 42 days apart, with anybody. ' +
      `${compared} counts were equal to those of nested loops over every minute before anything was timed.`,
    versions: calCom.versions,
    goals: [
      {
        what: 'one clinic, joint starts and exact counts, in memory',
        asked: 'at most 0.5 ms',
        seen: spread(clinic),
        reached: clinic.median <= 0.5,
      },
      {
        what: `${manyClinics} clinics of ${therapistsAClinic} therapists, every sequence counted, one core`,
        asked: 'at most 0.5 s',
        seen: spread(many.timing),
        reached: many.timing.median <= 500,
      },
      {
        what: "from rows, against Cal.com's wise user, as npm ships it",
        asked: `at least ${times(10_000)}`,
        seen: `${times(shipped.median)} (by the least ${times(shipped.least)})`,
        reached: Math.min(shipped.median, shipped.least) >= 10_000,
      },
      { what: "against a wise user of Medplum's", asked: 'at least 400 ×', seen: '–', reached: 'not-run' },
    ],
    tables: tablesOf(),
    notes,
  })
}

/** How many times as long as ours from rows, by medians and by the least. */
function against(name: string): { median: number; least: number } {
  const { median, least } = timingNamed(wise.timings, name)
  const rows = timingNamed(wise.timings, wise.names.rows)
  return { median: median / rows.median, least: least / rows.least }
}

function tablesOf(): Table[] {
  return [
    {
      about: `**One clinic.** ${told.total.toLocaleString('en')} sequences with anybody, each reachable by its number.`,
      head: ['', 'median (least to most)'],
      rows: [...timings].map(([name, timing]) => [name, spread(timing)]),
    },
    {
      about:
        `**The wise user.** The same ten therapists without rooms and pens, which Cal.com has not; three visits of 90 minutes ` +
        `with the same therapist: ${wise.total.toLocaleString('en')} sequences, by all alike.`,
      head: ['', `times «${wise.names.rows}»`, 'by the least', 'median (least to most)'],
      rows: [...wise.timings].map(([name, timing]) => {
        const { median, least } = against(name)
        return [name, times(median), times(least), spread(timing)]
      }),
    },
    {
      about:
        `**A thousand clinics.** ${many.megabytes} MB of bits, ${many.total.toLocaleString('en')} sequences: ` +
        `${duration(many.timing.median / manyClinics)} a clinic.`,
      head: ['', 'median (least to most)'],
      rows: [[`${manyClinics} clinics, one after another`, spread(many.timing)]],
    },
  ]
}
