import type { PasswordFault } from '#people/pure'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

export function sayPasswordFault(fault: PasswordFault, language: Language): string {
  const locale = { locale: language }
  switch (fault) {
    case 'too-short':
      return m.people_password_too_short({}, locale)
    case 'too-long':
      return m.people_password_too_long({}, locale)
    case 'too-common':
      return m.people_password_too_common({}, locale)
    case 'holds-name':
      return m.people_password_holds_name({}, locale)
  }
}
