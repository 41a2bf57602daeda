import { data } from 'react-router'
import { z } from 'zod'

/** The id in an address; what is none leads nowhere. */
export function idFrom(text: string | undefined): string {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw data(null, { status: 404 })
  return id.data
}
