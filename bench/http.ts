/** `npm run bench:http`: a course search from the first byte asked to the last byte answered, with its server on one core. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { fillBitmaps } from '../src/booking/fill-bitmaps.job.ts'
import { postmasterOf } from '../src/platform/postgres/postgres.makers.ts'
import { startLyster } from '../test/lyster.ts'
import type { Heard } from './lab/ask-over-http.ts'
import { openLab } from './lab/open-lab.ts'
import { places, planCourses } from './lab/plan-courses.ts'
import { clinicId, resourceId, seedClinics, treatmentOf } from './lab/seed-clinics.ts'
import { familyOf } from './lab/server-cpu.ts'
import { quantile } from './take-turns.ts'
import { writeFigures } from './write-figures.ts'

const count = Number(process.argv[2] ?? 3_000)
const taken = 430
const today = Temporal.Now.plainDateISO('Europe/Stockholm')
const firstDay = today.add({ days: 8 - today.dayOfWeek })

const lab = await openLab()
const plan = planCourses({ taken, free: 40, days: 180, seed: 9 })
await seedClinics(lab, { from: 0, until: 1, firstDay, courses: plan.taken })
await lab.db.inClinic(clinicId(0), (trx) => fillBitmaps(trx, Temporal.Now.instant()))
await lab.bulk('vacuum analyze')
const [{ rows: occupancies } = { rows: 0 }] = await lab.raw('select count(*)::int as rows from occupancy')
await lab.close({ data: true })

const lyster = await startLyster({ data: lab.data })
try {
  const pinned = pin([...familyOf(lyster.child.pid ?? 0), ...familyOf(postmasterOf(lab.data))])
  const search = `/api/v1/courses?service=${treatmentOf(0)}&days=180`
  const wishes = ['', '&weekdays=2,4', '&after=12:00', '&before=14:00', '&limit=10']
  const therapists = Array.from(
    { length: places.therapist },
    (_, n) => `&therapist=${resourceId(0, 'therapist', n)}`,
  )
  const paths = [...wishes, ...therapists].map((wish) => `${search}${wish}`)
  const ask = (more: { readonly width: number; readonly count: number; readonly bookEveryMs?: number }) =>
    heardFrom({ url: lyster.url, paths, ...more })
  await ask({ width: 4, count: Math.min(count, 600) })
  const runs = [
    { name: 'one at a time', heard: await ask({ width: 1, count }) },
    { name: 'four at a time', heard: await ask({ width: 4, count }) },
    {
      name: 'one at a time, a course booked or cancelled every 100 ms',
      heard: await ask({ width: 1, count, bookEveryMs: 100 }),
    },
  ]
  const rows = runs.map(({ name, heard }) => {
    const sorted = heard.waits.toSorted((a, b) => a - b)
    const bytes = heard.bytes.toSorted((a, b) => a - b)
    return {
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      cells: [
        name,
        ...[0.5, 0.9, 0.99, 1].map((share) => `${quantile(sorted, share).toFixed(2)} ms`),
        (heard.waits.length / heard.seconds).toFixed(0),
        `${quantile(bytes, 0.5)} (to ${bytes.at(-1)})`,
        heard.booked === 0 ? '–' : String(heard.booked),
      ],
    }
  })
  const [alone] = rows
  if (!alone) throw new Error('Nothing was measured.')
  const goals = [
    {
      what: 'p50, one at a time',
      asked: 'at most 5 ms',
      seen: `${alone.p50.toFixed(2)} ms`,
      reached: alone.p50 <= 5,
    },
    {
      what: 'p99, one at a time',
      asked: 'at most 15 ms',
      seen: `${alone.p99.toFixed(2)} ms`,
      reached: alone.p99 <= 15,
    },
  ]
  for (const { what, asked, seen, reached } of goals)
    console.log(`${reached ? 'yes' : 'NO '} ${what}: ${seen} (asked: ${asked})`)
  for (const { cells } of rows) console.log(cells.join('  '))
  writeFigures({
    bench: 'http',
    title: 'A course search over HTTP',
    command: 'npm run bench:http',
    about:
      `One clinic of ${places.therapist} therapists, ${places.room} rooms and ${places.device} pens, with ${taken} courses of three visits booked in 180 days ` +
      `(${String(occupancies)} occupied stretches). A whole Lyster answers ${paths.length} different searches of 180 days in turn, as JSON; a second process asks.`,
    versions: { PostgreSQL: lab.version },
    goals,
    tables: [
      {
        about: `${count} searches each, after 600 to warm up.`,
        head: ['how', 'p50', 'p90', 'p99', 'longest', 'a second', 'bytes, median', 'booked besides'],
        rows: rows.map(({ cells }) => cells),
      },
    ],
    notes: [
      pinned
        ? 'Node and Postgres of the server are bound to one core, the asking process to another.'
        : 'There was no taskset here: server and asking process were not bound to cores.',
      'Every search is reckoned anew: no answer is kept, though a process keeps bitmaps and asks what has changed.',
    ],
  })
} finally {
  await lyster.stop()
}

/** All threads of these processes on the first core; false where that cannot be. */
function pin(pids: readonly number[]): boolean {
  if (!existsSync('/usr/bin/taskset')) return false
  for (const pid of pids) execFileSync('taskset', ['-acp', '0', String(pid)], { stdio: 'ignore' })
  return true
}

function heardFrom(asked: object): Promise<Heard> {
  const asking = [
    process.execPath,
    join(import.meta.dirname, 'lab', 'ask-over-http.ts'),
    JSON.stringify(asked),
  ]
  const [program = '', ...words] = existsSync('/usr/bin/taskset') ? ['taskset', '-c', '1', ...asking] : asking
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString()
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`the asking process ended with ${code}`)),
    )
  })
}
