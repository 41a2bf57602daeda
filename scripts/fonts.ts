/**
 * Makes the two type families that every page carries, and the @font-face rules that go with them.
 *
 * A page must not jump when a font arrives late. So each family has stand-ins made from a font that the
 * reader's machine already has (Arial, Roboto, Georgia, Noto Serif), stretched by the ratio of the mean
 * advance widths and given our own height of line. Our widths are read from the font here; the stand-ins'
 * widths were read by this same script from fonts with identical advances (Arimo for Arial, Gelasio for
 * Georgia, and Roboto and Noto Serif themselves): `node scripts/fonts.ts --measure FILE`.
 *
 * Run: `node scripts/fonts.ts`. What it writes is committed, so a build needs no font tools.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

type Axis = number | { readonly min: number; readonly max: number }
type Cut = {
  readonly targetFormat: 'woff2' | 'truetype'
  readonly variationAxes?: Readonly<Record<string, Axis>>
}
type SubsetFont = (font: Buffer, characters: string, cut: Cut) => Promise<Buffer>
type Face = {
  readonly file: string
  readonly from: string
  readonly characters: string
  readonly axes: Readonly<Record<string, Axis>>
  /** Where the width is read: the size and weight at which the face is mostly seen. */
  readonly seenAt: Readonly<Record<string, number>>
  readonly family: string
  readonly weight: string
  readonly standIns: readonly StandIn[]
}
type StandIn = { readonly local: readonly string[]; readonly meanAdvance: number }
type Measures = { readonly meanAdvance: number; readonly ascent: number; readonly descent: number }

// The package has no types of its own.
const subsetFont = createRequire(import.meta.url)('subset-font') as SubsetFont

const look = new URL('../src/platform/look/', import.meta.url)
const packages = new URL('../node_modules/@fontsource-variable/', import.meta.url)
const largestTogether = 60_000

const basicLatin = Array.from({ length: 95 }, (_, step) => String.fromCodePoint(32 + step)).join('')
const letters = 'ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜÝßàáâäåæçèéêëíîïñóôöøúûüý'
const marks = '\u00a0\u00ad§«»·×°±²½€–—‘’“”„…−'
const western = basicLatin + letters + marks
/** Headings hold our own words, seldom a name, so they do with less. */
const headings = `${basicLatin}ÅÄÖÉÜÆØàåäöáçèéüæø\u00a0\u00ad§·×±½€–—‘’“”„…`
/** Letters in names of people who live in Sweden: Bosnian, Polish, Hungarian, Turkish, Romanian. */
const names = 'ĆćČčĐđŠšŽžĄąĘęŁłŃńŚśŻżŐőŰűĞğİıŞşȘșȚțĂă'

/** Weighs letters about as Swedish and English running text does. */
const sample =
  'Huden vilar fyra veckor mellan behandlingarna. Vi visar när du kan komma, vad det kostar och vad vi inte vet. ' +
  'The skin rests for four weeks between visits. We show when you can come, what it costs and what we do not know.'

const serif: Face = {
  file: 'newsreader.woff2',
  from: 'newsreader/files/newsreader-latin-opsz-normal.woff2',
  characters: headings,
  axes: { opsz: { min: 18, max: 72 }, wght: 420 },
  seenAt: { opsz: 32, wght: 420 },
  family: 'Newsreader',
  weight: '420',
  standIns: [
    { local: ['Georgia', 'Gelasio'], meanAdvance: 0.44797 },
    { local: ['Noto Serif'], meanAdvance: 0.48879 },
  ],
}
const sans: Face = {
  file: 'instrument-sans.woff2',
  from: 'instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  characters: western,
  axes: { wght: { min: 400, max: 600 } },
  seenAt: { wght: 400 },
  family: 'Instrument Sans',
  weight: '400 600',
  standIns: [
    { local: ['Arial', 'Liberation Sans', 'Arimo'], meanAdvance: 0.45145 },
    { local: ['Roboto'], meanAdvance: 0.44974 },
  ],
}
const sansNames: Face = {
  ...sans,
  file: 'instrument-sans-names.woff2',
  from: 'instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2',
  characters: names,
  standIns: [],
}

/** For pictures that the server draws: one size and weight each, in the form that its drawer reads. */
const pictureFaces = [
  { ...serif, file: 'newsreader-picture.ttf', characters: western, axes: { opsz: 60, wght: 420 } },
  { ...sans, file: 'instrument-sans-picture.ttf', axes: { wght: 500 } },
]

async function makePictureFonts() {
  for (const { file, from, characters, axes } of pictureFaces) {
    const source = await readFile(new URL(from, packages))
    const font = await subsetFont(source, characters, { targetFormat: 'truetype', variationAxes: axes })
    await writeFile(new URL(`fonts/${file}`, look), font)
    process.stdout.write(`${file} ${font.length} bytes\n`)
  }
}

