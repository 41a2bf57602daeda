/** One run of the postgres program, from its start to its end. */
import { execFile, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { postgresEnvironment } from './cluster.ts'
import type { Folders } from './folders.ts'
import type { RunAs } from './run-as.ts'

export type Server = {
  /** Resolves with a sentence on how it ended. */
  readonly ended: Promise<string>
  hasEnded(): boolean
  /** Fast: open transactions are rolled back, the rest is written out. */
  stop(): Promise<void>
}

type Launch = {
  readonly folders: Folders
  readonly binaries: Binaries
  readonly runAs: RunAs
  readonly settings: readonly string[]
}

const milliseconds = { fast: 10_000, immediate: 10_000, rest: 2_000 }

export function launch(how: Launch): Server {
  const { folders, binaries, runAs, settings } = how
  const began = Date.now()
  const [program = '', ...rest] = [...runAs.before, binaries.postgres, '-D', folders.cluster, ...settings]
  const child = spawn(program, rest, {
    cwd: folders.data,
    env: postgresEnvironment(),
    // A session of its own: Ctrl-C reaches Node, and Node stops Postgres when its own work is done.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const stderr: string[] = []
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk.toString().slice(0, 10_000)))
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))

  const signal = (name: 'SIGINT' | 'SIGQUIT' | 'SIGKILL') => {
    if (process.platform !== 'win32' || name === 'SIGKILL') child.kill(name)
    else
      execFile(binaries.pgCtl, [
        'stop',
        '-W',
        '-m',
        name === 'SIGINT' ? 'fast' : 'immediate',
        '-D',
        folders.cluster,
      ])
  }
  const leaving = () => signal('SIGINT')
  process.on('exit', leaving)
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      process.off('exit', leaving)
      resolve(`${how}${lastWords(stderr.join('')) ?? lastWordsInLog(folders.log, began) ?? ''}`)
    }
    child.once('error', (error) => end(`Postgres could not be started: ${error.message}`))
    child.once('exit', (code, by) => end(`Postgres ended ${by ? `by ${by}` : `with code ${code}`}`))
  })

  return {
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      signal('SIGINT')
      if (!(await within(ended, milliseconds.fast))) signal('SIGQUIT')
      if (!(await within(ended, milliseconds.immediate))) signal('SIGKILL')
      await ended
      // The process that writes the log goes last.
      await within(closed, milliseconds.rest)
    },
  }
}

async function within(what: Promise<unknown>, limit: number): Promise<boolean> {
  const alarm = new AbortController()
  const late = sleep(limit, false, { signal: alarm.signal }).catch(() => false)
  const inTime = await Promise.race([what.then(() => true), late])
  alarm.abort()
  return inTime
}

/** What it died of; not what it said to somebody who tried to connect. */
function lastWords(text: string): string | undefined {
  const told = text.split('\n').flatMap((line) => /\b(?:FATAL|PANIC): +(.*)/.exec(line)?.[1] ?? [])
  const words = told.findLast(
    (words) => !/database system is|connection|authentication|^(role|database) "/.test(words),
  )
  return words && `: ${words}`
}

/** The end of the newest log file, if it was written to since then. */
function lastWordsInLog(folder: string, since: number): string | undefined {
  try {
    const files = readdirSync(folder).map((name) => ({
      path: join(folder, name),
      at: statSync(join(folder, name)).mtimeMs,
    }))
    const newest = files.sort((a, b) => b.at - a.at)[0]
    return newest && newest.at >= since ? lastWords(endOf(newest.path)) : undefined
  } catch {
    return undefined
  }
}

function endOf(path: string): string {
  const file = openSync(path, 'r')
  const end = Buffer.alloc(16_384)
  const length = readSync(file, end, 0, end.length, Math.max(0, fstatSync(file).size - end.length))
  closeSync(file)
  return end.toString('utf8', 0, length)
}
