/**
 * `node bench/growth.ts [clinics]`: the same clinic searched and booked in a database of two clinics and in one of a
 * thousand, by turns, and the plans of the main statements in the large one.
 */
import { Temporal } from 'temporal-polyfill'
import { fillBitmaps } from '../src/booking/fill-bitmaps.job.ts'
import { offerCourses } from '../src/booking/index.ts'
import { bookAtOnce, sideBySide, type ToBook } from './lab/book-planned.ts'
import { type Lab, openLab } from './lab/open-lab.ts'
import { type PlannedCourse, planCourses } from './lab/plan-courses.ts'
import { explain, listenTo } from './lab/query-plans.ts'
import { clinicId, copyBitmaps, seedClinics, treatmentOf } from './lab/seed-clinics.ts'
import { postgresCpu } from './lab/server-cpu.ts'
import { timingOf } from './take-turns.ts'
import { writeFigures } from './write-figures.ts'

const clinics = Number(process.argv[2] ?? 1_000)
const taken = 334
const rounds = 7
const searches = 40
const bookings = 20
const atATime = 50
const firstDay = Temporal.PlainDate.from('2027-01-11')
const now = Temporal.Instant.from('2027-01-04T07:00:00Z')
const plan = planCourses({ taken, free: 150, days: 180, seed: 6 })

type Measured = {
  readonly name: string
  readonly lab: Lab
  readonly pick: (n: number) => number
  readonly free: PlannedCourse[]
}
type Turn = {
  readonly search: number
  readonly searchCpu: number
  readonly book: number
  readonly bookCpu: number
}

const small = await openLab()
const large = await openLab()
try {
  await fill(small, 2)
  const seconds = await fill(large, clinics)
  const [size] = await large.raw(`select pg_size_pretty(pg_database_size(current_database())) as whole,
    pg_size_pretty(pg_total_relation_size('occupancy')) as occupancy, (select count(*) from occupancy) as rows`)
  const [few] = await small.raw('select count(*) as rows from occupancy')
  const [fewRows, manyRows] = [few?.['rows'], size?.['rows']].map((rows) => Number(rows).toLocaleString('en'))
  console.log(`${manyRows} occupancies in ${seconds.toFixed(0)} s, ${String(size?.['whole'])} on the disk`)
  const [half, other] = [plan.free.slice(0, 75), plan.free.slice(75)]
  const measured: Measured[] = [
    { name: `${fewRows} occupancies, 2 clinics`, lab: small, pick: (n) => n % 2, free: [...half] },
    { name: `${manyRows} occupancies, the same 2 clinics`, lab: large, pick: (n) => n % 2, free: [...half] },
    {
      name: `${manyRows} occupancies, over ${Math.min(clinics - 2, 200)} clinics`,
      lab: large,
      pick: (n) => 2 + (n % Math.min(clinics - 2, 200)),
      free: [...other],
    },
  ]
  const seen = measured.map((): Turn[] => [])
  for (let round = -1; round < rounds; round += 1)
    for (const [index, one] of measured.entries()) {
      const turn = await measure(one, Math.max(round + 1, 0))
      // The first turns are to warm up.
      seen[index]?.push(...(round < 0 ? [] : [turn]))
    }
  const middles = seen.map((turns) => ({
    search: timingOf(turns.map((turn) => turn.search)),
    searchCpu: timingOf(turns.map((turn) => turn.searchCpu)),
    book: timingOf(turns.map((turn) => turn.book)),
    bookCpu: timingOf(turns.map((turn) => turn.bookCpu)),
  }))
  const [before, after, wide] = middles
  if (!before || !after || !wide) throw new Error('Nothing was measured.')
  const goal = (what: string, from: number, to: number) => ({
    what,
    asked: 'at most 1.5 ×',
    seen: `${(to / from).toFixed(2)} × (${from.toFixed(2)} to ${to.toFixed(2)} ms)`,
    reached: to / from <= 1.5,
  })
  const goals = [
    goal('a course search, the same clinics', before.search.median, after.search.median),
    goal('a course booked, the same clinics', before.book.median, after.book.median),
  ]
  for (const { what, asked, seen: told, reached } of goals)
    console.log(`${reached ? 'yes' : 'NO '} ${what}: ${told} (asked: ${asked})`)
  const rows = middles.map((middle, index) => [
    measured[index]?.name ?? '',
    ...[middle.search, middle.searchCpu, middle.book, middle.bookCpu].map(
      ({ median, least, most }) => `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`,
    ),
  ])
  for (const cells of rows) console.log(cells.join('  '))
  writeFigures({
    bench: 'growth',
    title: 'Growth',
    command: `node bench/growth.ts${clinics === 1_000 ? '' : ` ${clinics}`}`,
    about:
      `Clinics of ten therapists, six rooms and three pens with ${taken} booked courses each (clients, messages, audit and bitmaps with them), seeded in bulk. ` +
      `The same searches (180 days, ${searches} a turn) and bookings (whole courses, ${bookings} a turn, four side by side) in turn, ${rounds} turns.`,
    versions: { PostgreSQL: large.version },
    goals,
    tables: [
      {
        about:
          'Milliseconds, median (least to most): a search, its server CPU, a whole course booked, its server CPU.',
        head: ['where', 'search', 'CPU of it', 'booking', 'CPU of it'],
        rows,
      },
    ],
    notes: [
      `Seeded in ${seconds.toFixed(0)} s; ${String(size?.['whole'])} on the disk, of it ${String(size?.['occupancy'])} occupancy with its keys.`,
      'Spread over many clinics, the copies of bitmaps that a process keeps are seldom at hand: they are read from rows again.',
      'Plans are of the large database, as the plain role under row-level security.',
    ],
    kept: await plans(large),
  })
} finally {
  await small.close()
  await large.close()
}