async function makeFonts() {
  await makePictureFonts()
  await mkdir(new URL('fonts/', look), { recursive: true })
  const rules: string[] = []
  let bytes = 0
  for (const face of [serif, sans, sansNames]) {
    const source = await readFile(new URL(face.from, packages))
    const font = await subsetFont(source, face.characters, {
      targetFormat: 'woff2',
      variationAxes: face.axes,
    })
    await writeFile(new URL(`fonts/${face.file}`, look), font)
    bytes += font.length
    process.stdout.write(`${face.file} ${font.length} bytes\n`)
    const seen = await measure(source, face.seenAt)
    rules.push(
      faceRule(face),
      ...face.standIns.map((standIn, at) => standInRule({ face, seen, standIn, at })),
    )
  }
  if (bytes > largestTogether) throw new Error(`The fonts are ${bytes} bytes, more than ${largestTogether}`)
  await copyFile(new URL('newsreader/LICENSE', packages), new URL('fonts/newsreader.OFL.txt', look))
  await copyFile(new URL('instrument-sans/LICENSE', packages), new URL('fonts/instrument-sans.OFL.txt', look))
  await writeFile(new URL('fonts.css', look), `${head}${rules.join('\n')}`)
  process.stdout.write(`together ${bytes} bytes\n`)
}

const head =
  '/* Written by scripts/fonts.ts: change it there. Fonts under the SIL Open Font License, see fonts/. */\n'

function faceRule(face: Face) {
  return `@font-face {
  font-family: "${face.family}";
  src: url("./fonts/${face.file}") format("woff2");
  font-weight: ${face.weight};
  font-style: normal;
  font-display: swap;
  unicode-range: ${unicodeRange(face.characters)};
}
`
}

function standInRule(of: { face: Face; seen: Measures; standIn: StandIn; at: number }) {
  const { face, seen, standIn, at } = of
  const ratio = seen.meanAdvance / standIn.meanAdvance
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`
  return `@font-face {
  font-family: "${face.family} stand-in${at === 0 ? '' : ` ${at + 1}`}";
  src: ${standIn.local.map((name) => `local("${name}")`).join(', ')};
  size-adjust: ${percent(ratio)};
  ascent-override: ${percent(seen.ascent / ratio)};
  descent-override: ${percent(seen.descent / ratio)};
  line-gap-override: 0%;
}
`
}

function unicodeRange(characters: string) {
  const points = [...new Set(characters)].map((one) => one.codePointAt(0) ?? 0).sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const point of points) {
    const last = runs.at(-1)
    if (last && point === last[1] + 1) last[1] = point
    else runs.push([point, point])
  }
  const hex = (point: number) => point.toString(16)
  return runs.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(', ')
}

/** In ems. Reads the tables named in https://learn.microsoft.com/typography/opentype/spec/otff. */
async function measure(font: Buffer, axes?: Readonly<Record<string, number>>): Promise<Measures> {
  const plain = await subsetFont(font, sample, {
    targetFormat: 'truetype',
    ...(axes && { variationAxes: axes }),
  })
  const view = new DataView(plain.buffer, plain.byteOffset, plain.length)
  const tables = tablesOf(view)
  const table = (tag: string) => {
    const start = tables.get(tag)
    if (start === undefined) throw new Error(`The font has no table ${tag}`)
    return start
  }
  const em = view.getUint16(table('head') + 18)
  const hhea = table('hhea')
  const widths = view.getUint16(hhea + 34)
  const glyphs = glyphsOf(view, table('cmap'))
  const advance = (glyph: number) => view.getUint16(table('hmtx') + 4 * Math.min(glyph, widths - 1))
  const total = [...sample].reduce((sum, one) => sum + advance(glyphs.get(one.codePointAt(0) ?? 0) ?? 0), 0)
  return {
    meanAdvance: total / sample.length / em,
    ascent: view.getInt16(hhea + 4) / em,
    descent: -view.getInt16(hhea + 6) / em,
  }
}

function tablesOf(view: DataView) {
  const tables = new Map<string, number>()
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    const tag = [0, 1, 2, 3].map((step) => String.fromCharCode(view.getUint8(at + step))).join('')
    tables.set(tag, view.getUint32(at + 8))
  }
  return tables
}

/** Code point to glyph, from the format 4 subtable, which every font here carries. */
function glyphsOf(view: DataView, cmap: number) {
  const glyphs = new Map<number, number>()
  const subtables = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, at) => cmap + view.getUint32(cmap + 8 + 8 * at),
  )
  const start = subtables.find((one) => view.getUint16(one) === 4)
  if (start === undefined) throw new Error('The font has no format 4 character map')
  const doubled = view.getUint16(start + 6)
  for (let at = start + 14; at < start + 14 + doubled; at += 2) {
    const [first, delta, rangeAt] = [at + doubled + 2, at + 2 * doubled + 2, at + 3 * doubled + 2]
    const offset = view.getUint16(rangeAt)
    for (let point = view.getUint16(first); point <= view.getUint16(at) && point < 0xffff; point += 1) {
      const raw =
        offset === 0 ? point : view.getUint16(rangeAt + offset + 2 * (point - view.getUint16(first)))
      if (raw !== 0) glyphs.set(point, (raw + view.getUint16(delta)) % 65_536)
    }
  }
  return glyphs
}

const [flag, file] = process.argv.slice(2)
if (flag === '--measure' && file)
  process.stdout.write(`${JSON.stringify(await measure(await readFile(file)))}\n`)
else await makeFonts()
