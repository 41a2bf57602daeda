/**
 * The log: one JSON line for each thing that an operator can act on. Only the fields named here reach it, and what is
 * free text in them (the words of an error, a reason) is stripped of what a person may have typed: quoted parts,
 * addresses, long numbers and anything that looks like a secret. So a careless line leaks nothing.
 */
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** A new field is added here first. Ids, counts, codes and templates of paths; never names, addresses or bodies. */
const fields =
  `request method path status milliseconds reason err refused code clinic message visit course job
  queue attempt count state folder table freeMegabytes bytes files version until`.split(/\s+/)
const allowed = new Set(fields)

export function openLog(level: LogLevel, destination?: DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: onlyAllowed },
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(given, method) {
        const [first, ...rest] = given as unknown[]
        const [bare, words] = typeof first === 'string' ? [{}, first] : [asFields(first), rest[0]]
        method.apply(this, [bare, typeof words === 'string' ? withoutValues(words) : 'something went wrong'])
      },
    },
  }
  return guarded(destination ? pino(options, destination) : pino(options))
}

/** What a child is given passes no formatter, so it is sifted before. */
function guarded(log: Log): Log {
  const child: unknown = Reflect.get(log, 'child')
  if (typeof child !== 'function') throw new Error('This log makes no children.')
  Object.defineProperty(log, 'child', {
    value(this: Log, bindings: pino.Bindings, options?: pino.ChildLoggerOptions) {
      return Reflect.apply(child, this, [onlyAllowed(bindings), options]) as Log
    },
  })
  return log
}

function asFields(first: unknown): object {
  if (first instanceof Error) return { err: first }
  return typeof first === 'object' && first !== null ? first : {}
}

function onlyAllowed(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => allowed.has(name))
      .map(([name, value]) => [name, plain(value)]),
  )
}

function plain(value: unknown): unknown {
  if (value instanceof Error) return errorFrom(value)
  if (typeof value === 'string') return withoutValues(value)
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

/** Where it broke, and what kind of breakage it was; Postgres puts the values of a row into its `detail`. */
function errorFrom(error: Error, depth = 0): Record<string, unknown> {
  const told = (name: string) => {
    const value: unknown = Object.entries(error).find(([key]) => key === name)?.[1]
    return typeof value === 'string' ? { [name]: withoutValues(value) } : {}
  }
  return {
    type: error.name,
    words: withoutValues(error.message.slice(0, 2000)).slice(0, 300),
    ...told('code'),
    ...told('constraint'),
    ...told('table'),
    ...told('routine'),
    stack: framesOf(error),
    ...(error.cause instanceof Error && depth < 3 && { cause: errorFrom(error.cause, depth + 1) }),
  }
}

function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Quoted parts, e-mail addresses, numbers of six digits or more, long runs of letters and digits; ids stay. */
function withoutValues(text: string): string {
  return text
    .replace(/(["'`“”])(?:(?!\1).)*\1/gs, '$1…$1')
    .replace(/\S+@\S+/g, '…')
    .replace(/\b[\w+=-]{20,}/g, (run) => (uuid.test(run) || !isLikeSecret(run) ? run : '…'))
    .replace(/\+?\d[\d -]{4,}\d/g, (run, at: number, whole: string) => (isInsideId(whole, at) ? run : '…'))
}

function isLikeSecret(run: string): boolean {
  return /\d/.test(run) || run.length >= 32
}

/** Whether the place lies in an id, whose digits are nobody's number. */
function isInsideId(text: string, at: number): boolean {
  return [...text.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)].some(
    ({ index, 0: id }) => at >= index && at < index + id.length,
  )
}
