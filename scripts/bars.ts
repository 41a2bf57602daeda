/**
 * The bars of the house (ARCHITECTURE.md): how long files and functions are, how often a type is
 * asserted, how often lint is told to look away. It prints them all; it fails where a hard bar is
 * passed, or where lint is told to look away and no reason stands in the same line.
 */
import { globSync, readFileSync } from 'node:fs'
import { parseSync } from 'vite'

/** The one way over the limit: a reason in the first line. */
const sayWhy = /^\/\/ oxlint-disable max-lines -- \S/

type Source = { readonly path: string; readonly text: string; readonly lines: number }

/** What one file's syntax tree holds. */
type Counted = { functions: number[]; assertions: number; lets: number; constants: number }

const lookAway = /(?:oxlint|eslint)-disable|@ts-(?:ignore|expect-error|nocheck)|biome-ignore/
const withReason = /-disable[^\n]*\w\s+-- +\S|@ts-expect-error: \S|biome-ignore [\w/]+: \S/
const isTest = /([.](test|makers|journey)|\/makers)[.]tsx?$/

export function readSources(patterns: readonly string[]): Source[] {
  return globSync(patterns)
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('src/platform/words/') && !path.includes('node_modules/'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    .map((source) => ({ ...source, lines: source.text.trimEnd().split('\n').length }))
}

/** The comments in which lint is told to look away, and the places of those that do not say why. */
export function lookedAway(sources: readonly Pick<Source, 'path' | 'text'>[]) {
  const all = sources.flatMap(({ path, text }) =>
    parseSync(path, text)
      .comments.filter(({ value }) => lookAway.test(value))
      .map(({ value, start }) => ({ place: `${path}:${linesIn(text.slice(0, start))}`, value })),
  )
  return { all, unexplained: all.filter(({ value }) => !withReason.test(value)).map(({ place }) => place) }
}

/** `as` without `as const`; the length of every function in lines; `let` against `const`. */
export function count(path: string, text: string): Counted {
  const counted: Counted = { functions: [], assertions: 0, lets: 0, constants: 0 }
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (!isNode(node)) return
    if (/^(Arrow)?Function(Declaration|Expression)$/.test(node.type)) {
      counted.functions.push(linesIn(text.slice(node.start, node.end)))
    }
    if (node.type === 'TSAsExpression' && !/\bas const$/.test(text.slice(node.start, node.end)))
      counted.assertions += 1
    if (node.type === 'VariableDeclaration') counted[node['kind'] === 'let' ? 'lets' : 'constants'] += 1
    Object.values(node).forEach(walk)
  }
  walk(parseSync(path, text).program)
  return counted
}

type Node = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string'
}

function linesIn(text: string): number {
  return text.split('\n').length
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function printBars(): string[] {
  const all = readSources(['{src,test,journeys,scripts,bench,faults}/**/*.{ts,tsx}', '*.ts'])
  const source = all.filter(({ path }) => path.startsWith('src/') && !isTest.test(path))
  const tests = all.filter(({ path }) => isTest.test(path))
  const sum = (sources: readonly Source[]) => sources.reduce((total, { lines }) => total + lines, 0)
  const counted = source.map(({ path, text }) => count(path, text))
  const total = (of: (one: Counted) => number) => counted.reduce((so, one) => so + of(one), 0)
  const lengths = source.map(({ lines }) => lines)
  const functions = counted.flatMap((one) => one.functions)
  const thousands = sum(source) / 1000
  const { all: away, unexplained } = lookedAway(all)

  const bars: [string, string, string][] = [
    ['files of src, lines', `${source.length}, ${sum(source)}`, ''],
    ['file: median, p90, max', shape(lengths), '80, 200, 300'],
    ['function: median, p90, max', shape(functions), '–, 40, 60'],
    ['as per 1,000 lines', (total((one) => one.assertions) / thousands).toFixed(1), '2'],
    [
      'let',
      `${Math.round((100 * total((one) => one.lets)) / total((one) => one.lets + one.constants))}%`,
      '10%',
    ],
    ['test lines per source line', (sum(tests) / sum(source)).toFixed(2), '0.8 to 2'],
    ['lint looks away', String(away.length), 'each with a reason'],
  ]
  for (const [name, value, bar] of bars) {
    process.stdout.write(`${name.padEnd(28)}${value.padEnd(18)}${bar && `bar: ${bar}`}\n`)
  }
  return [
    ...unexplained.map((place) => `${place} tells lint to look away and does not say why`),
    ...all
      .filter(({ lines, text }) => lines > 300 && !sayWhy.test(text))
      .map(({ path, lines }) => `${path} has ${lines} lines`),
  ]
}

function shape(values: readonly number[]): string {
  return [0.5, 0.9, 1].map((share) => quantile(values, share)).join(', ')
}

if (import.meta.main) {
  const passed = printBars()
  for (const sentence of passed) process.stderr.write(`${sentence}\n`)
  process.exitCode = passed.length > 0 ? 1 : 0
}
