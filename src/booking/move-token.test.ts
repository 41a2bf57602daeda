import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMoves, type TestMoves } from './moves.makers.ts'
import { the } from './booking.makers.ts'
import { readMoveToken } from './move-token.ts'
import { readCourseToken } from './tokens.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
afterAll(() => desk.close())

/** As an earlier version might have written it: signed by us, in other words. */
function signedOtherwise(kind: 'move' | 'course'): string {
  const words = Buffer.from(JSON.stringify({ v: 1, starts: [1] })).toString('base64url')
  return `${words}.${desk.keys.sign(kind, `${desk.clinic.id}\n${words}`)}`
}

test('what an earlier version signed in other words is unknown, not a breakage', async () => {
  const signer = { keys: desk.keys, clinic: desk.clinic.id }
  expect(readMoveToken(signer, signedOtherwise('move'))).toBeUndefined()
  expect(readCourseToken(signer, signedOtherwise('course'), 0)).toBeUndefined()
  expect(await desk.move({ id: signedOtherwise('move') })).toEqual({ refused: 'unknown-move' })
  const course = { ...the(await desk.offers()), id: signedOtherwise('course') }
  expect(await desk.hold(course)).toEqual({ refused: 'unknown-course' })
})
