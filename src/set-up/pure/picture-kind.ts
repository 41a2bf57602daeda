/**
 * What a file is, by its first bytes and never by its name or by what a browser calls it. Only pictures that can
 * carry no script are known: an SVG is a document that can, so it is none of them.
 *
 * PNG: ISO/IEC 15948, 5.2. JPEG: ISO/IEC 10918-1, a start-of-image marker. WebP: RFC 9649, 2.4.
 */
export type PictureKind = 'image/png' | 'image/jpeg' | 'image/webp'

export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  const riff = startsWith(bytes, [0x52, 0x49, 0x46, 0x46])
  return riff && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]) ? 'image/webp' : undefined
}

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, at) => bytes[at] === byte)
}
