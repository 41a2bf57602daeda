/**
 * How well one colour is read on another, by WCAG 2.2: relative luminance of sRGB and the ratio of the two, from 1 to
 * 21. Words need 4.5. A ratio is cut, not rounded, to two decimals, so that 4.497 is never told as 4.5.
 */

/** #RRGGBB, in small letters; undefined where it is no such colour. */
export function colourFromWords(text: string): string | undefined {
  const colour = text.trim().toLowerCase()
  return /^#[0-9a-f]{6}$/.test(colour) ? colour : undefined
}

export function contrast(one: string, other: string): number {
  const [first, second] = [luminance(one), luminance(other)]
  const ratio = (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
  return Math.floor(ratio * 100 + 1e-9) / 100
}

/** A part of the other colour in the first: 0 is the first itself, 1 is the other. */
export function mix(colour: string, other: string, part: number): string {
  const others = channels(other)
  const mixed = channels(colour).map((value, at) => Math.round(value * (1 - part) + (others[at] ?? 0) * part))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}
