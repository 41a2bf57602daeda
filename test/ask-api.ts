/** What a client's program asks of the API of a running Lyster, which may be killed at any moment. */
import { z } from 'zod'

const visits = z.array(z.object({ id: z.string(), start: z.string(), state: z.string() }))
const shapes = {
  services: z.object({ services: z.array(z.object({ id: z.string() })) }),
  courses: z.object({ courses: z.array(z.object({ id: z.string() })) }),
  hold: z.object({ hold: z.string() }),
  booked: z.object({ secret: z.string() }),
  moves: z.object({ moves: z.array(z.object({ id: z.string() })) }),
  standing: z.object({ visits }),
}

/** Undefined when nobody answered, or the answer broke off, or it was that the database is away. */
export type Answer<T> =
  | { readonly status: number; readonly body: T | undefined; readonly text: string }
  | undefined

/** How the visits of a booking stand, in one line: what an answer tells and the next must tell again. */
export function standingOf({ visits: told }: z.infer<typeof shapes.standing>): string {
  return told.map(({ id, start, state }) => `${id} ${start} ${state}`).join(', ')
}

export function askApi(url: string) {
  const from = (path: string) => `${url}/api/v1/${path}`
  return {
    services: () => send(shapes.services, `GET ${from('services')}`),
    courses: (service: string, day: string) =>
      send(shapes.courses, `GET ${from(`courses?service=${service}&from=${day}&days=110&limit=3`)}`),
    hold: (course: string) => send(shapes.hold, `POST ${from('holds')}`, { body: { course } }),
    book: (hold: string, key: string) => {
      const contact = { email: 'prov@exempel.example', phone: '070-174 06 05', contact: 'email' }
      const body = { hold, language: 'sv', client: { name: `Prov ${key}`, ...contact } }
      return send(shapes.booked, `POST ${from('bookings')}`, { body, key })
    },
    read: (secret: string) => send(shapes.standing, `GET ${from(`bookings/${secret}`)}`),
    moves: (secret: string, visit: string) =>
      send(shapes.moves, `GET ${from(`bookings/${secret}/moves?visit=${visit}&limit=3`)}`),
    move: (secret: string, move: string, key: string) =>
      send(shapes.standing, `POST ${from(`bookings/${secret}/moves`)}`, { body: { move }, key }),
    cancel: (secret: string) => send(shapes.standing, `DELETE ${from(`bookings/${secret}`)}`),
  }
}

type Sent = { readonly body?: unknown; readonly key?: string }

async function send<Shape extends z.ZodType>(
  shape: Shape,
  methodAndUrl: string,
  { body, key }: Sent = {},
): Promise<Answer<z.output<Shape>>> {
  const [method = '', url = ''] = methodAndUrl.split(' ')
  try {
    const headers = {
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    }
    const init = { method, headers, signal: AbortSignal.timeout(20_000) }
    const answer = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) })
    if (answer.status >= 500) return undefined
    const text = await answer.text()
    return { status: answer.status, body: answer.ok ? shape.parse(JSON.parse(text)) : undefined, text }
  } catch (error) {
    if (error instanceof z.ZodError) throw error
    return undefined
  }
}
