/** `npm run dev`: after each change the pages are built again (when they are concerned) and the server starts anew. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from './build.ts'

/** An editor saves in several steps, and often several files. */
const quietMilliseconds = 150

let server: ChildProcess | undefined
let changes = 0
let isStopping = false

function changed(path: string | null): void {
  if (!path?.replaceAll('\\', '/').startsWith('platform/words')) changes += 1
}

async function start(): Promise<void> {
  try {
    await build()
    server = spawn(process.execPath, ['src/main.ts'], { stdio: 'inherit' })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
}

async function stop(): Promise<void> {
  if (server && server.exitCode === null && server.signalCode === null) {
    server.kill('SIGINT')
    await once(server, 'exit')
  }
  server = undefined
}

watch('src', { recursive: true }, (_, path) => changed(path))
watch('messages', () => changed('messages'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (isStopping = true))

await start()
for (let seen = changes; !isStopping; ) {
  const before = changes
  await pause(quietMilliseconds)
  if (changes === seen || changes !== before) continue
  seen = changes
  await stop()
  await start()
}
await stop()
process.exit()
