import type { Role } from '#clinic/pure'
import type { Language, Localised } from '#platform/language'
import { m } from '#platform/words'

export const roles: readonly Role[] = ['owner', 'therapist', 'desk']

export function sayRole(role: Role, language: Language): string {
  const locale = { locale: language }
  switch (role) {
    case 'owner':
      return m.people_role_owner({}, locale)
    case 'therapist':
      return m.people_role_therapist({}, locale)
    case 'desk':
      return m.people_role_desk({}, locale)
  }
}

/** What stands after a name until the clinic writes something else. */
export const titles: Readonly<Record<Role, Localised>> = {
  owner: inBoth(m.people_title_owner),
  therapist: inBoth(m.people_title_therapist),
  desk: inBoth(m.people_title_desk),
}

function inBoth(words: typeof m.people_title_owner): Localised {
  return { sv: words({}, { locale: 'sv' }), en: words({}, { locale: 'en' }) }
}
