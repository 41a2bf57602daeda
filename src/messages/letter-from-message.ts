import { Temporal } from 'temporal-polyfill'
import type { Clinic } from '#clinic/contract'
import type { Language } from '#platform/language'
import { sayDayAndTime, sayPhone } from '#platform/say'
import { minuteFrom } from '#platform/time'
import type { MessageKind, MessagePayload, ToldVisit } from './contract.ts'
import { type Letter, writeLetter } from './pure/index.ts'

type Told = {
  readonly kind: MessageKind
  readonly language: Language
  readonly payload: MessagePayload
}

/** A kept message in the words that the client reads, in her language and on the clinic's clock. */
export function letterFromMessage(
  { kind, language, payload }: Told,
  { clinic, link }: { readonly clinic: Clinic; readonly link: string | undefined },
): Letter {
  const say = (instant: string) =>
    sayDayAndTime(minuteFrom(Temporal.Instant.from(instant)), { zone: clinic.zone, language })
  const isAlone = payload.visits.length === 1
  const before = isAlone ? payload.visits[0]?.movedFrom : undefined
  return writeLetter(kind, language, {
    clinic: {
      name: clinic.name,
      phone: sayPhone(clinic.phone),
      address: `${clinic.street}, ${clinic.postcode} ${clinic.city}`,
    },
    visits: payload.visits.map((visit) => {
      const now = sayVisit(visit, say(visit.start), language)
      return isAlone || visit.movedFrom === undefined ? now : sayBefore(now, say(visit.movedFrom), language)
    }),
    before: before === undefined ? undefined : say(before),
    link: link ?? '',
    reply: payload.reply,
  })
}

function sayVisit({ therapist }: ToldVisit, when: string, language: Language): string {
  if (therapist === undefined) return when
  return language === 'sv' ? `${when}, hos ${therapist}` : `${when}, with ${therapist}`
}

function sayBefore(now: string, before: string, language: Language): string {
  return language === 'sv' ? `${now} (förut ${before})` : `${now} (before: ${before})`
}
