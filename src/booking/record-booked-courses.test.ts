import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { addClient } from '#clients'
import { minuteFrom } from '#platform/time'
import { type CourseRecord, readDay, recordBookedCourses } from './desk.ts'

let at: TestClinic
let client: string
beforeAll(async () => {
  at = await openTestClinic()
  client = await at.db.inClinic(at.clinic.id, (trx) =>
    addClient(trx, {
      name: 'Vera Exempel',
      email: 'vera@klinik.example',
      phone: '+46701740605',
      contact: 'email',
      language: 'sv',
      now: at.now,
    }),
  )
})
afterAll(() => at.close())

/** At so many minutes after nine, with the first therapist in the first room. */
function analysisAt(minutes: number): CourseRecord {
  const start = minuteFrom(at.now) + 60 + minutes
  const [therapist, room] = [at.clinic.therapists[0], at.clinic.rooms[0]]
  const visits = [{ start, therapist, room, state: 'booked' as const }]
  return { service: at.clinic.analysis, client, language: 'sv', bookedAt: at.now, visits }
}

function record(...records: readonly CourseRecord[]) {
  return at.db.inClinic(at.clinic.id, (trx) => recordBookedCourses(trx, records))
}

test('courses agreed elsewhere stand on the day as if they had been booked here', async () => {
  await record(analysisAt(0), analysisAt(45))
  const day = at.now.toZonedDateTimeISO('Europe/Stockholm').toPlainDate()
  const visits = await at.db.inClinic(at.clinic.id, (trx) => readDay(trx, { day, zone: 'Europe/Stockholm' }))
  expect(visits).toMatchObject([
    {
      state: 'booked',
      position: 1,
      client: { name: 'Vera Exempel' },
      segments: [{ holds: ['therapist', 'room'] }],
    },
    {
      state: 'booked',
      position: 1,
      client: { name: 'Vera Exempel' },
      therapist: { id: at.clinic.therapists[0] },
    },
  ])
  expect(await at.raw('select distinct price_minor, currency from course')).toEqual([
    { price_minor: 45_000, currency: 'SEK' },
  ])
})

test('nothing of them is written when one takes what is taken', async () => {
  const before = await at.raw('select course_id from course')
  const refused = await record(analysisAt(200), analysisAt(15)).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: '23P01' })
  expect(await at.raw('select course_id from course')).toEqual(before)
})

test('a service that the clinic does not have is a breakage', async () => {
  const unknown = { ...analysisAt(300), service: at.clinic.rooms[0] }
  await expect(record(unknown)).rejects.toThrow('There is no service')
})
