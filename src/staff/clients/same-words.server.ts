import type { Likeness, PossiblySame } from '#clients/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

const whyWords = {
  phone: m.register_why_phone,
  email: m.register_why_email,
  name: m.register_why_name,
} as const satisfies Record<Likeness, unknown>

/** "Vera Exempel: the same phone, e-mail", with the way to compare the two. */
export function saySame(client: string, { client: other, why }: PossiblySame, language: Language) {
  const locale = { locale: language }
  return {
    href: `/staff/clients/${client}/merge/${other.id}`,
    words: m.register_same_why(
      { name: other.name, why: why.map((one) => whyWords[one]({}, locale)).join(', ') },
      locale,
    ),
  }
}
