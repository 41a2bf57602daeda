import { createRoute, z } from '@hono/zod-openapi'
import { minutesUntilClientLeaves } from '#booking/pure'
import { listServices } from '#clinic'
import type { Api } from './refuse.ts'
import { json, languageQuery, price, refusing } from './shapes.ts'

const service = z
  .object({
    id: z.string(),
    name: z.string(),
    visits: z.number().int().openapi({ description: 'How many visits the course has' }),
    minutes: z.number().int().openapi({ description: 'How long the client is there at each visit' }),
    price,
  })
  .openapi('Service')

const route = createRoute({
  method: 'get',
  path: '/v1/services',
  operationId: 'listServices',
  summary: 'What can be booked',
  request: { query: languageQuery },
  responses: {
    200: json(z.object({ services: z.array(service) }), 'The services on offer'),
    ...refusing(),
  },
})

export function addServices(api: Api): void {
  api.openapi(route, async (c) => {
    const { currency, live } = c.get('clinic')
    const offered = live ? await c.get('request').inClinic(listServices) : []
    const services = offered.map((one) => ({
      id: one.id,
      name: one.name[c.get('language')],
      visits: one.visits,
      minutes: minutesUntilClientLeaves(one.segments),
      price: { amount: one.priceMinor, currency },
    }))
    return c.json({ services }, 200)
  })
}
