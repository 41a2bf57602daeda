/**
 * What is shown where somebody sends a link to an article: its title in our own hand, the clinic's name, and the
 * thread with three knots. 1200 by 630, as those who show links want it.
 */
import { escapeXml } from './escape-xml.ts'

const width = 1200
const height = 630
const left = 96

type ArticlePicture = { readonly title: string; readonly clinic: string; readonly act: string }

export function articlePicture({ title, clinic, act }: ArticlePicture): string {
  const { size, lines } = fitted(title)
  const first = 214 + size * 0.34 - ((lines.length - 1) * size * 1.14) / 2
  const words = lines
    .map(
      (line, at) => `<text x="${left}" y="${Math.round(first + at * size * 1.14)}">${escapeXml(line)}</text>`,
    )
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="#fbf8f3"/>
<path d="M0 516c200-34 360 22 600 0s400-34 600 6v108H0Z" fill="#f3dcd3"/>
<path d="M0 516c200-34 360 22 600 0s400-34 600 6" fill="none" stroke="#1e2a2c" stroke-width="2"/>
${thread}
<g font-family="Newsreader" font-size="${size}" fill="#1e2a2c">${words}</g>
<text x="${left}" y="588" font-family="Instrument Sans" font-size="32" fill="${act}">${escapeXml(cut(clinic, 48))}</text>
</svg>`
}

/** Slack between the knots, as on a page, above the skin. */
const knot = 'c14 0 26 18 44 18 22 0 22-36-10-36s-32 36-8 36c16 0 28-18 44-18'
const slack = 'c60 34 150 34 210 0'
const thread = `<path d="M${left} 446h60${knot}${slack}${knot}${slack}${knot}h120" fill="none" stroke="#a8502a" stroke-width="4" stroke-linecap="round"/>`

/** The largest letters in which the title takes at most three lines. */
function fitted(title: string): { readonly size: number; readonly lines: readonly string[] } {
  for (const size of [92, 80, 68]) {
    const lines = wrapped(title, size)
    if (lines.length <= (size === 92 ? 2 : 3)) return { size, lines }
  }
  const lines = wrapped(title, 58)
  return { size: 58, lines: lines.length <= 4 ? lines : [...lines.slice(0, 3), `${lines[3] ?? ''} …`] }
}

function wrapped(title: string, size: number): string[] {
  const lines: string[] = []
  for (const word of title.split(/\s+/)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim()
    if (lines.length === 0 || widthOf(longer, size) > width - 2 * left) lines.push(cut(word, 40))
    else lines[lines.length - 1] = longer
  }
  return lines
}

/** About as wide as the face sets it, rather more than less. */
function widthOf(words: string, size: number): number {
  let ems = 0
  for (const letter of words)
    ems += /[mwMW—…]/.test(letter) ? 0.82 : /[\p{Lu}\d]/u.test(letter) ? 0.64 : narrow(letter)
  return ems * size
}

const narrow = (letter: string) => (/[iljtfr.,:;'’ ()-]/.test(letter) ? 0.32 : 0.52)

function cut(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words
}
