/** `npm run bench:booking`: whole courses with fsync, guarded and unguarded in turns, and the price of the guard alone. */
import { Temporal } from 'temporal-polyfill'
import { fillBitmaps } from '../src/booking/fill-bitmaps.job.ts'
import { bookAtOnce, holdAndConfirm, type Scene, sideBySide, type ToBook } from './lab/book-planned.ts'
import { measureGuard } from './lab/guard-alone.ts'
import { openLab } from './lab/open-lab.ts'
import { planCourses } from './lab/plan-courses.ts'
import { clinicId, seedClinics } from './lab/seed-clinics.ts'
import { postgresCpu } from './lab/server-cpu.ts'
import { bookUnguarded, makeTwin } from './lab/unguarded-twin.ts'
import { quantile, times, timingOf } from './take-turns.ts'
import { writeFigures } from './write-figures.ts'

const rounds = Number(process.argv[2] ?? 7)
const perTurn = 200
const width = 16
const clinics = 16
const firstDay = Temporal.PlainDate.from('2027-01-11')
const now = Temporal.Instant.from('2027-01-04T07:00:00Z')

const ways = [
  { name: 'booked at once (one transaction)', book: bookAtOnce },
  { name: 'held, then confirmed (two transactions)', book: holdAndConfirm },
  { name: 'unguarded twin (one transaction)', book: bookUnguarded },
] as const
type Turn = { readonly perSecond: number; readonly cpu: number; readonly waits: readonly number[] }
const seen = ways.map((): Turn[] => [])

const lab = await openLab({ connections: width })
try {
  const plan = planCourses({ taken: 200, free: 250, days: 180, seed: 4 })
  await seedClinics(lab, { from: 0, until: clinics, firstDay, courses: plan.taken })
  for (let clinic = 0; clinic < clinics; clinic += 1)
    await lab.db.inClinic(clinicId(clinic), (trx) => fillBitmaps(trx, now))
  await makeTwin(lab)
  await lab.bulk('vacuum analyze')
  // Neighbours in the list are of different clinics, as bookings are.
  const free: ToBook[] = plan.free.flatMap((course) =>
    Array.from({ length: clinics }, (_, clinic) => ({ clinic, course })),
  )
  const scene: Scene = { lab, firstDay, now }
  for (let round = -1; round < rounds; round += 1) {
    const guarded = [free.splice(0, perTurn), free.splice(0, perTurn)]
    for (const [index, way] of ways.entries()) {
      const turn = await takeTurn(scene, way.book, guarded[index] ?? guarded[0] ?? [])
      // The first turns are to warm up.
      seen[index]?.push(...(round < 0 ? [] : [turn]))
    }
  }
  const [atOnce, later, twin] = seen.map((turns) => ({
    rate: timingOf(turns.map(({ perSecond }) => perSecond)),
    cpu: timingOf(turns.map(({ cpu }) => cpu)),
    waits: turns.flatMap(({ waits }) => waits).toSorted((a, b) => a - b),
  }))
  if (!atOnce || !later || !twin) throw new Error('Nothing was measured.')
  const guard = await measureGuard(scene)
  const share = atOnce.rate.median / twin.rate.median
  const goals = [
    {
      what: 'whole courses a second, with fsync, through the use (booked at once)',
      asked: 'at least 150',
      seen: atOnce.rate.median.toFixed(0),
      reached: atOnce.rate.median >= 150,
    },
    {
      what: 'the same, held and then confirmed',
      asked: 'at least 150',
      seen: later.rate.median.toFixed(0),
      reached: later.rate.median >= 150,
    },
    {
      what: 'of the unguarded twin (booked at once)',
      asked: 'at least 0.5',
      seen: share.toFixed(2),
      reached: share >= 0.5,
    },
    {
      what: `server CPU of the guarded write of a visit's time, to an unguarded indexed insert of the same rows`,
      asked: 'at most 2.0 ×',
      seen: times(guard.ratio),
      reached: guard.ratio <= 2,
    },
  ]
  const row = (name: string, { rate, cpu, waits }: typeof atOnce) => [
    name,
    `${rate.median.toFixed(0)} (${rate.least.toFixed(0)} to ${rate.most.toFixed(0)})`,
    `${cpu.median.toFixed(2)} ms`,
    `${quantile(waits, 0.5).toFixed(1)} ms`,
    `${quantile(waits, 0.99).toFixed(1)} ms`,
  ]
  const rows = [row(ways[0].name, atOnce), row(ways[1].name, later), row(ways[2].name, twin)]
  for (const { what, asked, seen: told, reached } of goals)
    console.log(`${reached ? 'yes' : 'NO '} ${what}: ${told} (asked: ${asked})`)
  for (const one of rows) console.log(one.join('  '))
  writeFigures({
    bench: 'booking',
    title: 'Booking whole courses',
    command: 'npm run bench:booking',
    about:
      `Courses of three visits (therapist, room and pen by segments: 15 stretches) booked by ${width} side by side in ${clinics} clinics that have 200 courses each, ` +
      'as the plain role under row-level security, with client, message, audit line and key, and fsync at each commit. ' +
      'The twin writes the same rows without what guards them (bench/lab/unguarded-twin.ts says exactly what is left out).',
    versions: { PostgreSQL: lab.version },
    goals,
    tables: [
      {
        about: `${rounds} turns of ${perTurn} courses each: median (least to most).`,
        head: ['way', 'courses/s', 'server CPU a course', 'p50', 'p99'],
        rows,
      },
      {
        about: `The guard alone: one visit's five stretches in one transaction on one connection, commits not awaited, ${guard.rounds} turns.`,
        head: ['write', 'server CPU'],
        rows: [
          ['locks in order, temporal key', `${(guard.guarded * 1000).toFixed(0)} µs`],
          ['no lock, b-tree', `${(guard.unguarded * 1000).toFixed(0)} µs`],
        ],
      },
    ],
    notes: [
      'Node, the driver and Postgres share the two cores; a course a second is of all three.',
      `Server CPU of a whole course against the twin's: ${times(atOnce.cpu.median / twin.cpu.median)}; it reads the clinic's setting and calendar and keeps the bitmaps besides.`,
    ],
  })
} finally {
  await lab.close()
}

async function takeTurn(
  scene: Scene,
  book: (typeof ways)[number]['book'],
  list: readonly ToBook[],
): Promise<Turn> {
  const cpu = postgresCpu(scene.lab.data)
  const waits: number[] = []
  const work = async (one: ToBook) => {
    const began = performance.now()
    await book(scene, one)
    waits.push(performance.now() - began)
  }
  const seconds = await sideBySide(list, { width, work })
  return { perSecond: list.length / seconds, cpu: (postgresCpu(scene.lab.data) - cpu) / list.length, waits }
}
