import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import {
  cancelVisits,
  confirmCourse,
  extendHold,
  holdCourse,
  offerCourses,
  readBookedCourse,
  readHold,
  releaseHold,
} from './index.ts'

let at: TestClinic
beforeAll(async () => {
  at = await openTestClinic()
})
afterAll(() => at.close())

async function offered(limit = 1, from = at.now) {
  const offers = await at.db.inClinic(at.clinic.id, (trx) =>
    offerCourses(trx, { service: at.clinic.treatment, days: 120, limit, wish: {}, now: from, keys: at.keys }),
  )
  if ('refused' in offers) throw new Error(offers.refused)
  return offers.courses
}

describe('a course', () => {
  test('is offered whole, with its rests, and held, confirmed, read and cancelled', async () => {
    const [course] = await offered()
    expect(course?.visits).toHaveLength(3)
    expect(course?.restDays).toEqual([30, 30])
    const hold = await at.db.inClinic(at.clinic.id, (trx) =>
      holdCourse(trx, { course: course?.id ?? '', keys: at.keys, heldFor: 'a', now: at.now }),
    )
    if ('refused' in hold) throw new Error(hold.refused)
    expect(hold.visits).toEqual(course?.visits)
    const booked = await at.db.inClinic(at.clinic.id, (trx) =>
      confirmCourse(trx, {
        hold: hold.hold,
        keys: at.keys,
        client: {
          name: 'Vera Exempel',
          email: 'vera@klinik.example',
          phone: '+46701740605',
          contact: 'email',
        },
        language: 'sv',
        key: 'k1',
        requestHash: 'h1',
        now: at.now,
      }),
    )
    if ('refused' in booked) throw new Error(booked.refused)
    const read = await at.db.inClinic(at.clinic.id, (trx) =>
      readBookedCourse(trx, { secret: booked.secret, keys: at.keys }),
    )
    expect(read).toMatchObject({ visits: [{ state: 'booked' }, { state: 'booked' }, { state: 'booked' }] })
    if ('refused' in read) throw new Error(read.refused)
    const cancelled = await at.db.inClinic(at.clinic.id, (trx) =>
      cancelVisits(trx, { course: read.id, visit: 'all', by: 'client', now: at.now }),
    )
    expect(cancelled).toMatchObject({ cancelled: [{ position: 1 }, { position: 2 }, { position: 3 }] })
    expect(await at.raw('select * from occupancy')).toEqual([])
    expect(await at.raw('select kind, channel, language from message order by created_at, kind')).toEqual([
      { kind: 'course-booked', channel: 'email', language: 'sv' },
      { kind: 'visits-cancelled', channel: 'email', language: 'sv' },
    ])
  })
})

void [extendHold, readHold, releaseHold, describe]
