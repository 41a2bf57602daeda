/** The pages that a client has of her booked course, without a port, and what a test asks of them. */
import { Temporal } from 'temporal-polyfill'
import { openPages } from './open-pages.ts'
import { getManageSecret } from '../src/booking/read-course.ts'

/** A week before the courses that are booked here begin, so that every visit may still be changed. */
const morning = Temporal.Instant.from('2026-12-28T07:00:00Z')

const plain = (html: string) =>
  html.replaceAll('<!-- -->', '').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
const seen = async (answer: Response) => ({
  status: answer.status,
  location: answer.headers.get('location') ?? '',
  headers: answer.headers,
  html: plain(await answer.text()),
})

export type ClientPages = Awaited<ReturnType<typeof openClientPages>>

export async function openClientPages() {
  const clock = { now: morning }
  const at = await openPages({ now: () => clock.now })
  let clients = 0
  const rowsOf = (course: string) =>
    at.raw<{ start: Date; state: string; sequence: number }>(
      'select starts as start, state, sequence from visit where course_id = $1 order by position',
      [course],
    )
  const startsOf = async (course: string) => (await rowsOf(course)).map(({ start }) => start.getTime())
  return {
    ...at,
    clock,
    rowsOf,
    startsOf,
    look: async (path: string) => seen(await at.ask(path)),
    submit: async (path: string, fields: Record<string, string> = {}) => seen(await at.send(path, fields)),
    /** So many hours before the first visit, or after where it is less than none. */
    before: async (course: string, hours: number) => {
      const [first = 0] = await startsOf(course)
      clock.now = Temporal.Instant.fromEpochMilliseconds(first).subtract({ minutes: Math.round(hours * 60) })
    },
    rewind: () => {
      clock.now = morning
    },
    /** A booked course of three, and the path of its page. */
    aCourse: async () => {
      clients += 1
      const visits = await at.book(`Vera Exempel ${clients}`)
      const [row] = await at.raw<{ course_id: string }>('select course_id from visit where visit_id = $1', [
        visits[0],
      ])
      const course = row?.course_id ?? ''
      const secret = await at.db.inClinic(at.clinic.id, (trx) =>
        getManageSecret(trx, { course, keys: at.keys }),
      )
      return { course, visits, page: `/sv/visits/${secret}` }
    },
  }
}

/** The moves that a page leads to. */
export const offersIn = (html: string) =>
  [...html.matchAll(/href="([^"]*\/move\?[^"]*move=[^"]*)"/g)].map((found) => found[1] ?? '')
export const moveIn = (path: string) => new URL(path, 'http://x').searchParams.get('move') ?? ''
