import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** One Postgres for all files: each gets a database of its own from it. */
const cluster = './test/cluster.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    environment: 'node',
    globalSetup: existsSync(cluster) ? [cluster] : [],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
