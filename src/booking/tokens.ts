/**
 * Three secrets that stand in addresses. An offered course describes itself and is signed, so that nothing is
 * kept for it; a hold and a booked course are an id and a signature that only we can make, so that nothing secret
 * is kept for them either, and a lost answer can be given again.
 */
import type { Keys } from '#platform/keys'
import { type CoursePlaces, coursePlaces } from './contract.ts'

export type Signer = { readonly keys: Keys; readonly clinic: string }

export function courseTokenFrom({ keys, clinic }: Signer, course: CoursePlaces): string {
  const words = Buffer.from(JSON.stringify(course)).toString('base64url')
  return `${words}.${keys.sign('course', `${clinic}\n${words}`)}`
}

/**
 * Undefined for what we did not sign, for another clinic's course, for an offer that has run out, and for what an
 * earlier version signed in other words.
 */
export function readCourseToken(
  { keys, clinic }: Signer,
  token: string,
  nowMinute: number,
): CoursePlaces | undefined {
  const [words = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !keys.matches('course', `${clinic}\n${words}`, signature)) return undefined
  const course = coursePlaces.safeParse(JSON.parse(Buffer.from(words, 'base64url').toString('utf8'))).data
  return course && course.expires > nowMinute ? course : undefined
}

export function holdTokenFrom({ keys, clinic }: Signer, course: string): string {
  return `${idWords(course)}.${keys.sign('hold', `${clinic}\n${course}`)}`
}

export function readHoldToken({ keys, clinic }: Signer, token: string): string | undefined {
  const { id, signature } = partsOf(token)
  return id && keys.matches('hold', `${clinic}\n${id}`, signature) ? id : undefined
}

/** The version is the course's own, so that a link which got about can be made void. */
export function manageSecretFrom(
  { keys, clinic }: Signer,
  course: { readonly id: string; readonly secretVersion: number },
): string {
  return `${idWords(course.id)}.${keys.sign('manage', `${clinic}\n${course.id}\n${course.secretVersion}`)}`
}

/** The course that a secret claims to open; whether it does is asked with `opensCourse`. */
export function courseClaimedBy(secret: string): string | undefined {
  return partsOf(secret).id
}

export function opensCourse(
  signer: Signer,
  secret: string,
  course: { readonly id: string; readonly secretVersion: number },
): boolean {
  const words = `${signer.clinic}\n${course.id}\n${course.secretVersion}`
  return signer.keys.matches('manage', words, partsOf(secret).signature)
}

function idWords(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
}

function partsOf(token: string): { readonly id: string | undefined; readonly signature: string } {
  const [words = '', signature = ''] = token.split('.')
  const hex = Buffer.from(words, 'base64url').toString('hex')
  const found = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex)
  return { id: found?.slice(1).join('-'), signature }
}
