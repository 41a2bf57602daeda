import type { KeptMessage } from '#messages'
import { type Letter, writeLetter } from '#messages/pure'
import type { Clinic } from '#clinic/contract'
import { sayDayAndTime, sayPhone } from '#platform/say'
import { m } from '#platform/words'
import { Temporal } from 'temporal-polyfill'

/**
 * A kept message as the client will read it, in her language, with one difference: where her secret link will
 * stand, a colleague reads that it will, since whoever has the link may cancel.
 */
export function letterFromMessage(message: KeptMessage, clinic: Clinic): Letter {
  const { language } = message
  const locale = { locale: language }
  const saying = { zone: clinic.zone, language }
  return writeLetter(message.kind, language, {
    clinic: {
      name: clinic.name,
      phone: sayPhone(clinic.phone),
      address: `${clinic.street}, ${clinic.postcode} ${clinic.city}`,
    },
    visits: message.payload.visits.map(({ start, therapist }) => {
      const minute = Math.floor(Temporal.Instant.from(start).epochMilliseconds / 60_000)
      const when = sayDayAndTime(minute, saying)
      return therapist === undefined ? when : m.staff_letter_visit({ when, therapist }, locale)
    }),
    link: m.staff_letter_link({}, locale),
  })
}
