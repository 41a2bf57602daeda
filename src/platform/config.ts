import { z } from 'zod'

const onOff = z.enum(['on', 'off'])
const text = z.string().min(1)

const environment = z.object({
  LYSTER_HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  LYSTER_URL: z.url({ protocol: /^https?$/ }).optional(),
  LYSTER_DATA: text.default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LYSTER_RATE: onOff.default('on'),
  LYSTER_DEMO_JSONLD: onOff.default('off'),
  LYSTER_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = {
  readonly host: string
  readonly port: number
  /** The only source of links in messages and of Secure cookies; the Host header never is. */
  readonly url: string
  readonly data: string
  readonly database: { readonly app: string; readonly owner: string } | undefined
  readonly rateLimits: boolean
  readonly demonstrationJsonLd: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Reads the settings; throws one sentence that names every setting that cannot be used. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`These settings cannot be used. ${faults.join('; ')}`)
  }
  const set = parsed.data
  if ((set.DATABASE_URL === undefined) !== (set.DATABASE_OWNER_URL === undefined)) {
    throw new Error(
      'DATABASE_URL (the plain role) and DATABASE_OWNER_URL (migrations) go together: set both or none.',
    )
  }
  if (set.LYSTER_RATE === 'off' && !isLoopback(set.LYSTER_HOST)) {
    throw new Error('LYSTER_RATE=off is refused unless LYSTER_HOST is a loopback address.')
  }
  return {
    host: set.LYSTER_HOST,
    port: set.PORT,
    url: (set.LYSTER_URL ?? `http://${hostInUrl(set.LYSTER_HOST)}:${set.PORT}`).replace(/\/+$/, ''),
    data: set.LYSTER_DATA,
    database:
      set.DATABASE_URL && set.DATABASE_OWNER_URL
        ? { app: set.DATABASE_URL, owner: set.DATABASE_OWNER_URL }
        : undefined,
    rateLimits: set.LYSTER_RATE === 'on',
    demonstrationJsonLd: set.LYSTER_DEMO_JSONLD === 'on',
    logLevel: set.LYSTER_LOG,
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
