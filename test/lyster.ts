/** A whole Lyster, started as a person starts it, in a process and a data folder of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = join(root, 'node_modules', '.bin', 'node')

export type StartedLyster = {
  readonly url: string
  readonly data: string
  readonly child: ChildProcess
  /** A fresh way in to the demonstration, as `npm run lyster -- sign-in` prints it. */
  readonly signIn: (who?: string) => Promise<{ readonly email: string; readonly password: string }>
  /** Ends it as Ctrl-C does, and removes its data unless told to keep it. */
  readonly stop: (keep?: { readonly data: boolean }) => Promise<void>
}

export type LysterSettings = { readonly data?: string; readonly env?: Readonly<Record<string, string>> }

export async function startLyster({
  data = freshFolder(),
  env = {},
}: LysterSettings = {}): Promise<StartedLyster> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = {
    ...process.env,
    LYSTER_RATE: 'off',
    LYSTER_LOG: 'error',
    ...env,
    LYSTER_DATA: data,
    PORT: String(port),
  }
  const child = spawn(node, ['src/main.ts'], { cwd: root, env: settings, stdio: ['ignore', 'pipe', 'pipe'] })
  await isReady(child)
  return {
    url,
    data,
    child,
    signIn: async (who) => {
      const words = ['src/lyster.ts', 'sign-in', ...(who ? [who] : [])]
      const { stdout } = await promisify(execFile)(node, words, { cwd: root, env: settings })
      const found = /E-mail:\s+(\S+)\s+Password:\s+(\S+)/.exec(stdout)
      if (!found?.[1] || !found[2]) throw new Error(`sign-in printed no way in: ${stdout}`)
      return { email: found[1], password: found[2] }
    },
    stop: async (keep) => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT')
        await new Promise((resolve) => child.once('exit', resolve))
      }
      if (!keep?.data) rmSync(data, { recursive: true, force: true })
    },
  }
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lyster-journey-'))
}

function isReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Lyster is ready')) resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`Lyster ended with ${code} before it was ready: ${said}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
