import { Hono } from 'hono'
import type { HttpEnv } from '#platform/http'
import { addBookings } from './bookings.ts'
import { addCourses } from './courses.ts'
import { documentOf } from './document.ts'
import { door } from './door.ts'
import { addHolds } from './holds.ts'
import { addMoves } from './moves.ts'
import { type Api, newApi, refuse } from './refuse.ts'
import { addServices } from './services.ts'

/** What other programs speak with, to be mounted at `/api`. Answers every address under it, and always in JSON. */
export function openApi(): Hono<HttpEnv> {
  const api = newApi()
  api.use(door)
  addServices(api)
  addCourses(api)
  addHolds(api)
  addBookings(api)
  addMoves(api)
  api.get('/openapi.json', (c) => c.json(documentOf(api, c.get('request').config.url), 200))
  refuseOtherMethods(api)
  api.all('*', (c) => refuse(c, 'unknown-address'))
  return new Hono<HttpEnv>().route('/', api)
}

/** An address that is there but not for this method says which it takes (RFC 9110, 15.5.6). */
function refuseOtherMethods(api: Api): void {
  const methods = Map.groupBy(
    api.routes.filter(({ method }) => method !== 'ALL'),
    ({ path }) => path,
  )
  for (const [path, routes] of methods) {
    const allowed = [...new Set(routes.map(({ method }) => method))].join(', ')
    api.all(path, (c) => {
      c.header('Allow', allowed)
      return refuse(c, 'wrong-method')
    })
  }
}
