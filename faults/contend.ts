/** `node faults/contend.ts [attempts]`: 48 clients on six calendars, the real desk and the naive one, with figures. */
import { Temporal } from 'temporal-polyfill'
import { openLab } from '../bench/lab/open-lab.ts'
import { writeFigures } from '../bench/write-figures.ts'
import { openContendedClinic, tryNaiveDesk, tryRealDesk } from './try-desks.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const attempts = Number(process.argv[2] ?? 200_000)
const clients = 48
const seed = Number(process.env['LYSTER_SEED'] ?? Temporal.Now.instant().epochMilliseconds % 1_000_000)
const longestWait = 2_000

say(`LYSTER_SEED=${seed}, ${attempts} attempts by ${clients} clients`)
const lab = await openLab()
try {
  const clinic = await openContendedClinic(lab)
  const real = await tryRealDesk({ ...lab, clinic, attempts, clients, seed, say })
  const naive = await tryNaiveDesk({ ...lab, clinic, attempts: Math.min(attempts, 5_000), clients, seed })
  const { p50, p99, longest } = real.waits
  for (const fault of [...real.faults, ...real.errors].slice(0, 20)) say(fault)
  const goals = [
    {
      what: `overlaps and other faults in the raw rows, bitmaps among them`,
      asked: '0',
      seen: String(real.faults.length + real.errors.length),
      reached: real.faults.length + real.errors.length === 0,
    },
    {
      what: 'deadlocks (40P01), counted by the server',
      asked: '0',
      seen: String(real.deadlocks),
      reached: real.deadlocks === 0,
    },
    {
      what: 'longest wait for an answer',
      asked: `at most ${longestWait} ms`,
      seen: `${longest.toFixed(0)} ms (p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)})`,
      reached: longest <= longestWait,
    },
    {
      what: 'the naive desk (look, then write) in the same crowd is caught',
      asked: 'overlaps seen',
      seen: `${naive.overlaps} overlaps in ${naive.attempts} attempts`,
      reached: naive.overlaps > 0,
    },
  ]
  for (const { what, asked, seen, reached } of goals)
    say(`${reached ? 'yes' : 'NO '} ${what}: ${seen} (asked: ${asked})`)
  say(`${real.attempts} attempts in ${real.seconds.toFixed(0)} s: ${JSON.stringify(real.counts)}`)
  writeFigures({
    bench: 'contended',
    title: 'Many clients, six calendars',
    command: `node faults/contend.ts ${attempts}`,
    about:
      `${clients} clients want the same two therapists, two rooms and two pens on ten days (and four weeks later, and again): ` +
      'single visits, courses, holds that are confirmed, extended, let go or run out, moves, hours taken out of the calendar, cancelling. ' +
      'Afterwards the raw rows are judged by a checker that trusts no constraint.',
    versions: { PostgreSQL: lab.version },
    goals,
    tables: [
      {
        about: `${real.attempts} attempts in ${real.seconds.toFixed(0)} s, by what came of them (seed ${seed}).`,
        head: ['what', 'times'],
        rows: Object.entries(real.counts)
          .toSorted(([a], [b]) => a.localeCompare(b))
          .map(([what, count]) => [what, String(count)]),
      },
    ],
    notes: [
      'Clients, Node and Postgres share the processors, so a wait is mostly the queue for them, not for a lock.',
      'A move counts as one attempt with both of its transactions: what would come of it, and the move.',
    ],
  })
  process.exitCode = goals.every(({ reached }) => reached) ? 0 : 1
} finally {
  await lab.close()
}
