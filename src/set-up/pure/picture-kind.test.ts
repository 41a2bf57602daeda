import { expect, test } from 'vitest'
import { pictureKind } from './picture-kind.ts'

const file = (...parts: (string | number)[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part].map((c) => c.charCodeAt(0)))),
  )

test.each([
  ['image/png', file(0x89, 'PNG\r\n', 0x1a, '\n', 'rest')],
  ['image/jpeg', file(0xff, 0xd8, 0xff, 0xe0)],
  ['image/webp', file('RIFF', 1, 2, 3, 4, 'WEBPVP8 ')],
])('%s is known by its first bytes', (kind, bytes) => {
  expect(pictureKind(bytes)).toBe(kind)
})

test.each([
  ['a drawing that can carry a script', file('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a page', file('<!doctype html>')],
  ['a moving picture', file('GIF89a')],
  ['a sound in the same kind of file as WebP', file('RIFF', 1, 2, 3, 4, 'WAVE')],
  ['half a PNG', file(0x89, 'PNG')],
  ['nothing', file()],
])('%s is not taken for a picture', (_, bytes) => {
  expect(pictureKind(bytes)).toBeUndefined()
})
