import { data } from 'react-router'
import { z } from 'zod'

const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('ask') }),
  z.object({ step: z.literal('answer'), answer: z.unknown() }),
])

/** What the script sent: the wish to be asked, or the answer. */
export async function readStep(request: Request): Promise<z.infer<typeof step>> {
  if (request.method !== 'POST') throw data(null, { status: 405 })
  const read = step.safeParse(await request.json().catch(() => undefined))
  if (!read.success) throw data(null, { status: 400 })
  return read.data
}

export function answerJson(status: number, body: object, cookies: readonly string[] = []): Response {
  const headers = new Headers(cookies.map((cookie) => ['Set-Cookie', cookie]))
  return Response.json(body, { status, headers })
}
