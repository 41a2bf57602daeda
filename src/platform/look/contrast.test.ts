/** WCAG 2.2, 1.4.3 and 1.4.11: the pairs that the pages really use, read from tokens.css itself. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [lightCss = '', darkAndPrint = ''] = css.split('@media (prefers-color-scheme: dark)')
const light = coloursIn(lightCss)
const schemes = { light, dark: { ...light, ...coloursIn(darkAndPrint.split('@media print')[0] ?? '') } }

const grounds = ['ground', 'raised', 'sunken']
const onGrounds = ['text', 'quiet', 'act', 'act-strong', 'warmth', 'alarm', 'waiting']
const words: [string, string][] = [
  ...onGrounds.flatMap((colour) => grounds.map((ground): [string, string] => [colour, ground])),
  ['act-ink', 'act'],
  ['act-ink', 'act-strong'],
  ['text', 'rose'],
  ['text', 'rose-deep'],
  ...['act', 'warmth', 'alarm', 'waiting'].map((colour): [string, string] => [colour, `${colour}-wash`]),
  ...['act', 'warmth', 'alarm', 'waiting'].map((colour): [string, string] => ['text', `${colour}-wash`]),
  ['act', 'waiting-wash'],
  ['quiet', 'act-wash'],
]

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  test.each(words)('%s can be read on %s', (colour, ground) => {
    expect(contrast(schemes[scheme], colour, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(grounds)('the border of a control is seen on %s', (ground) => {
    expect(contrast(schemes[scheme], 'border', ground)).toBeGreaterThanOrEqual(3)
  })
})

function coloursIn(part: string): Record<string, string> {
  return Object.fromEntries(
    [...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  )
}

function contrast(scheme: Record<string, string>, one: string, other: string) {
  const [dark = 0, bright = 0] = [one, other]
    .map((name) => luminance(scheme[name] ?? ''))
    .sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

/** Relative luminance, as WCAG defines it. */
function luminance(hex: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
