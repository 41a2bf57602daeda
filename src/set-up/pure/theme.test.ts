import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { contrast, mix } from './contrast.ts'
import { faintColours, look, themeCss } from './theme.ts'

const css = readFileSync(new URL('../../platform/look/tokens.css', import.meta.url), 'utf8')
const [lightCss = '', rest = ''] = css.split('@media (prefers-color-scheme: dark)')
const darkCss = rest.split('@media print')[0] ?? ''

test.each([
  ['light', lightCss],
  ['dark', darkCss],
] as const)('what is measured against in %s is what the look is made of', (scheme, part) => {
  const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(part)?.[1]
  const { grounds, text, button, act, warmth } = look[scheme]
  const band = mix(token('ground') ?? '', token('rose') ?? '', 0.42)
  expect([...['ground', 'raised', 'sunken', 'waiting-wash'].map(token), band]).toEqual([...grounds])
  expect(['text', 'act-ink', 'act', 'warmth'].map(token)).toEqual([text, button, act, warmth])
})

describe('a clinic’s colours', () => {
  it('are taken where words can be read in them, and Lyster’s own are', () => {
    const own = {
      actLight: look.light.act,
      actDark: look.dark.act,
      warmthLight: look.light.warmth,
      warmthDark: look.dark.warmth,
    }
    expect(faintColours(own)).toEqual([])
    expect(faintColours({})).toEqual([])
  })

  it('are refused where they are too faint on any ground, by name and ratio', () => {
    expect(faintColours({ actLight: '#767676', warmthDark: '#555555' })).toEqual([
      { colour: 'actLight', against: 'page', ratio: contrast('#767676', '#f8ece6') },
      { colour: 'warmthDark', against: 'page', ratio: contrast('#555555', '#31280f') },
    ])
    expect(contrast('#767676', '#f8ece6')).toBeLessThan(4.5)
  })

  it('stay readable when they are made stronger, for every colour that is taken', () => {
    const steps = ['00', '33', '66', '99', 'cc', 'ff']
    const all = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)))
    const weak = all.flatMap((colour) =>
      [
        { taken: faintColours({ actLight: colour }).length === 0, scheme: look.light },
        { taken: faintColours({ actDark: colour }).length === 0, scheme: look.dark },
      ]
        .filter(({ taken }) => taken)
        .flatMap(({ scheme: { grounds, button, text } }) => {
          const strong = mix(colour, text, 0.3)
          return [...grounds, button].filter((ground) => contrast(strong, ground) < 4.5)
        }),
    )
    expect(weak).toEqual([])
  })

  it('make a style sheet for the schemes that have any, and for the screen only', () => {
    expect(themeCss({})).toBeUndefined()
    const made = themeCss({ actLight: '#123456', warmthDark: '#ffcc99' }) ?? ''
    expect(made).toContain('--act: #123456;')
    expect(made).toContain('--warmth: #ffcc99;')
    expect(made.match(/@media screen and/g)).toHaveLength(2)
    expect(themeCss({ actLight: '#123456' })).not.toContain('dark')
  })
})
