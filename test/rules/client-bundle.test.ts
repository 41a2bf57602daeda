import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clientModules, serverModulesIn } from '../../scripts/client-bundle.ts'
import { makeSkeleton, type Tree } from './skeleton.ts'

const tree: Tree = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: {
      '#platform/*': './src/platform/*.ts',
      '#*/pure': './src/*/pure/index.ts',
      '#*': './src/*/index.ts',
    },
  }),
  'node_modules/kysely/package.json': JSON.stringify({
    name: 'kysely',
    type: 'module',
    exports: './index.js',
  }),
  'node_modules/kysely/index.js': `export const sql = Math.random()\nconsole.log('sql')\n`,
  'src/platform/words.ts': `export const m = { book: () => 'Book' }\n`,
  'src/platform/db.ts': `import { sql } from 'kysely'\nexport const inClinic = () => sql\n`,
  'src/booking/pure/index.ts': `export const days = () => 30\n`,
  'src/booking/index.ts': `export { book } from './book.ts'\nexport { all } from './visits.store.ts'\n`,
  'src/booking/book.ts': `export const book = () => 'booked'\n`,
  'src/booking/visits.store.ts': `import { sql } from 'kysely'\nexport const all = () => sql\n`,
  'src/site/book.panel.tsx': `import { days } from '#booking/pure'\nimport { m } from '#platform/words'\nconsole.log(days(), m.book())\n`,
  'src/site/offence.panel.tsx': `import { all, book } from '#booking'\nimport { inClinic } from '#platform/db'\nconsole.log(all(), book(), inClinic())\n`,
}

describe('the client bundle', () => {
  let remove = () => {}
  afterEach(() => remove())

  const sentencesFor = async (panel: string) => {
    const skeleton = makeSkeleton(tree, [])
    remove = skeleton.remove
    const root = realpathSync(skeleton.folder)
    const input = join(root, panel)
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [clientModules()],
      build: { rolldownOptions: { input } },
    })
    const written = JSON.parse(readFileSync(join(root, 'build/client-modules.json'), 'utf8'))
    const client = z.record(z.string(), z.array(z.string())).parse(written)
    expect(Object.values(client).flat()).toContain(panel)
    return serverModulesIn(client).map((sentence) => sentence.replace(/^\S+ holds /, ''))
  }

  it('may hold pure parts and words', async () => {
    expect(await sentencesFor('src/site/book.panel.tsx')).toEqual([])
  })

  it('may hold nothing of a room, its SQL, the platform or the driver', async () => {
    const sentences = await sentencesFor('src/site/offence.panel.tsx')
    expect(sentences).toContain('node_modules/kysely: a server library')
    expect(sentences).toContain('src/booking/visits.store.ts: SQL')
    expect(sentences).toContain('src/booking/book.ts: a room beyond contract and pure')
    expect(sentences).toContain('src/platform/db.ts: the platform')
  })

  it.each([
    'node_modules/pg/lib/index.js',
    'node_modules/better-auth/dist/index.mjs',
    'src/booking/index.ts',
    'src/clinic/staff.store.ts',
    'src/platform/db.ts',
    'src/api/courses.ts',
    'src/main.ts',
    'node:fs',
  ])('may not hold %s', (module) => {
    expect(serverModulesIn({ 'assets/a.js': [module] })).not.toEqual([])
  })

  it.each([
    'src/root.tsx',
    'src/entry.client.tsx',
    'src/site/book.page.tsx',
    'src/staff/day/day.page.tsx',
    'src/booking/contract.ts',
    'src/booking/pure/interval.ts',
    'src/platform/words.ts',
    'src/platform/say.ts',
    'src/site/sitemap.answer.ts',
    'src/platform/words/messages/en.js',
    'src/platform/look/tokens.css',
    'node_modules/react/index.js',
  ])('may hold %s', (module) => {
    expect(serverModulesIn({ 'assets/a.js': [module] })).toEqual([])
  })
})
