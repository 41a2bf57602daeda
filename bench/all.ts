/** Every bench, one after another: two at once would disturb each other. One that fails does not keep the rest. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../scripts/commands.ts'

const benches = ['search', 'course', 'booking', 'http', 'growth', 'register', 'pages']
const failed: string[] = []
for (const name of benches) {
  const file = join(import.meta.dirname, `${name}.ts`)
  if (!existsSync(file)) continue
  console.log(`\n=== bench:${name} ===`)
  const { code } = await runCommand({ run: ['node', file], output: 'shown' })
  if (code !== 0) failed.push(name)
}
if (failed.length > 0) {
  console.error(`\nfailed: ${failed.join(', ')}`)
  process.exitCode = 1
}
