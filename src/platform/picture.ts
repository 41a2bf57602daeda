/**
 * A picture that the server draws, for those who show a link to one of our pages: SVG in, PNG out, on a thread of its
 * own. Only our own faces are used, so it looks the same on every machine.
 */
import { fileURLToPath } from 'node:url'
import { renderAsync } from '@resvg/resvg-js'

const fonts = ['newsreader-picture.ttf', 'instrument-sans-picture.ttf'].map((file) =>
  fileURLToPath(new URL(`./look/fonts/${file}`, import.meta.url)),
)

export async function drawPng(svg: string): Promise<Buffer> {
  const drawn = await renderAsync(svg, {
    font: { fontFiles: fonts, loadSystemFonts: false, defaultFontFamily: 'Newsreader' },
  })
  return drawn.asPng()
}
