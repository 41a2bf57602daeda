/** Starts Lyster and stops it again: settings → house → Ctrl-C. */
import { readConfig } from './platform/config.ts'
import { openLog } from './platform/log.ts'

// React and its router choose their form by this when they are first imported, so what imports them comes after it.
process.env['NODE_ENV'] = 'production'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  const { openLyster } = await import('./open-lyster.ts')
  const pages = await import(new URL('../build/server/index.js', import.meta.url).href)
  const lyster = await openLyster({ config, log, pages, say })
  say(`\nLyster is ready: ${lyster.url}`)
  say(`For those who work there: ${lyster.url}/staff (npm run lyster -- sign-in prints a way in)`)
  say('Ctrl-C stops it.')
  await Promise.race([askedToStop(), lyster.gone.then(endedByItself)])
  await lyster.close()
} catch (error) {
  process.stderr.write(`Lyster cannot start. ${error instanceof Error ? reasonsOf(error) : String(error)}\n`)
  process.exitCode = 1
}

/** Ctrl-C, a stop signal, or the end of the npm that started us: it may be killed without telling us. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve())
    process.on('SIGTERM', () => resolve())
    if (!process.env['npm_lifecycle_event']) return
    const parent = process.ppid
    setInterval(() => process.ppid === parent || resolve(), 500).unref()
  })
}

function endedByItself(reason: string): void {
  process.stderr.write(`The database has stopped: ${reason}\n`)
  process.exitCode = 1
}

function reasonsOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${reasonsOf(error.cause)}` : error.message
}
