/**
 * `npm test`: vitest (rules, rooms, real Postgres), then the journeys in Chromium, and their sum in
 * the last line. A runner that ends badly without naming a failed test, or that ran nothing, counts
 * as one failure: the last line never says better than it is. Arguments narrow by file name.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.ts'
import { runCommand } from './commands.ts'

export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number }

type Runner = {
  readonly name: string
  readonly run: readonly string[]
  readonly environment?: Record<string, string>
  readonly report: string
  readonly tally: (report: never) => Tally
}

export type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  /** One for each file; a file that could not even be read has failed without a single test. */
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

export type PlaywrightReport = {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly errors: readonly unknown[]
}

export function tallyOfVitest(report: VitestReport): Tally {
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

export function tallyOfPlaywright({ stats, errors }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

/** What a runner's report and its end say together. */
export function judged(tally: Tally | undefined, ending: { code: number; mayBeEmpty: boolean }): Tally {
  const { passed, failed, skipped } = tally ?? { passed: 0, failed: 0, skipped: 0 }
  const isEmpty = passed + failed === 0 && !ending.mayBeEmpty
  const isUnexplained = failed === 0 && (ending.code !== 0 || isEmpty || !tally)
  return { passed, failed: isUnexplained ? 1 : failed, skipped }
}

export function lastLine(tallies: readonly Tally[]): string {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0)
  const skipped = sum((tally) => tally.skipped)
  const line = `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}

async function testAll(names: readonly string[]): Promise<Tally[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lyster-reports-'))
  const vitest = join(folder, 'vitest.json')
  const playwright = join(folder, 'playwright.json')
  const runners: readonly Runner[] = [
    {
      name: 'vitest',
      run: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitest}`],
      report: vitest,
      tally: tallyOfVitest,
    },
    {
      name: 'playwright',
      run: ['playwright', 'test', '--reporter=list,json'],
      environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwright },
      report: playwright,
      tally: tallyOfPlaywright,
    },
  ]
  try {
    const tallies: Tally[] = []
    for (const runner of runners) tallies.push(await runOne(runner, names))
    const nothing = tallies.every(({ passed, failed }) => passed + failed === 0)
    return nothing ? [...tallies, { passed: 0, failed: 1, skipped: 0 }] : tallies
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runOne({ name, run, environment = {}, report, tally }: Runner, names: readonly string[]) {
  const mayBeEmpty = names.length > 0
  const pass = name === 'vitest' ? '--passWithNoTests' : '--pass-with-no-tests'
  const command = [...run, ...(mayBeEmpty ? [pass] : []), ...names]
  const { code } = await runCommand({ run: command, environment, output: 'shown' })
  const said = existsSync(report) ? tally(JSON.parse(readFileSync(report, 'utf8')) as never) : undefined
  const result = judged(said, { code, mayBeEmpty })
  process.stdout.write(`\n${name}: ${lastLine([result])}\n`)
  if (result.failed > 0 && !said?.failed)
    process.stdout.write(`${name} ended with code ${code} and named no failed test\n`)
  return result
}

if (import.meta.main) {
  const names = process.argv.slice(2)
  await build()
  const tallies = await testAll(names)
  process.stdout.write(`${lastLine(tallies)}\n`)
  process.exit(tallies.some(({ failed }) => failed > 0) ? 1 : 0)
}
