/**
 * What was acknowledged is there, and there once. What had no answer is sent again under its key, twice: both answers
 * are the same. Then every booking is asked for, and the rows, the outbox, the audit and the bitmaps are looked at.
 */
import { checkBitmaps } from '../src/booking/check-bitmaps.ts'
import { findFaults } from '../src/booking/raw-rows.makers.ts'
import { openDb } from '../src/platform/db.ts'
import { findRunningPostgres } from '../src/platform/postgres/find-running.ts'
import { askApi, standingOf } from './ask-api.ts'
import type { Attempt, BookingLoad, Change, Noted } from './booking-load.ts'

/** Sends again what has no answer, twice, and says everything that is not as it must be. */
export async function judge(load: BookingLoad, url: string) {
  const attempts = load.attempts.filter(({ end }) => end === 'unknown')
  const changes = load.changes.filter(({ end }) => end === 'unknown')
  const faults: string[] = []
  const [least, found] = [load.acknowledged().length, await countBooked(load)]
  if (found < least || found > least + attempts.length)
    faults.push(`${found} bookings, of ${least} acknowledged and ${attempts.length} unknown`)
  for (const attempt of attempts) faults.push(...(await bookAgain(load, url, attempt)))
  for (const change of changes) faults.push(...(await changeAgain(load, url, change)))
  faults.push(...(await missing(load, url)), ...(await doubled(load)))
  faults.push(...(await findFaults(load.rows, load.recorded)), ...(await wrongBitmaps(load.data)))
  return { faults, unknown: attempts.length + changes.length }
}

async function bookAgain(load: BookingLoad, url: string, attempt: Attempt): Promise<string[]> {
  const api = askApi(url)
  const [again, twice] = [
    await api.book(attempt.hold, attempt.key),
    await api.book(attempt.hold, attempt.key),
  ]
  attempt.end = again?.body ? 'acknowledged' : 'refused'
  // A hold that ran out meanwhile is refused for good, and then nothing may be there.
  if (!again?.body) return again?.status === 409 ? [] : [`sent again, it was answered with ${again?.status}`]
  load.note({ what: 'booked', secret: again.body.secret, standing: undefined })
  return again.text === twice?.text ? [] : ['two answers to one key']
}

async function changeAgain(load: BookingLoad, url: string, change: Change): Promise<string[]> {
  const { secret, move } = change
  const send = () => (move ? askApi(url).move(secret, move.id, move.key) : askApi(url).cancel(secret))
  const [again, twice] = [await send(), await send()]
  change.end = again?.body ? 'acknowledged' : 'refused'
  if (!again) return ['a change that was sent again had no answer']
  // Somebody else may have had the time of a move before it was written; then the booking stands as it stood.
  if (!again.body)
    return again.status === 409 ? [] : [`a change sent again was answered with ${again.status}`]
  load.note({ what: move ? 'moved' : 'cancelled', secret, standing: standingOf(again.body) })
  return again.text === twice?.text ? [] : ['two answers to one change']
}

/** Every booking is asked for, and stands as its last acknowledged answer said. */
async function missing({ noted }: BookingLoad, url: string): Promise<string[]> {
  const last = new Map<string, Noted>()
  for (const one of noted()) last.set(one.secret, one)
  const faults: string[] = []
  for (const { secret, what, standing } of last.values()) {
    const answer = await askApi(url).read(secret)
    if (!answer?.body) faults.push(`a booking that was ${what} is answered with ${answer?.status}`)
    else if (standing !== undefined && standingOf(answer.body) !== standing)
      faults.push(`what was ${what} stands as ${standingOf(answer.body)}, not as ${standing}`)
  }
  return faults
}

/** As many bookings, lines of moves and of cancelling as were acknowledged; a message for each is looked for by the rows' checker. */
async function doubled(load: BookingLoad): Promise<string[]> {
  const all = load.noted()
  const count = (what: Noted['what']) => all.filter((one) => one.what === what).length
  const [told] = await load.rows(`select count(*) filter (where act = 'visits-moved')::int as moved,
    count(*) filter (where act = 'visits-cancelled')::int as cancelled from audit`)
  const [said] = await load.rows(`select count(*) filter (where kind = 'visit-moved')::int as moved,
    count(*) filter (where kind = 'visits-cancelled')::int as cancelled from message`)
  const secrets = load.acknowledged()
  const pairs: readonly (readonly [string, unknown, number])[] = [
    ['different bookings', new Set(secrets).size, secrets.length],
    ['rows of bookings', await countBooked(load), secrets.length],
    ['audit lines of moves', told?.['moved'], count('moved')],
    ['audit lines of cancelling', told?.['cancelled'], count('cancelled')],
    ['messages of moves', said?.['moved'], count('moved')],
    ['messages of cancelling', said?.['cancelled'], count('cancelled')],
  ]
  return pairs.flatMap(([what, seen, wanted]) =>
    seen === wanted ? [] : [`${String(seen)} ${what} of ${wanted}`],
  )
}

async function countBooked({ rows, recorded }: BookingLoad): Promise<number> {
  const booked = await rows(`select course_id from course where state in ('booked', 'cancelled')`)
  return booked.filter(({ course_id }) => !recorded.has(String(course_id))).length
}

async function wrongBitmaps(data: string): Promise<string[]> {
  const running = await findRunningPostgres(data)
  if (!running) return ['no Postgres to check bitmaps in']
  const db = openDb({ ...running.app, max: 2 }, () => undefined)
  try {
    const faults: string[] = []
    for (const clinic of await db.listClinics()) {
      const checked = await db.inClinic(clinic, (trx) => checkBitmaps(trx))
      faults.push(
        ...checked.faults.map(({ name, says }) => `a bitmap of ${name} says ${says} where it is not`),
      )
    }
    return faults
  } finally {
    await db.close()
  }
}
