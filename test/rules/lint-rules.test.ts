import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeSkeleton, type Skeleton, type Tree } from './skeleton.ts'

const run = promisify(execFile)

const lines = (count: number, line: string) => `${line}\n`.repeat(count)
const long = `export function long() {\n${lines(60, '  void 0')}}\n`
const deep = `export function deep(a: boolean) {
  if (a) {\n if (!a) {\n if (a) {\n if (!a) {\n return 1\n }\n }\n }\n }\n return 0\n}\n`
const endings = `type Ending = 'booked' | 'refused'\nexport function say(ending: Ending) {\n`
const later = 'export async function later() {\n  await Promise.resolve()\n}\n'

/** Each file offends once, against the rule it is listed under. */
const offences: Readonly<Record<string, Tree>> = {
  'typescript(no-explicit-any)': { 'src/clinic/any.ts': `export const one = (two: any) => two\n` },
  'typescript(no-non-null-assertion)': {
    'src/clinic/sure.ts': `export const one = (two?: number) => two! + 1\n`,
  },
  'typescript(no-floating-promises)': { 'src/clinic/floating.ts': `${later}later()\n` },
  'typescript(no-misused-promises)': {
    'src/clinic/misused.ts': `${later}export const one = [1].forEach(later)\n`,
  },
  'typescript(no-misused-spread)': {
    'src/clinic/spread.ts': 'export const one = { ...new Map([[1, 2]]) }\n',
  },
  'typescript(await-thenable)': {
    'src/clinic/wait.ts': 'export const one = async (two: number) => await two\n',
  },
  'typescript(switch-exhaustiveness-check)': {
    'src/clinic/switch.ts': `${endings}  switch (ending) {\n    case 'booked':\n      return 1\n  }\n  return 0\n}\n`,
  },
  'typescript(ban-ts-comment)': { 'src/clinic/hush.ts': `// @ts-ignore\nexport const one = 1\n` },
  'typescript(consistent-type-imports)': {
    'src/clinic/types.ts': `import { Plugin } from 'vite'\nexport const one = (two: Plugin) => two\n`,
  },
  'import(no-default-export)': { 'src/clinic/default.ts': `export default 1\n` },
  'eslint(no-console)': { 'src/clinic/console.ts': `console.log(1)\n` },
  'eslint(no-warning-comments)': {
    'src/clinic/later.ts': `// ${'TO'}${'DO'}: later\nexport const one = 1\n`,
    'src/clinic/mend.ts': `export const one = 1 // ${'FIX'}${'ME'}\n`,
  },
  'eslint(max-lines)': { 'src/clinic/screens.ts': lines(301, 'void 0') },
  'eslint(max-lines-per-function)': { 'src/clinic/long.ts': long },
  'eslint(max-params)': {
    'src/clinic/four.ts': `export const one = (a: 1, b: 1, c: 1, d: 1) => a + b + c + d\n`,
  },
  'eslint(max-depth)': { 'src/clinic/deep.ts': deep },
  'eslint(no-restricted-imports)': {
    'src/clinic/up.ts': `import '../booking/index.ts'\n`,
    'src/staff/day/up.panel.tsx': `import '../../booking/contract.ts'\n`,
  },
  'unicorn(filename-case)': { 'src/clinic/camelCase.ts': 'export const one = 1\n' },
  'react(no-danger)': {
    'src/site/danger.panel.tsx': `export const Danger = () => <p dangerouslySetInnerHTML={{ __html: '' }} />\n`,
  },
  'eslint(no-restricted-globals)': {
    'src/clinic/pure/clock.ts': 'export const one = () => new Date()\n',
    'src/clinic/pure/network.ts': `export const one = () => fetch('')\n`,
    'src/clinic/pure/environment.ts': 'export const one = () => process.pid\n',
    'src/clinic/pure/watch.ts': 'export const one = () => performance.now()\n',
    'src/clinic/pure/uuid.ts': 'export const one = () => crypto.randomUUID()\n',
    'src/clinic/pure/timer.ts': 'export const one = () => setTimeout(() => 1, 1)\n',
  },
  'eslint(no-restricted-properties)': {
    'src/clinic/pure/dice.ts': 'export const one = () => Math.random()\n',
    'src/clinic/pure/today.ts': `import { Temporal } from 'temporal-polyfill'\nexport const one = () => Temporal.Now.instant()\n`,
  },
}

/** The same acts in the places where the house allows them. */
const allowed: Tree = {
  'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, module: 'preserve', noEmit: true } }),
  'src/clinic/index.ts': `import '#booking'\nimport './clock.ts'\nexport const now = () => new Date(Math.random())\n`,
  'src/clinic/long.test.ts': long,
  'src/site/home.page.tsx': 'export default function Home() {\n  return null\n}\n',
  'src/staff/day/day.panel.tsx': `import '#look/field.panel.tsx'\n`,
  'src/site/sitemap.answer.ts': 'export default 1\n',
  'src/routes.ts': 'export default []\n',
  'src/root.tsx': 'export default function Root() {\n  return null\n}\n',
  'src/entry.server.tsx': 'export default function answer() {\n  return null\n}\n',
  'src/lyster.ts': 'console.log(1)\n',
  'scripts/say.ts': 'console.log(1)\n',
  'vite.config.ts': 'export default {}\n',
  'src/site/guide.panel.tsx': `export const Guide = ({ html }: { readonly html: string }) => (
  // oxlint-disable-next-line react/no-danger -- made by markdown-it with html: false
  <article dangerouslySetInnerHTML={{ __html: html }} />\n)\n`,
}

const report = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string(), message: z.string() })),
})

describe('the lint rules', () => {
  let skeleton: Skeleton
  let found: z.infer<typeof report>['diagnostics']

  beforeAll(async () => {
    const planted = Object.assign({}, allowed, ...Object.values(offences))
    skeleton = makeSkeleton(planted, ['.oxlintrc.json', 'package.json'])
    const oxlint = run(resolve('node_modules/.bin/oxlint'), ['--format', 'json', '.'], {
      cwd: skeleton.folder,
    })
    const { stdout } = await oxlint.catch((error: { stdout: string }) => error)
    found = report.parse(JSON.parse(stdout)).diagnostics
  })
  afterAll(() => skeleton.remove())

  it('have an offence planted for each rule that is set', () => {
    const set = z.record(z.string(), z.unknown())
    const config = z
      .object({ rules: set, overrides: z.array(z.object({ rules: set })) })
      .parse(JSON.parse(readFileSync('.oxlintrc.json', 'utf8')))
    const names = [config, ...config.overrides]
      .flatMap(({ rules }) => Object.entries(rules))
      .filter(([, value]) => value !== 'off')
      .map(([name]) => name.replace(/^(\w+)\/(.+)$/, '$1($2)'))
    expect(Object.keys(offences).sort()).toEqual([...new Set(names)].sort())
  })

  const against = (file: string) => found.filter((one) => one.filename.endsWith(file)).map((one) => one.code)

  it.for(Object.entries(offences))('find the offence against %s, and only that', ([rule, files]) => {
    for (const file of Object.keys(files)) expect([file, ...new Set(against(file))]).toEqual([file, rule])
  })

  it.for(Object.keys(allowed))('find nothing in %s, where the house allows it', (file) => {
    expect(against(file)).toEqual([])
  })
})
