/** `node faults/kill-node.ts [kills of each]`: kill -9 of Node and of Postgres under booking load, with its figures. */
import { killUnderLoad, sayFigures } from './kill-under-load.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const each = Number(process.argv[2] ?? 20)
const seed = Number(process.env['LYSTER_SEED'] ?? Date.now() % 1_000_000)

say(`LYSTER_SEED=${seed}, ${each} kills of each`)
const victims = Array.from({ length: each * 2 }, (_, i) =>
  i % 2 === 0 ? ('node' as const) : ('postgres' as const),
)
const told = await killUnderLoad({ victims, seed, say })
for (const line of sayFigures(told)) say(line)
process.exitCode = told.faults.length === 0 ? 0 : 1
