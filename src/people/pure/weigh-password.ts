/**
 * What a password may not be. Length does most of the work; the rest is what a guesser tries first: the commonest
 * long ones, one pattern over and over, and whatever is known of the person. No rule about capitals or signs, which
 * make passwords worse (NIST SP 800-63B, 5.1.1.2).
 */
export type PasswordFault = 'too-short' | 'too-long' | 'too-common' | 'holds-name'

export const leastCharacters = 12
const mostCharacters = 128

const commonest = [
  'password1234',
  'passwordpassword',
  'password12345',
  'password123456',
  'qwertyuiop12',
  'qwertyuiopasdf',
  'qwerty123456',
  'qwertyqwerty',
  '1qaz2wsx3edc',
  '1q2w3e4r5t6y',
  'iloveyou1234',
  'letmein12345',
  'welcome12345',
  'administrator',
  'lösenord1234',
  'losenord1234',
  'lösenordlösenord',
  'losenordlosenord',
  'hemligt12345',
  'hejhejhejhej',
  'sommar2026sommar',
  'correcthorsebatterystaple',
]
const rows = ['1234567890', '0987654321', 'qwertyuiopåasdfghjklöäzxcvbnm', 'abcdefghijklmnopqrstuvwxyzåäö']

/** Undefined when there is nothing against it. */
export function passwordFault(
  password: string,
  who: { readonly name: string; readonly email: string },
): PasswordFault | undefined {
  const plain = password.normalize('NFKC').toLowerCase()
  if ([...plain].length < leastCharacters) return 'too-short'
  if (password.length > mostCharacters) return 'too-long'
  if (commonest.includes(plain) || isPattern(plain)) return 'too-common'
  return partsOf(who).some((part) => plain.includes(part)) ? 'holds-name' : undefined
}

/** A short piece repeated, or a walk along a row of keys. */
function isPattern(plain: string): boolean {
  for (const length of [1, 2, 3, 4]) {
    const piece = plain.slice(0, length)
    if (piece.repeat(Math.ceil(plain.length / length)).startsWith(plain)) return true
  }
  return rows.some((row) => row.repeat(3).includes(plain))
}

/** Three letters are in too many words to be held against somebody. */
function partsOf({ name, email }: { readonly name: string; readonly email: string }): string[] {
  const words = `${name} ${email.split('@')[0] ?? ''}`
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return words.filter((word) => word.length >= 4)
}
