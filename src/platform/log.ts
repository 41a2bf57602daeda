import { pino, type Logger } from 'pino'

export type Log = Logger

/**
 * Only named fields reach the log: no bodies, no addresses with secrets, no names of people.
 * A caller passes ids, counts and path templates.
 */
export function openLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}
