import encodeQR from 'qr'

export type DrawnCode = {
  /** One path in a square of `side` units: each dark module is a unit square. */
  readonly path: string
  readonly side: number
  /** For typing by hand, in groups of four. */
  readonly key: string
}

/** What an authenticator's camera reads, drawn here so that no secret goes to anybody else's server. */
export function drawCode(uri: string): DrawnCode {
  const rows = encodeQR(uri, 'raw', { border: 4 })
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  const key = new URL(uri).searchParams.get('secret') ?? ''
  return { path, side: rows.length, key: key.replace(/.{4}(?=.)/g, '$& ') }
}
