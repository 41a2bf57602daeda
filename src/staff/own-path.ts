/** After signing in a person lands where she wanted to go, if that is one of our own pages and nowhere else. */
const own = /^\/staff(?:\/[a-z0-9-]+)*(?:\?[a-z]+=[a-z0-9-]+(?:&[a-z]+=[a-z0-9-]+)*)?$/
const ways = /^\/staff\/(?:sign-in|sign-out|language|invitation|passkey)(?![a-z0-9-])/

export const firstPath = '/staff/day'

export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || path.length > 200) return firstPath
  return own.test(path) && !ways.test(path) ? path : firstPath
}
