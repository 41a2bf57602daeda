/**
 * A small picture for each concern, drawn in the same hand as the skin in section: a rose disc, lines of 1.5 px, one
 * stroke of copper. They say nothing that the words beside them do not, so a screen reader passes them by.
 */
import type { Concern } from '#guide/contract'

type Strokes = {
  readonly lines: readonly string[]
  /** The one thing that the picture is about. */
  readonly warm: readonly string[]
  readonly dots?: readonly (readonly [x: number, y: number, radius: number])[]
}

const surface = 'M6 27c7-3 13-3 20 0s13 3 19 .5S54 25 58 26.5'

const pictures: Readonly<Record<Concern, Strokes>> = {
  basics: {
    lines: [surface, 'M6 38c5-4 8 4 13 0s8 4 13 0 8 4 13 0 8 4 13 0', 'M8 48c9-4 15 4 24 0s15 4 24 0'],
    warm: ['M24 12v25', 'M32 12v27', 'M40 12v25'],
  },
  visit: {
    lines: ['M5 33c6 4 10 4 15 1', 'M26 34c5 3 9 3 13 0', 'M45 34c5 3 9 3 14-1'],
    warm: ['M20 34c-1-6 6-8 7-3s-6 7-7 3', 'M39 34c-1-6 6-8 7-3s-6 7-7 3'],
  },
  care: {
    lines: ['M32 10 49 17v13c0 12-7 19-17 24-10-5-17-12-17-24V17Z'],
    warm: ['m24 32 6 6 11-12'],
  },
  'acne-scars': {
    lines: ['M6 26h11c2 0 3 11 6 11s3-11 6-11h8c2 0 2 7 5 7s3-7 5-7h11', 'M8 46c8-3 15 3 24 0s16 3 24 0'],
    warm: ['M20 45c2-4 4-4 6 0', 'M39 43c2-4 4-4 6 0'],
  },
  pigmentation: {
    lines: [surface, 'M8 48c8-3 15 3 24 0s16 3 24 0'],
    warm: [],
    dots: [
      [20, 36, 4.5],
      [31, 40, 3],
      [40, 35, 5.5],
      [49, 41, 2.5],
    ],
  },
  texture: {
    lines: ['M6 24c8-4 12 2 20 0s12-4 20 0 8 2 12 0', 'M8 46c8-3 15 3 24 0s16 3 24 0'],
    warm: ['M14 34c7-3 12 3 18 0s12-3 18 0'],
    dots: [
      [18, 40, 1],
      [32, 41, 1],
      [46, 40, 1],
    ],
  },
}

export function ConcernPicture({ concern }: { readonly concern: Concern }) {
  const { lines, warm, dots = [] } = pictures[concern]
  return (
    <svg className="concern-picture" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <circle className="is-ground" cx="32" cy="32" r="31" />
      {lines.map((line) => (
        <path key={line} d={line} />
      ))}
      {warm.map((line) => (
        <path key={line} className="is-warm" d={line} />
      ))}
      {dots.map(([x, y, radius]) => (
        <circle key={`${x} ${y}`} className="is-dot" cx={x} cy={y} r={radius} />
      ))}
    </svg>
  )
}
