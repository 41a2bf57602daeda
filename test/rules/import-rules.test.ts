import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeSkeleton, type Tree } from './skeleton.ts'

const run = promisify(execFile)

const config = resolve('.dependency-cruiser.mjs')
const { forbidden } = z
  .object({ forbidden: z.array(z.object({ name: z.string() })) })
  .parse((await import(config)).default)

/** Every kind of import that the house allows, and nothing else. */
const clean: Tree = {
  ...library('kysely'),
  ...library('pg'),
  ...library('zod'),
  ...library('hono'),
  ...library('schema-dts'),
  ...library('temporal-polyfill'),
  'src/main.ts': `import '#platform/db'\nimport './routes.ts'\n`,
  'src/routes.ts': `import './site/book.page.tsx'\nimport './api/courses.ts'\nimport './site/wish.ts'\nimport './demonstration/index.ts'\nexport const routes = []\n`,
  'src/platform/db.ts': `import 'kysely'\nimport 'pg'\nimport './pool.ts'\nexport type ClinicTransaction = 1\n`,
  'src/platform/pool.ts': `import 'pg'\nexport const pool = 1\n`,
  'src/platform/words.ts': `export const m = 1\n`,
  'src/platform/language.ts': `export type Language = 'sv' | 'en'\n`,
  'src/clinic/index.ts': `export { findStaff } from './staff.store.ts'\n`,
  'src/clinic/staff.store.ts': `import 'kysely'\nexport const findStaff = 1\n`,
  'src/clinic/makers.ts': `export const aClinic = 1\n`,
  'src/plans/index.ts': `export const plan = 1\n`,
  'src/plans/contract.ts': `import 'zod'\nexport const planCancelled = 1\n`,
  'src/plans/pure/index.ts': `export * from './fit.ts'\n`,
  'src/plans/pure/fit.ts': `import 'temporal-polyfill'\nimport type {} from 'schema-dts'\nexport const fit = 1\n`,
  'src/booking/index.ts': `export { book } from './book.ts'\n`,
  'src/booking/book.ts': `import type { ClinicTransaction } from '#platform/db'
import '#clinic'\nimport '#plans'\nimport '#plans/pure'\nimport './visits.store.ts'
export const book = (trx: ClinicTransaction) => trx\n`,
  'src/booking/book.test.ts': `import '#clinic/makers'\nimport './booking.makers.ts'\nimport '../../test/database.ts'\n`,
  'src/booking/booking.makers.ts': `import '#clinic/makers'\n`,
  'src/booking/visits.store.ts': `import 'kysely'\nimport './pure/index.ts'\n`,
  'src/booking/plan-cancelled.job.ts': `import '#plans/contract'\nimport './book.ts'\n`,
  'src/booking/contract.ts': `import 'zod'\nimport '#platform/language'\nimport './pure/index.ts'\n`,
  'src/booking/pure/index.ts': `import '#plans/pure'\nexport * from './interval.ts'\n`,
  'src/booking/pure/interval.ts': `export const interval = 1\n`,
  'src/visits/index.ts': `export const visit = 1\n`,
  'src/outcomes/index.ts': `export const outcome = 1\n`,
  'src/set-up/index.ts': `export const made = 1\n`,
  'src/site/book.page.tsx': `import '#booking'\nimport '#platform/db'\nimport './thread.panel.tsx'\nimport type {} from './+types/book.page'\n`,
  'src/site/thread.panel.tsx': `import '#booking/pure'\nimport '#booking/contract'\nimport '#platform/words'
import '#look/field.panel.tsx'\n`,
  'src/platform/look/field.panel.tsx': `import '#platform/words'\n`,
  'src/site/wish.ts': `import '#booking'\nimport '#platform/db'\n`,
  'src/demonstration/index.ts': `import '#booking'\nimport './set-up.store.ts'\n`,
  'src/demonstration/set-up.store.ts': `import 'kysely'\n`,
  'src/api/courses.ts': `import '#booking'\nimport 'hono'\n`,
  'test/database.ts': `import '#platform/db'\n`,
}

