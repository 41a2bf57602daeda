/** What processes have used of the processors, read from /proc: Postgres works in many, and each end is added to its parent. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { postmasterOf } from '../../src/platform/postgres/postgres.makers.ts'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Milliseconds that the Postgres of a data folder has used so far, its processes that have ended among them. */
export function postgresCpu(data: string): number {
  return processorTime(familyOf(postmasterOf(data)))
}

/** A process and all that came from it. */
export function familyOf(parent: number): number[] {
  const parents = new Map<number, number>()
  for (const pid of readdirSync('/proc').map(Number)) {
    const stat = pid > 0 ? readStat(pid) : undefined
    if (stat) parents.set(pid, Number(stat[1]))
  }
  const family = [parent]
  for (const member of family) for (const [child, of] of parents) if (of === member) family.push(child)
  return family
}

function processorTime(pids: readonly number[]): number {
  const ticks = pids.flatMap((pid, index) => {
    const stat = readStat(pid)
    // Of the parent also what its ended children used.
    return stat ? stat.slice(11, index === 0 ? 15 : 13).map(Number) : []
  })
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / ticksPerSecond
}

/** The fields after the name, which may hold anything: state, parent, … utime (11), stime, cutime, cstime. */
function readStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
