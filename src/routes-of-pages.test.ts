import type { ServerBuild } from 'react-router'
import { beforeAll, expect, test } from 'vitest'
import { routesOf } from './routes-of-pages.ts'

let routeOf: (path: string) => string
beforeAll(async () => {
  const build: ServerBuild = await import(new URL('../build/server/index.js', import.meta.url).href)
  routeOf = routesOf(build)
})

test.each([
  ['/', '/'],
  ['/sv', '/:language'],
  ['/sv/hold/AbC.dEf', '/:language/hold/:hold'],
  ['/SV/Hold/AbC.dEf', '/:language/hold/:hold'],
  ['/sv/visits/AbC.dEf.data', '/:language/visits/:secret'],
  ['/staff/visits/0b6f6f6e', '/staff/visits/:visit'],
  ['/staff/nothing/here', '/staff/*'],
  ['/wp-login.php/a-secret/%E0%A4%A', '*'],
  ['/api/v1/holds/AbC', '/api/v1/holds/:secret'],
  ['/api/v1/services', '/api/v1/services'],
  ['/api/v1/AbC', '/api/*'],
  ['/api/AbC', '/api/*'],
  ['/metrics', '/metrics'],
  ['/assets/x-AbC.css', '/assets/*'],
])('%s is counted and logged as %s', (path, template) => {
  expect(routeOf(path)).toBe(template)
})