/** Seconds that it took. */
async function fill(lab: Lab, until: number): Promise<number> {
  const began = performance.now()
  await lab.bulk(`set maintenance_work_mem = '512MB'`)
  for (let from = 0; from < until; from += atATime) {
    await seedClinics(lab, { from, until: Math.min(from + atATime, until), firstDay, courses: plan.taken })
    if (from % 200 === 0 && from > 0)
      console.log(`${from} clinics after ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  await lab.db.inClinic(clinicId(0), (trx) => fillBitmaps(trx, now))
  await copyBitmaps(lab, until)
  await lab.bulk('vacuum analyze')
  await lab.bulk('checkpoint')
  return (performance.now() - began) / 1000
}

async function measure({ lab, pick, free }: Measured, round: number): Promise<Turn> {
  const scene = { lab, firstDay, now }
  const begin = () => ({ at: performance.now(), cpu: postgresCpu(lab.data) })
  const searching = begin()
  for (let n = 0; n < searches; n += 1) await search(lab, pick(round * searches + n))
  const between = begin()
  // In each of these clinics the same courses are free, each once.
  const width = new Set(Array.from({ length: bookings }, (_, n) => pick(n))).size
  const courses = free.splice(0, Math.ceil(bookings / width))
  const list = courses.flatMap((course): ToBook[] =>
    Array.from({ length: width }, (_, n) => ({ clinic: pick(n), course })),
  )
  await sideBySide(list, { width: 4, work: (one) => bookAtOnce(scene, one) })
  const end = begin()
  return {
    search: (between.at - searching.at) / searches,
    searchCpu: (between.cpu - searching.cpu) / searches,
    book: (end.at - between.at) / list.length,
    bookCpu: (end.cpu - between.cpu) / list.length,
  }
}

async function search({ db, keys }: Pick<Lab, 'db' | 'keys'>, clinic: number): Promise<void> {
  const ask = { service: treatmentOf(clinic), days: 180, limit: 5, wish: {}, now, keys }
  const offers = await db.inClinic(clinicId(clinic), (trx) => offerCourses(trx, ask))
  if ('refused' in offers || offers.courses.length === 0) throw new Error('Nothing was found.')
}

/** What a search asks, and then what a booking asks, of a clinic that nobody has looked at. */
async function plans(lab: Lab): Promise<Record<string, string>> {
  const clinic = clinics - 1
  const course = plan.free.at(-1) ?? []
  const heard = await listenTo(lab, async (db) => {
    await search({ db, keys: lab.keys }, clinic)
    await bookAtOnce({ lab: { ...lab, db }, firstDay, now }, { clinic, course })
  })
  const marks = ['get-setting', 'ask-for-busy', 'lock-resources', 'find-taken-visit', 'read-runs']
  return explain(lab, { clinic: clinicId(clinic), heard, marks })
}
