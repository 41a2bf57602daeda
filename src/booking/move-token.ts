/**
 * The id of an offered move: which visits it moves and where to, and how every standing visit was numbered when it
 * was offered. Signed and not kept, as an offered course is; a course that has changed since is known by its numbers.
 */
import { z } from 'zod'
import type { VisitPlace } from './pure/index.ts'
import type { Signer } from './tokens.ts'

const signedPlace = z.object({
  start: z.int(),
  therapist: z.uuid().optional(),
  room: z.uuid().optional(),
  device: z.uuid().optional(),
})

const signedMove = z.object({
  course: z.uuid(),
  /** Minutes since 1970 after which the offer is void. */
  expires: z.int(),
  /** Only people who work here may use it. */
  desk: z.boolean(),
  /** A move that was made, the other way round: nobody needs to be asked why. */
  isBack: z.boolean().optional(),
  visits: z
    .array(
      z.object({
        id: z.uuid(),
        sequence: z.int(),
        /** Without: it stays. `from` is where it stood, so that the way back can be told from the move alone. */
        move: z.object({ from: signedPlace, to: signedPlace, asked: z.boolean() }).optional(),
      }),
    )
    .min(1)
    .max(10),
})

export type SignedMove = z.infer<typeof signedMove>

export const moveLastsMinutes = 60

export function moveTokenFrom({ keys, clinic }: Signer, move: SignedMove): string {
  const words = Buffer.from(JSON.stringify(move)).toString('base64url')
  return `${words}.${keys.sign('move', `${clinic}\n${words}`)}`
}

/**
 * Undefined for what we did not sign, for another clinic's, and for what an earlier version signed in other words.
 * Whether it has run out is the caller's to ask.
 */
export function readMoveToken({ keys, clinic }: Signer, token: string): SignedMove | undefined {
  const [words = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !keys.matches('move', `${clinic}\n${words}`, signature)) return undefined
  return signedMove.safeParse(JSON.parse(Buffer.from(words, 'base64url').toString('utf8'))).data
}

/** The same visits back to where they stood, with the numbers that they have after the move. */
export function wayBack(signed: SignedMove, as: Pick<SignedMove, 'desk' | 'expires'>): SignedMove {
  return {
    course: signed.course,
    ...as,
    isBack: true,
    visits: signed.visits.map(({ id, sequence, move }) =>
      move
        ? { id, sequence: sequence + 1, move: { from: move.to, to: move.from, asked: move.asked } }
        : { id, sequence },
    ),
  }
}

export function placeFromToken({ start, therapist, room, device }: z.infer<typeof signedPlace>): VisitPlace {
  return {
    start,
    ...(therapist !== undefined && { therapist }),
    ...(room !== undefined && { room }),
    ...(device !== undefined && { device }),
  }
}
