/**
 * `npm run check`: all that a machine can say about a change before its tests run. Two steps at a
 * time; a step waits for those that make what it reads. Only a failing step shows what it said.
 */
import { performance } from 'node:perf_hooks'
import { runCommand } from './commands.ts'

type Step = { readonly name: string; readonly run: readonly string[]; readonly after?: string }

const steps: readonly Step[] = [
  { name: 'words', run: ['node', 'scripts/words.ts'] },
  { name: 'route types', run: ['react-router', 'typegen'], after: 'words' },
  { name: 'lockfile', run: ['node', 'scripts/lockfile.ts'] },
  { name: 'format', run: ['biome', 'format', '--reporter=summary', '.'] },
  { name: 'pages build', run: ['node', 'scripts/build.ts'], after: 'words' },
  { name: 'types', run: ['tsc', '--noEmit'], after: 'route types' },
  { name: 'lint', run: ['oxlint', '.'], after: 'route types' },
  { name: 'imports', run: ['node', 'scripts/imports.ts'], after: 'words' },
  { name: 'client bundle', run: ['node', 'scripts/client-bundle.ts'], after: 'pages build' },
  { name: 'bars', run: ['node', 'scripts/bars.ts'] },
  { name: 'dead code', run: ['knip', '--no-config-hints'], after: 'words' },
  { name: 'dead in use', run: ['knip', '--production', '--no-config-hints'], after: 'words' },
]

const atOnce = 2

export async function check(): Promise<string[]> {
  const waiting = [...steps]
  const passed = new Set<string>()
  const failed: string[] = []
  const running = new Set<Promise<void>>()

  const takeReady = (): Step | undefined => {
    const ready = waiting.findIndex(({ after }) => !after || passed.has(after))
    return ready < 0 || running.size >= atOnce ? undefined : waiting.splice(ready, 1)[0]
  }
  do {
    for (let step = takeReady(); step; step = takeReady()) {
      const { name } = step
      const work = run(step).then((ok) => {
        running.delete(work)
        if (ok) passed.add(name)
        else failed.push(name)
      })
      running.add(work)
    }
    await Promise.race(running)
  } while (running.size > 0 || waiting.some(({ after }) => !after || passed.has(after)))

  for (const { name, after } of waiting)
    process.stdout.write(`${name.padEnd(14)}   not run: needs ${after}\n`)
  return failed
}

async function run(step: Step): Promise<boolean> {
  const began = performance.now()
  const { code, output } = await runCommand({ run: step.run, output: 'kept' })
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5)
  process.stdout.write(`${step.name.padEnd(14)} ${seconds} s  ${code === 0 ? 'ok' : 'FAILED'}\n`)
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n\n`)
  return code === 0
}

if (import.meta.main) {
  const began = performance.now()
  const failed = await check()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const end = failed.length === 0 ? 'all ok' : `failed: ${failed.join(', ')}`
  process.stdout.write(`check ${seconds} s, ${end}\n`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
