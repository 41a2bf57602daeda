import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { Lack, Step } from '#set-up/pure'

export type SetUpPage = Step | 'start' | 'absences' | 'leave'

export function pageWords(page: SetUpPage, language: Language): string {
  const words: Record<SetUpPage, string> = {
    start: m.setup_title({}, { locale: language }),
    address: m.setup_address({}, { locale: language }),
    hours: m.setup_hours({}, { locale: language }),
    rooms: m.setup_rooms({}, { locale: language }),
    weeks: m.setup_weeks({}, { locale: language }),
    services: m.setup_services({}, { locale: language }),
    look: m.setup_look({}, { locale: language }),
    messages: m.setup_messages({}, { locale: language }),
    live: m.setup_live({}, { locale: language }),
    absences: m.setup_absences({}, { locale: language }),
    leave: m.setup_leave({}, { locale: language }),
  }
  return words[page]
}

export function lackWords(lack: Lack, language: Language): string {
  const locale = { locale: language }
  const words: Record<Lack, string> = {
    name: m.setup_lack_name({}, locale),
    address: m.setup_lack_address({}, locale),
    phone: m.setup_lack_phone({}, locale),
    email: m.setup_lack_email({}, locale),
    'opening-hours': m.setup_lack_opening_hours({}, locale),
    room: m.setup_lack_room({}, locale),
    therapist: m.setup_lack_therapist({}, locale),
    'working-hours': m.setup_lack_working_hours({}, locale),
    service: m.setup_lack_service({}, locale),
    'device-for-service': m.setup_lack_device({}, locale),
  }
  return words[lack]
}
