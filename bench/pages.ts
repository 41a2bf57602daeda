/** `npm run bench:pages`: an article from memory, against the least a server can do and against drawing it each time. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { brotliCompressSync } from 'node:zlib'
import { build } from '../scripts/build.ts'
import { startLyster } from '../test/lyster.ts'
import { timingOf } from './take-turns.ts'
import { writeFigures } from './write-figures.ts'

const rounds = Number(process.argv[2] ?? 9)
const milliseconds = 1200
const article = '/en/guide/how-microneedling-works'

const notes = [
  'Counted by what each server process used of a processor (its database not among it), since the machine is shared; by the clock the rounds lay several times apart.',
  existsSync('/usr/bin/taskset')
    ? 'Both servers are bound to one core, the asking process to another.'
    : 'There was no taskset here: servers and asking process were not bound to cores.',
  'The bare server sends three headers of its own; Lyster sends ten, an id for each request, and counts the request in its figures.',
  'Drawn each time: the same address with a query, which is never kept; it reads the database and is sent unpacked.',
  'The article cites 99 sources, each with its wording, study and grade: together they are as long as the article.',
]

await build()
const folder = mkdtempSync(join(tmpdir(), 'lyster-bench-pages-'))
const lyster = await startLyster()
const port = Number(new URL(lyster.url).port)
const page = await fetch(lyster.url + article, { headers: { 'accept-encoding': 'identity' } })
const html = await page.text()
const packed = brotliCompressSync(html)
const file = join(folder, 'page.br')
writeFileSync(file, packed)
const bare = spawnNode('0', 'bare-server.ts', file)
const asking = spawnNode('1', 'ask-for-pages.ts')
pin(lyster.child.pid, '0')
try {
  const barePort = Number(await firstLine(bare.stdout))
  const answers = createInterface({ input: asking.stdout })[Symbol.asyncIterator]()
  const ask = async (what: { port: number; path: string; milliseconds: number }) => {
    asking.stdin.write(`${JSON.stringify({ ...what, width: 24 })}\n`)
    const { value } = await answers.next()
    const heard: { answers: number; seconds: number; size: number } = JSON.parse(String(value))
    return heard
  }
  const contenders = [
    { name: 'bare node:http, the same bytes from memory', port: barePort, path: article, pid: bare.pid ?? 0 },
    { name: 'Lyster, from memory', port, path: article, pid: lyster.child.pid ?? 0 },
    { name: 'Lyster, drawn by React each time', port, path: `${article}?drawn`, pid: lyster.child.pid ?? 0 },
  ]
  const rates: Record<string, number>[] = []
  const sizes: Record<string, number> = {}
  const takeTurn = async (seen: Record<string, number>) => {
    for (const { name, pid, port: at, path } of contenders) {
      const before = processorSeconds(pid)
      const heard = await ask({ port: at, path, milliseconds })
      seen[name] = heard.answers / (processorSeconds(pid) - before)
      sizes[name] = heard.size
    }
  }
  await takeTurn({})
  for (let round = 0; round < rounds; round += 1) {
    const seen = {}
    await takeTurn(seen)
    rates.push(seen)
  }
  tell(
    contenders.map(({ name }) => ({
      name,
      size: sizes[name] ?? 0,
      rates: rates.map((round) => round[name] ?? Number.NaN),
    })),
  )
} finally {
  bare.kill()
  asking.kill()
  await lyster.stop()
  rmSync(folder, { recursive: true, force: true })
}

type Told = { readonly name: string; readonly size: number; readonly rates: readonly number[] }

function tell(told: readonly Told[]): void {
  const [least, kept] = told
  if (!least || !kept) throw new Error('Nothing was measured.')
  const shareOf = ({ rates }: Told) =>
    timingOf(rates.map((rate, round) => rate / (least.rates[round] ?? Number.NaN)))
  const share = shareOf(kept).median
  const parts = partsOf(html)
  const goals = goalsFrom(share, parts)
  for (const { what, seen, reached } of goals) console.log(`${reached ? 'yes' : 'NO '} ${what}: ${seen}`)
  const rows = told.map((one) => {
    const [rate, ratio] = [timingOf(one.rates), shareOf(one)]
    const cells = [ratio.median.toFixed(3), `${ratio.least.toFixed(3)} to ${ratio.most.toFixed(3)}`]
    return [
      one.name,
      ...cells,
      rate.median.toFixed(0),
      `${rate.least.toFixed(0)} to ${rate.most.toFixed(0)}`,
      String(one.size),
    ]
  })
  for (const row of rows) console.log(row.join('  '))
  writeFigures({
    bench: 'pages',
    title: 'An article over HTTP',
    command: 'npm run bench:pages',
    about:
      'The longest article of the guide, asked for over 24 connections by a process of its own; a bare server, Lyster from memory, ' +
      `and Lyster drawing the page anew take turns, ${rounds} rounds of ${milliseconds / 1000} s.`,
    versions: {},
    goals,
    tables: [
      {
        about: 'A share is formed within each round; the middle one is told.',
        head: [
          '',
          'share of the bare server',
          'least to most',
          'answers a second of the server’s processor',
          'least to most',
          'bytes of an answer',
        ],
        rows,
      },
      {
        about: 'What the brotli bytes of the HTML are, each found by leaving it out.',
        head: ['part', 'bytes'],
        rows: [
          ['the whole', String(packed.length)],
          ['sources in the margin', String(packed.length - parts.withoutMargin)],
          ['sources, both in the margin and listed', String(packed.length - parts.withoutSources)],
          ['the words of the article alone, without any mark-up', String(parts.onlyWords)],
        ],
      },
    ],
    notes,
  })
}

function goalsFrom(share: number, parts: ReturnType<typeof partsOf>) {
  const wholePage = packed.length + parts.assets
  return [
    {
      what: 'answers a second of processor, of those of a bare server that sends the same bytes',
      asked: 'at least 0.8',
      seen: share.toFixed(2),
      reached: share >= 0.8,
    },
    {
      what: `HTML of an article of ${parts.words} words with ${parts.sources} sources, brotli`,
      asked: 'at most 6 kB',
      seen: kilobytes(packed.length),
      reached: packed.length <= 6000,
    },
    {
      what: 'the same without the text of its sources',
      asked: 'at most 6 kB',
      seen: kilobytes(parts.withoutSources),
      reached: parts.withoutSources <= 6000,
    },
    {
      what: 'the whole page with style and fonts',
      asked: 'at most 90 kB',
      seen: kilobytes(wholePage),
      reached: wholePage <= 90_000,
    },
  ]
}

function partsOf(whole: string) {
  const size = (text: string) => brotliCompressSync(text).length
  const margin = /<details class="margin-notes[\s\S]*?<\/details>/g
  const withoutMargin = whole.replaceAll(margin, '')
  const withoutSources = withoutMargin.replace(/<section class="sources"[\s\S]*?<\/section>/, '')
  const body = /class="article-body">([\s\S]*?)<section class="ask-about/.exec(withoutSources)?.[1] ?? ''
  const words = body
    .replaceAll(/<sup>[\s\S]*?<\/sup>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return {
    words: words.split(' ').length,
    sources: whole.split('<li class="source"').length - 1,
    withoutMargin: size(withoutMargin),
    withoutSources: size(withoutSources),
    onlyWords: size(words),
    assets: assetsOf(whole),
  }
}

/** The style as it is packed, and the two faces that every page shows; the third is for names that need it. */
function assetsOf(whole: string): number {
  const assets = new URL('../build/client/assets/', import.meta.url)
  const linked = [...whole.matchAll(/href="\/assets\/([^"]+\.css)"/g)].map(([, name]) => `${name}.br`)
  const faces = readdirSync(assets).filter((name) =>
    /^(?:newsreader|instrument-sans)-(?!names).*\.woff2$/.test(name),
  )
  return [...linked, ...faces].reduce((sum, name) => sum + statSync(new URL(name, assets)).size, 0)
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function spawnNode(core: string, file: string, ...words: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lab', file), ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  pin(child.pid, core)
  return child
}

/** What a process has used of a processor; what others take of the same core meanwhile is not in it. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function pin(pid: number | undefined, core: string): void {
  if (existsSync('/usr/bin/taskset') && pid !== undefined && readFileSync(`/proc/${pid}/comm`, 'utf8'))
    spawn('taskset', ['-acp', core, String(pid)], { stdio: 'ignore' })
}

async function firstLine(from: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: from })) return line
  throw new Error('It said nothing.')
}
