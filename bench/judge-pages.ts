/**
 * What Lighthouse says of the public pages: a phone on a slow line, as it simulates them, the median of three looks.
 * Starts a Lyster of its own with the demonstration, and writes docs/pages.md. Run: npm run bench:lighthouse
 */
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { chromiumLaunch } from '../test/chromium.ts'
import { startLyster } from '../test/lyster.ts'

const looks = 3
const pages = [
  { name: 'home', path: '/sv' },
  { name: 'guide', path: '/sv/guide' },
  { name: 'article', path: '/sv/guide/sa-fungerar-microneedling' },
  { name: 'ask', path: '/sv/ask' },
  { name: 'book', path: '/sv/book' },
  { name: 'model', path: '/sv/guide/skin-model' },
] as const
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const least = { performance: 0.95, accessibility: 1, 'best-practices': 1, seo: 1 } as const

const audit = z.object({
  score: z.number().nullable(),
  numericValue: z.number().optional(),
  details: z.unknown(),
})
const category = z.object({
  score: z.number(),
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
})
const answer = z.object({
  lhr: z.object({
    lighthouseVersion: z.string(),
    categories: z.object({
      performance: category,
      accessibility: category,
      'best-practices': category,
      seo: category,
    }),
    audits: z.record(z.string(), audit),
  }),
})
const requests = z.object({
  items: z.array(z.object({ resourceType: z.string().optional(), transferSize: z.number().optional() })),
})
type Look = z.infer<typeof answer>['lhr']
type Lighthouse = (
  url: string,
  flags: { readonly port: number; readonly logLevel: 'error' },
) => Promise<unknown>

const own = join(import.meta.dirname, 'lighthouse')
const port = await freePort()
const lighthouse = await openLighthouse()
const { args, ...launch } = await chromiumLaunch()
const browser = await chromium.launch({ ...launch, args: [...args, `--remote-debugging-port=${port}`] })
const lyster = await startLyster()
const rows: string[][] = []
const missed: string[] = []
let version = ''
try {
  for (const page of pages) await judge(page)
} finally {
  await lyster.stop()
  await browser.close()
}
writeFileSync(resolve(import.meta.dirname, '../docs/pages.md'), document())
console.log('\nwritten to docs/pages.md')
process.exitCode = missed.length === 0 ? 0 : 1

async function judge({ name, path }: (typeof pages)[number]): Promise<void> {
  const seen: Look[] = []
  for (let look = 0; look < looks; look += 1)
    seen.push(answer.parse(await lighthouse(`${lyster.url}${path}`, { port, logLevel: 'error' })).lhr)
  version = seen[0]?.lighthouseVersion ?? version
  const scores = categories.map((one) => median(seen.map((look) => scoreOf(look, one))))
  for (const [at, one] of categories.entries())
    if ((scores[at] ?? 0) < least[one])
      missed.push(`${name}, ${one}: ${percent(scores[at] ?? 0)}${whyNot(seen.at(-1), one)}`)
  rows.push([name, ...scores.map(percent), ...weightOf(seen.at(-1))])
  console.log(rows.at(-1)?.join('  '))
}

/** SEO is told without the mark that a demonstration must carry: it asks search engines to stay away. */
function scoreOf({ categories: all, audits }: Look, one: (typeof categories)[number]): number {
  if (one !== 'seo') return all[one].score
  const counted = all.seo.auditRefs.filter(({ id, weight }) => weight > 0 && id !== 'is-crawlable')
  const scored = counted.flatMap(({ id, weight }) => {
    const score = audits[id]?.score
    return typeof score === 'number' ? [{ weight, score }] : []
  })
  const whole = scored.reduce((sum, { weight }) => sum + weight, 0)
  return scored.reduce((sum, { weight, score }) => sum + weight * score, 0) / whole
}

function whyNot(look: Look | undefined, one: (typeof categories)[number]): string {
  const refs = look?.categories[one].auditRefs ?? []
  const ids = refs.filter(({ id, weight }) => weight > 0 && (look?.audits[id]?.score ?? 1) < 0.9)
  return ids.length === 0 ? '' : ` (${ids.map(({ id }) => id).join(', ')})`
}

/** Bytes over the line, requests, requests for a script, and when the largest thing was painted. */
function weightOf(look: Look | undefined): string[] {
  const { items } = requests.parse(look?.audits['network-requests']?.details)
  const bytes = items.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0)
  const scripts = items.filter(({ resourceType }) => resourceType === 'Script').length
  const painted = look?.audits['largest-contentful-paint']?.numericValue ?? 0
  const moved = look?.audits['cumulative-layout-shift']?.numericValue ?? 0
  return [
    `${(bytes / 1000).toFixed(1)} kB`,
    String(items.length),
    String(scripts),
    `${(painted / 1000).toFixed(1)} s`,
    moved.toFixed(3),
  ]
}

function document(): string {
  const head = [
    'page',
    ...categories,
    'over the line',
    'requests',
    'scripts',
    'largest paint',
    'layout shift',
  ]
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const cpu = os.cpus()[0]?.model.replace(/\s+/g, ' ') ?? 'unknown'
  return [
    '# Pages',
    '',
    `What Lighthouse ${version} says of the public pages of the demonstration: a phone on a slow line, as it simulates them, the median of ${looks} looks. Written by \`npm run bench:lighthouse\`, ${Temporal.Now.plainDateISO().toString()}, ${cpu}, ${os.cpus().length} cores, Chromium ${browser.version()} from npm.`,
    '',
    line(head),
    line(head.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map(line),
    '',
    '- Asked: performance at least 95, everything else 100; an article at most 90 kB with its fonts and no script.',
    '- A demonstration asks search engines to stay away (`noindex`). Lighthouse counts that against SEO (`is-crawlable`); here it is left out of the sum, since a clinic’s own pages do not carry it. With it, no page of a demonstration can have 100.',
    '- The model of the skin is the one page with a script; it is told for comparison.',
    missed.length === 0 ? '- Nothing was missed.' : `- Missed: ${missed.join('; ')}.`,
    '',
  ].join('\n')
}

async function openLighthouse(): Promise<Lighthouse> {
  const entry = join(own, 'node_modules/lighthouse/core/index.js')
  if (!existsSync(entry)) {
    console.log('fetching Lighthouse (npm ci in bench/lighthouse)')
    execFileSync('npm', ['ci', '--prefix', own], { stdio: 'inherit' })
  }
  const opened: { readonly default: Lighthouse } = await import(entry)
  return opened.default
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function percent(score: number): string {
  return String(Math.round(score * 100))
}
