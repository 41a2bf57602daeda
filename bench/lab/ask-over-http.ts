/**
 * The asking side of bench/http.ts, a process of its own: course searches over kept connections, so many at a time,
 * while somebody may book and cancel besides. Prints what it saw as one line of JSON.
 */
import { Agent, request } from 'node:http'

type Asked = {
  readonly url: string
  readonly paths: readonly string[]
  readonly width: number
  readonly count: number
  /** A course is booked and cancelled after each of so many milliseconds. */
  readonly bookEveryMs?: number
}
export type Heard = {
  /** Milliseconds from asking to the last byte. */
  readonly waits: readonly number[]
  readonly bytes: readonly number[]
  readonly seconds: number
  readonly booked: number
  readonly courses: number
}

const asked: Asked = JSON.parse(process.argv[2] ?? '{}')
const agent = new Agent({ keepAlive: true, maxSockets: asked.width + 1 })
const waits: number[] = []
const bytes: number[] = []
const [courses, over] = [{ count: 0 }, { is: false }]

const booking = asked.bookEveryMs === undefined ? Promise.resolve(0) : bookNowAndThen(asked.bookEveryMs)
const began = performance.now()
await Promise.all(Array.from({ length: asked.width }, search))
const seconds = (performance.now() - began) / 1000
over.is = true
const heard: Heard = { waits, bytes, seconds, booked: await booking, courses: courses.count }
process.stdout.write(`${JSON.stringify(heard)}\n`)
agent.destroy()

async function search(): Promise<void> {
  for (let n = waits.length; n < asked.count; n = waits.length) {
    const begun = performance.now()
    const answer = await send('GET', asked.paths[n % asked.paths.length] ?? '')
    waits.push(performance.now() - begun)
    if (answer.status !== 200) throw new Error(`answered with ${answer.status}: ${answer.text}`)
    bytes.push(answer.bytes)
    courses.count += JSON.parse(answer.text).courses.length
  }
}

async function bookNowAndThen(everyMs: number): Promise<number> {
  let booked = 0
  while (!over.is) {
    const found = JSON.parse((await send('GET', asked.paths[0] ?? '')).text)
    const held = await send('POST', '/api/v1/holds', { course: found.courses[0]?.id ?? '' })
    const client = {
      name: 'Vera Exempel',
      email: 'vera@klinik.example',
      phone: '070-174 06 05',
      contact: 'email',
    }
    const body = { hold: JSON.parse(held.text).hold, language: 'sv', client }
    const done = await send('POST', '/api/v1/bookings', body)
    if (done.status === 201) booked += 1
    await new Promise((resolve) => setTimeout(resolve, everyMs))
    await send('DELETE', `/api/v1/bookings/${JSON.parse(done.text).secret}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  return booked
}

type Answer = { readonly status: number; readonly text: string; readonly bytes: number }

function send(method: string, path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = request(`${asked.url}${path}`, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const whole = Buffer.concat(parts)
        resolve({ status: answer.statusCode ?? 0, text: whole.toString('utf8'), bytes: whole.length })
      })
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