/** The files that offend against each rule, and against no other. */
const offences: Readonly<Record<string, Tree>> = {
  ...Object.fromEntries(journeyOrders()),
  'use-the-door': { 'src/booking/door.ts': `import '../clinic/staff.store.ts'\n` },
  'entrances-use-the-door': { 'src/api/door.ts': `import '../clinic/staff.store.ts'\n` },
  'nobody-imports-an-entrance': { 'src/booking/entrance.ts': `import '../api/courses.ts'\n` },
  'pure-is-pure': {
    'src/booking/pure/shape.ts': `import 'zod'\n`,
    'src/booking/pure/room.ts': `import '../book.ts'\n`,
    'src/booking/pure/node.ts': `import 'node:fs'\n`,
  },
  'pure-types-only': { 'src/booking/pure/schema.ts': `import 'schema-dts'\n` },
  'contract-is-light': { 'src/visits/contract.ts': `import './index.ts'\n` },
  'platform-is-below': { 'src/platform/upwards.ts': `import '#booking/contract'\n` },
  'panels-run-in-a-browser': {
    'src/site/room.panel.tsx': `import '#booking'\n`,
    'src/staff/database.panel.tsx': `import '#platform/db'\n`,
    'src/platform/look/database.panel.tsx': `import '#platform/db'\n`,
  },
  'no-unknown-folder': { 'src/worker.ts': `import './helpers/one.ts'\n` },
  'sql-in-stores-only': {
    'src/booking/typed-sql.ts': `import type {} from 'kysely'\n`,
    'src/api/driver.ts': `import 'pg'\n`,
  },
  'tests-stay-tests': { 'src/booking/made-up.ts': `import './booking.makers.ts'\n` },
  'src-stands-alone': { 'src/booking/around.ts': `import '../../test/database.ts'\n` },
  'imports-resolve': { 'src/booking/nowhere.ts': `import '#nowhere/pure'\n` },
  'no-cycles': {
    'src/booking/pure/egg.ts': `import './hen.ts'\n`,
    'src/booking/pure/hen.ts': `import './egg.ts'\n`,
  },
}

describe('the import rules', () => {
  let found: Offence[]

  beforeAll(async () => {
    found = await offencesIn(Object.assign({ 'src/helpers/one.ts': '' }, clean, ...Object.values(offences)))
  })

  it('find nothing in a tree that keeps them', async () => {
    expect(await offencesIn(clean)).toEqual([])
  })

  it('have an offence planted for each of them', () => {
    expect(Object.keys(offences).sort()).toEqual(forbidden.map(({ name }) => name).sort())
  })

  it.for(Object.entries(offences))('find the offence against %s, and only that', ([name, files]) => {
    // A cycle is reported once, at one of its files.
    const holds = ({ from, cycle = [] }: Offence, file: string) =>
      from === file || cycle.some((step) => step.name === file)
    const against = (file: string) => found.filter((one) => holds(one, file)).map(({ rule }) => rule.name)
    for (const file of Object.keys(files)) expect([file, ...new Set(against(file))]).toEqual([file, name])
    const offenders = found.filter(({ rule }) => rule.name === name).map(({ from }) => from)
    expect(Object.keys(files)).toEqual(expect.arrayContaining(offenders))
  })
})

const offence = z.object({
  from: z.string(),
  rule: z.object({ name: z.string() }),
  cycle: z.array(z.object({ name: z.string() })).optional(),
})
type Offence = z.infer<typeof offence>

const report = z.object({
  summary: z.object({ totalCruised: z.number().min(20), violations: z.array(offence) }),
})

async function offencesIn(tree: Tree): Promise<Offence[]> {
  const skeleton = makeSkeleton(tree, ['package.json', 'tsconfig.json'])
  try {
    const cruise = ['--config', config, '--output-type', 'json', 'src', 'test']
    const cwd = skeleton.folder
    const { stdout } = await run(resolve('node_modules/.bin/depcruise'), cruise, { cwd }).catch(withOutput)
    return report.parse(JSON.parse(stdout)).summary.violations
  } finally {
    skeleton.remove()
  }
}

/** A cruise that finds something ends with a code other than 0; what it says is wanted all the same. */
function withOutput(error: { stdout?: string }): { stdout: string } {
  if (error.stdout) return { stdout: error.stdout }
  throw error
}

function library(name: string): Tree {
  const description = { name, version: '1.0.0', type: 'module', exports: './index.js' }
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify(description),
    [`node_modules/${name}/index.js`]: 'export const one = 1\n',
  }
}

/** Each room but the last reaches for the door of the last one. */
function journeyOrders(): [string, Tree][] {
  return forbidden
    .map(({ name }) => name)
    .filter((name) => name.startsWith('journey-order-'))
    .map((name) => {
      const here = name.replace('journey-order-', '')
      return [name, { [`src/${here}/forwards.ts`]: `import '#set-up'\n` }]
    })
}
