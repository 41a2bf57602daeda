import { join } from 'node:path'
import { z } from 'zod'
import { isLoopback } from './network.ts'
import { type MailSettings, readMailSettings, readSmsSettings, type SmsSettings } from './sender-settings.ts'

const onOff = z.enum(['on', 'off'])
const text = z.string().min(1)

const environment = z.object({
  LYSTER_HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  LYSTER_URL: z.url({ protocol: /^https?$/ }).optional(),
  LYSTER_DATA: text.default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LYSTER_BACKUPS: text.optional(),
  LYSTER_BACKUP_DAYS: z.coerce.number().int().min(1).max(3650).default(7),
  LYSTER_RATE: onOff.default('on'),
  LYSTER_DEMO_JSONLD: onOff.default('off'),
  LYSTER_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  LYSTER_MAIL_FROM: z.email().optional(),
  LYSTER_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  LYSTER_SMS_USER: text.optional(),
  LYSTER_SMS_PASSWORD: text.optional(),
  LYSTER_SMS_FROM: text.regex(/^(\+\d{6,15}|[A-Za-z][A-Za-z0-9]{2,10})$/).optional(),
  LYSTER_TLS_CERT: text.optional(),
  LYSTER_TLS_KEY: text.optional(),
  LYSTER_PROXY: onOff.default('off'),
  LYSTER_METRICS_TOKEN: text.min(16).optional(),
  LYSTER_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = {
  readonly host: string
  readonly port: number
  /** The only source of links in messages and of Secure cookies; the Host header never is. */
  readonly url: string
  readonly data: string
  readonly database: { readonly app: string; readonly owner: string } | undefined
  /** Where backups are kept, and for how many days. */
  readonly backups: { readonly folder: string; readonly days: number }
  readonly rateLimits: boolean
  readonly demonstrationJsonLd: boolean
  /** Without a server for it, mail or SMS is not sent, and staff see it as not sent. */
  readonly mail: MailSettings | undefined
  readonly sms: SmsSettings | undefined
  /** The files of a certificate of our own; then Lyster speaks HTTPS itself. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  /** A proxy in front speaks HTTPS with the world, and names the client in the last X-Forwarded-For. */
  readonly proxy: boolean
  /** Whoever carries it may read /metrics from another machine. */
  readonly metricsToken: string | undefined
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
  if (set.LYSTER_RATE === 'off' && (!isLoopback(set.LYSTER_HOST) || set.LYSTER_PROXY === 'on')) {
    throw new Error(
      'LYSTER_RATE=off is refused unless LYSTER_HOST is a loopback address, with no proxy in front.',
    )
  }
  const tls = readTlsFiles(set)
  const url = (
    set.LYSTER_URL ?? `${tls ? 'https' : 'http'}://${hostInUrl(set.LYSTER_HOST)}:${set.PORT}`
  ).replace(/\/+$/, '')
  const secured = tls ? 'LYSTER_TLS_CERT' : set.LYSTER_PROXY === 'on' ? 'LYSTER_PROXY=on' : undefined
  if (secured && !url.startsWith('https:'))
    throw new Error(`With ${secured} the address of the clinic begins with https: set LYSTER_URL to it.`)
  return {
    host: set.LYSTER_HOST,
    port: set.PORT,
    url,
    data: set.LYSTER_DATA,
    database:
      set.DATABASE_URL && set.DATABASE_OWNER_URL
        ? { app: set.DATABASE_URL, owner: set.DATABASE_OWNER_URL }
        : undefined,
    backups: { folder: set.LYSTER_BACKUPS ?? join(set.LYSTER_DATA, 'backups'), days: set.LYSTER_BACKUP_DAYS },
    rateLimits: set.LYSTER_RATE === 'on',
    demonstrationJsonLd: set.LYSTER_DEMO_JSONLD === 'on',
    mail: readMailSettings(set),
    sms: readSmsSettings(set),
    tls,
    proxy: set.LYSTER_PROXY === 'on',
    metricsToken: set.LYSTER_METRICS_TOKEN,
    logLevel: set.LYSTER_LOG,
  }
}

/**
 * Whether a password may travel to us: on this machine, or under TLS, our own or a declared proxy's. Where it may
 * not, nobody signs in; what is public stays public.
 */
export function isSafeForStaff({ host, tls, proxy }: Pick<Config, 'host' | 'tls' | 'proxy'>): boolean {
  return isLoopback(host) || tls !== undefined || proxy
}

type TlsSettings = {
  readonly LYSTER_TLS_CERT?: string | undefined
  readonly LYSTER_TLS_KEY?: string | undefined
}

function readTlsFiles({ LYSTER_TLS_CERT: cert, LYSTER_TLS_KEY: key }: TlsSettings): Config['tls'] {
  if ((cert === undefined) !== (key === undefined))
    throw new Error('LYSTER_TLS_CERT and LYSTER_TLS_KEY go together: set both or none.')
  return cert !== undefined && key !== undefined ? { cert, key } : undefined
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
