/** `node faults/kill-node.ts [kills of each]`: kill -9 of Node and of Postgres under booking load, with its figures. */
import { writeFigures } from '../bench/write-figures.ts'
import { killUnderLoad, sayFigures, type Victim } from './kill-under-load.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const each = Number(process.argv[2] ?? 20)
const seed = Number(process.env['LYSTER_SEED'] ?? Date.now() % 1_000_000)

say(`LYSTER_SEED=${seed}, ${each} kills of each`)
const victims = Array.from({ length: each * 2 }, (_, i): Victim => (i % 2 === 0 ? 'node' : 'postgres'))
const told = await killUnderLoad({ victims, seed, say })
for (const line of sayFigures(told)) say(line)
const { kills, acknowledged, moved, cancelled, unknown, mails, faults } = told
const readyAfter = (victim: Victim) => {
  const times = kills.filter((kill) => kill.victim === victim).map((kill) => kill.readyMilliseconds)
  const mean = Math.round(times.reduce((sum, time) => sum + time, 0) / times.length)
  return [`kill -9 of ${victim}`, String(times.length), `${mean} ms`, `${Math.max(...times)} ms`]
}
writeFigures({
  bench: 'kills',
  title: 'Killed in the middle of booking',
  command: `node faults/kill-node.ts ${each}`,
  about:
    'Six clients book, move and cancel through the API and note every answer on the disk before they go on; Node and Postgres are killed by turns ' +
    'with -9 in the middle of it. In the end what had no answer is sent again under its key, every booking is asked for, and the rows are judged.',
  versions: {},
  goals: [
    {
      what: 'acknowledged and not there, or there twice, or with another number of messages than one, or a bitmap that is wrong',
      asked: '0',
      seen: String(faults.length),
      reached: faults.length === 0,
    },
  ],
  tables: [
    {
      about: '',
      head: ['what', 'times', 'ready again, mean', 'at worst'],
      rows: [readyAfter('node'), readyAfter('postgres')],
    },
    {
      about: '',
      head: ['acknowledged', 'number'],
      rows: [
        ['bookings', String(acknowledged)],
        ['moves', String(moved)],
        ['cancellings', String(cancelled)],
        ['without an answer, sent again', String(unknown)],
        ['messages, each sent', String(mails.messages)],
        ['of them sent twice', String(mails.twice)],
      ],
    },
  ],
  notes: [
    'A message may go twice where its sender dies between the mail server and the row; never more, and never not at all.',
  ],
})
process.exitCode = faults.length === 0 ? 0 : 1
