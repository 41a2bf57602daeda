import type { LineFault } from '#clients/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

type Say = (inputs: object, options: { locale: Language }) => string

const fields: Readonly<Record<string, Say>> = {
  line: m.register_field_line,
  number: m.register_field_number,
  name: m.register_field_name,
  given: m.register_field_given,
  family: m.register_field_family,
  phone: m.register_field_phone,
  email: m.register_field_email,
  contact: m.register_field_contact,
  language: m.register_field_language,
  client: m.register_field_client,
  date: m.register_field_date,
  time: m.register_field_time,
  service: m.register_field_service,
  therapist: m.register_field_therapist,
}

const reasons: Readonly<Record<string, Say>> = {
  'wrong-columns': m.register_fault_wrong_columns,
  'no-name': m.register_fault_no_name,
  'bad-name': m.register_fault_bad_name,
  'bad-phone': m.register_fault_bad_phone,
  'bad-email': m.register_fault_bad_email,
  'nowhere-to-reach': m.register_fault_nowhere_to_reach,
  'bad-contact': m.register_fault_bad_contact,
  'cannot-be-reached-so': m.register_fault_cannot_be_reached_so,
  'bad-language': m.register_fault_bad_language,
  'bad-number': m.register_fault_bad_number,
  'unknown-client': m.register_fault_unknown_client,
  'many-clients': m.register_fault_many_clients,
  'bad-date': m.register_fault_bad_date,
  'bad-time': m.register_fault_bad_time,
  past: m.register_fault_past,
  'too-far': m.register_fault_too_far,
  'unknown-service': m.register_fault_unknown_service,
  'unknown-therapist': m.register_fault_unknown_therapist,
  'no-therapist': m.register_fault_no_therapist,
  'no-room': m.register_fault_no_room,
  'no-device': m.register_fault_no_device,
}

export function sayField(field: string, language: Language): string {
  return fields[field]?.({}, { locale: language }) ?? field
}

export function sayReason({ reason, other }: LineFault<string, string>, language: Language): string {
  if (reason === 'twice') return m.register_fault_twice({ other: other ?? 0 }, { locale: language })
  return reasons[reason]?.({}, { locale: language }) ?? reason
}
