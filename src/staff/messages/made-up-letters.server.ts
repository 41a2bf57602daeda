import type { Clinic } from '#clinic/contract'
import { letterFromMessage } from '#messages'
import { letterKinds } from '#messages/pure'
import { languages } from '#platform/language'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import { Temporal } from 'temporal-polyfill'
import type { ShownLetter } from './templates.panel.tsx'

const nobody = '00000000-0000-4000-8000-000000000000'

/** Every letter in both languages, for the clinic as it is and a visit next week that nobody has booked. */
export function madeUpLetters(clinic: Clinic, now: Temporal.Instant): ShownLetter[] {
  const day = dayIn(clinic.zone, now).add({ days: 7 })
  const at = (hour: number) =>
    day
      .toZonedDateTime({ timeZone: clinic.zone, plainTime: Temporal.PlainTime.from({ hour, minute: 30 }) })
      .toInstant()
      .toString()
  return letterKinds.flatMap((kind) =>
    languages.map((language) => {
      const locale = { locale: language }
      const visit = {
        visit: nobody,
        start: at(10),
        clientLeaves: at(12),
        therapist: m.outbox_made_up_therapist({}, locale),
        sequence: 0,
        ...(kind === 'visit-moved' && { movedFrom: at(9) }),
      }
      const reply = m.questions_ask_made_up_reply({}, locale)
      const told = { kind, language, payload: { course: nobody, visits: [visit], reply } }
      const { subject, text, sms } = letterFromMessage(told, {
        clinic,
        link: m.staff_letter_link({}, locale),
      })
      return { kind, language, subject, text, sms }
    }),
  )
}
