/** Runs the programs that the scripts are made of. All of them are found in `node_modules/.bin`. */
import { spawn } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

export type Ended = {
  /** What the program ended with; a program killed by a signal counts as 1. */
  readonly code: number
  /** Standard output and error as they came, where they were kept. */
  readonly output: string
}

export type Command = {
  readonly run: readonly string[]
  /** `kept` for later, or `shown` on the terminal as it comes. */
  readonly output: 'kept' | 'shown'
  readonly environment?: Record<string, string>
}

export function runCommand(command: Command): Promise<Ended> {
  const [program = 'node', ...rest] = command.run
  const path = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter)
  return new Promise((done) => {
    const child = spawn(program, rest, {
      stdio: command.output === 'shown' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...command.environment, PATH: path },
      shell: process.platform === 'win32',
    })
    const pieces: Buffer[] = []
    child.stdout?.on('data', (piece: Buffer) => pieces.push(piece))
    child.stderr?.on('data', (piece: Buffer) => pieces.push(piece))
    child.on('error', (error) => done({ code: 1, output: `${program}: ${error.message}\n` }))
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(pieces).toString() }))
  })
}
