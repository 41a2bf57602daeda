/**
 * A clinic's own colours in Lyster's look. It chooses two for each scheme: the act (links, buttons) and the warmth
 * (threads, small headings). Both are read as words, so each must stand out by 4.5 from every ground that words lie on,
 * and a button's words from the act. What goes with a colour follows from it: stronger when pointed at, and the quiet
 * wash is the sunken ground, on which the colour was measured.
 *
 * The colours of the look stand here a second time, since CSS cannot be asked; theme.test.ts holds them together.
 */
import { contrast, mix } from './contrast.ts'

export const colourNames = ['actLight', 'actDark', 'warmthLight', 'warmthDark'] as const
export type ColourName = (typeof colourNames)[number]
/** #rrggbb; a colour that is not there is Lyster's own. */
export type Colours = Readonly<Partial<Record<ColourName, string>>>

/** Grounds: the page, raised, sunken, a notice that waits, and the band of the first page (42 % rose). */
export const look = {
  light: {
    grounds: ['#fbf8f3', '#ffffff', '#f4efe6', '#faf0da', '#f8ece6'],
    text: '#1e2a2c',
    button: '#ffffff',
    act: '#1d5b50',
    warmth: '#a8502a',
  },
  dark: {
    grounds: ['#10191b', '#182326', '#0b1214', '#31280f', '#222020'],
    text: '#eee8dd',
    button: '#0d2721',
    act: '#7cc9b6',
    warmth: '#f0a57e',
  },
} as const

const least = 4.5

/** Against which it is too faint, and by what ratio: the worst one. */
export type FaintColour = {
  readonly colour: ColourName
  readonly against: 'page' | 'button'
  readonly ratio: number
}

export function faintColours(colours: Colours): FaintColour[] {
  return colourNames.flatMap((colour): FaintColour[] => {
    const chosen = colours[colour]
    if (chosen === undefined) return []
    const { grounds, button } = look[schemeOf(colour)]
    const page = Math.min(...grounds.map((ground) => contrast(chosen, ground)))
    if (page < least) return [{ colour, against: 'page', ratio: page }]
    const words = contrast(chosen, button)
    return colour.startsWith('act') && words < least ? [{ colour, against: 'button', ratio: words }] : []
  })
}

/** A style sheet that lays the clinic's colours over Lyster's on a screen. Undefined where it has none. */
export function themeCss(colours: Colours): string | undefined {
  const light = rulesFor(colours.actLight, colours.warmthLight, look.light.text)
  const dark = rulesFor(colours.actDark, colours.warmthDark, look.dark.text)
  const parts = [
    light && `@media screen and (prefers-color-scheme: light) {\n  :root {\n${light}  }\n}\n`,
    dark && `@media screen and (prefers-color-scheme: dark) {\n  :root {\n${dark}  }\n}\n`,
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join('\n') : undefined
}

export function schemeOf(colour: ColourName): 'light' | 'dark' {
  return colour.endsWith('Light') ? 'light' : 'dark'
}

function rulesFor(act: string | undefined, warmth: string | undefined, text: string): string {
  const rules = [
    ...(act ? [['act', act] as const, ['act-strong', mix(act, text, 0.3)] as const] : []),
    ...(act ? [['act-wash', 'var(--sunken)'] as const] : []),
    ...(warmth ? [['warmth', warmth] as const, ['warmth-wash', 'var(--sunken)'] as const] : []),
  ]
  return rules.map(([name, value]) => `    --${name}: ${value};\n`).join('')
}
