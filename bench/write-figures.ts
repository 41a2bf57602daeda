/**
 * A claim about speed is worth what stands beside it: the machine, the versions, the day, and how far the
 * figures lay apart. Each bench hands its figures in here and they take the place of its last ones in
 * `docs/benchmarks.md`, between two marks that bear its name, so that nobody copies a number by hand.
 * Goals are written whether they were reached or not.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { resolve } from 'node:path'
import { Temporal } from 'temporal-polyfill'

export type Table = {
  /** One line above the table; may be empty. */
  readonly about: string
  readonly head: readonly string[]
  /** The first cell of a row stands to the left, figures to the right. */
  readonly rows: readonly (readonly string[])[]
}

export type Goal = {
  readonly what: string
  readonly asked: string
  readonly seen: string
  /** `not-run`: what the goal compares with was not there; say why in the notes. */
  readonly reached: boolean | 'not-run'
}

export type Figures = {
  /** Names the marks in the document: one word, such as `search`. */
  readonly bench: string
  readonly title: string
  /** How to run it again, such as `npm run bench:search`. */
  readonly command: string
  /** What was done, in a sentence or a few. */
  readonly about: string
  /** Of everything measured but Node: name to version. */
  readonly versions: Readonly<Record<string, string>>
  readonly goals: readonly Goal[]
  readonly tables: readonly Table[]
  /** What a reader must know to judge the figures: one sentence each. */
  readonly notes: readonly string[]
  /** Long text kept as it is, such as query plans: title to text. */
  readonly kept?: Readonly<Record<string, string>>
}

const document = resolve(import.meta.dirname, '../docs/benchmarks.md')
const loadAtStart = os.loadavg()[0] ?? 0

/** Writes the section, and says where. */
export function writeFigures(figures: Figures): void {
  const before = existsSync(document) ? readFileSync(document, 'utf8') : '# Benchmarks\n'
  writeFileSync(document, withSection(before, figures.bench, sectionOf(figures)))
  console.log(`\nwritten to docs/benchmarks.md, section '${figures.bench}'`)
}

/** The document with this bench's section in the place of its former one, or at its end. */
export function withSection(before: string, bench: string, section: string): string {
  const [begin, end] = [`<!-- bench:${bench} -->`, `<!-- /bench:${bench} -->`]
  const marked = `${begin}\n${section.trim()}\n${end}`
  const from = before.indexOf(begin)
  const until = before.indexOf(end)
  return from < 0 || until < from
    ? `${before.trimEnd()}\n\n${marked}\n`
    : before.slice(0, from) + marked + before.slice(until + end.length)
}

function sectionOf({ title, command, about, versions, goals, tables, notes, kept = {} }: Figures): string {
  const measured = Object.entries({ Node: process.versions.node, ...versions })
  const parts = [
    `## ${title}`,
    `\`${command}\`, ${Temporal.Now.plainDateISO().toString()}. ${machine()}. ` +
      `${measured.map(([name, version]) => `${name} ${version}`).join(', ')}.`,
    about,
    tableText({ about: '', head: ['goal', 'asked', 'seen', 'reached'], rows: goals.map(goalRow) }),
    ...tables.map(tableText),
    notes.map((note) => `- ${note}`).join('\n'),
    ...Object.entries(kept).map(
      ([name, text]) =>
        `<details><summary>${name}</summary>\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n\n</details>`,
    ),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** What the figures were taken on, with how busy it was before and after. */
function machine(): string {
  const cpus = os.cpus()
  const model = cpus[0]?.model.trim().replace(/\s+/g, ' ') ?? 'unknown processor'
  const memory = Math.round(os.totalmem() / 2 ** 30)
  const loads = [loadAtStart, os.loadavg()[0] ?? 0].map((load) => load.toFixed(1)).join(' before and ')
  return `${model}, ${cpus.length} cores, ${memory} GiB, ${systemName()}, load ${loads} after`
}

function systemName(): string {
  const release = '/etc/os-release'
  const pretty = existsSync(release)
    ? /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync(release, 'utf8'))?.[1]
    : undefined
  return pretty ?? `${os.type()} ${os.release()}`
}

function goalRow({ what, asked, seen, reached }: Goal): string[] {
  const words = reached === 'not-run' ? 'not run' : reached ? 'yes' : '**no**'
  return [what, asked, seen, words]
}

function tableText({ about, head, rows }: Table): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const marks = head.map((_, at) => (at === 0 ? '---' : '---:'))
  const table = [line(head), line(marks), ...rows.map(line)].join('\n')
  return about === '' ? table : `${about}\n\n${table}`
}
