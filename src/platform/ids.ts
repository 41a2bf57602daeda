import { randomUUID } from 'node:crypto'

/**
 * An id as the database would give (uuidv7: the time, then chance), made here, so that rows which name each other
 * can be written without asking for one's id first.
 */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
