/** Made-up people for the register's tests; the names, numbers and addresses lead to nobody. */
import type { Temporal } from 'temporal-polyfill'
import type { NewClient } from '#clinic/contract'
import type { Language } from '#platform/language'

const given = 'Åsa Ärla Östen Vera Bo Kristina Gösta Märta Pär Signe Örjan Yusuf Lo Elvira Håkan Disa'.split(
  ' ',
)
const family =
  'Exempel Påhittsson Låtsasson Åkerdiktare Provlund Mallgren Sagofors Fiktivsson Tänktman'.split(' ')

export function aClient(n: number): NewClient & { readonly language: Language } {
  const name = `${given[n % given.length]} ${family[Math.floor(n / given.length) % family.length]}${letters(n)}`
  return {
    name,
    email: `kund.${n}@post.example`,
    phone: `+4670${String(1_000_000 + n).slice(-7)}`,
    contact: 'email',
    language: n % 9 === 4 ? 'en' : 'sv',
  }
}

export function manyClients(count: number, now: Temporal.Instant) {
  return Array.from({ length: count }, (_, n) => ({ ...aClient(n), createdAt: now }))
}

/** Names that end differently: 0 is a, 26 is ba. */
function letters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26))
  return n < 26 ? last : letters(Math.floor(n / 26)) + last
}
