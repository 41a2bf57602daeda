/** What every journey starts from: one running Lyster for each worker, and a page that is watched. */
import { test as plain } from '@playwright/test'
import { startLyster } from '../test/lyster.ts'
import { watchScripts } from './watching.ts'

export { expect } from '@playwright/test'
export { expectAccessible, expectNoScript, expectValidHtml, watchScripts } from './watching.ts'

type Lyster = Awaited<ReturnType<typeof startLyster>>

export const test = plain.extend<object, { lyster: Lyster }>({
  lyster: [
    async ({}, use) => {
      const lyster = await startLyster()
      await use(lyster)
      await lyster.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ lyster }, use) => use(lyster.url),
  page: async ({ page }, use) => {
    watchScripts(page)
    await use(page)
  },
})
