/**
 * The proof that the questions before a treatment were asked today and none stood in the way. It is a signature in
 * the address: the answers themselves are not in it and are kept nowhere.
 */
import type { Keys } from '#platform/keys'

type Asked = {
  readonly keys: Keys
  readonly clinic: string
  readonly service: string
  readonly today: string
}

export function proofOfAsking({ keys, clinic, service, today }: Asked): string {
  return keys.sign('asked', `${clinic}\n${service}\n${today}`)
}

export function wasAsked(asked: Asked, proof: string | null): boolean {
  const words = `${asked.clinic}\n${asked.service}\n${asked.today}`
  return proof !== null && asked.keys.matches('asked', words, proof)
}
