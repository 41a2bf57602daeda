/**
 * The strokes of the skin picture, as SVG path strings. Collagen is drawn as braids: two strands that swing
 * against each other and change over and under at each crossing, which is how the bundles of the dermis look
 * in a section. A strand's turning points are its nodes, with a level tangent, so a stretch between two nodes
 * is one curve and can be laid on top again where it passes over.
 *
 * Everything unsteady comes from one small sequence with a fixed seed: same strokes, each time.
 */
const width = 960
const height = 600

type Weave = { readonly under: string; readonly over: string; readonly again: string }
type Channel = { readonly walls: string; readonly woken: string }

type Point = { readonly x: number; readonly y: number }
type Unsteady = (from: number, to: number) => number

/** The skin's outer line. @internal for its test. */
export function surfaceAt(x: number) {
  return 46 + 9 * Math.sin(x / 170 + 0.6) + 4 * Math.sin(x / 63 + 2)
}

/** Where epidermis meets dermis: ridges and papillae, of unequal depth. @internal for its test. */
export function junctionAt(x: number) {
  const ridge = Math.sin(x / 21 + 0.9 * Math.sin(x / 97))
  return surfaceAt(x) + 116 + ridge * (15 + 6 * Math.sin(x / 73 + 1))
}

export function skinBody() {
  return `${lineAlong(surfaceAt, 24)}L${width} ${height}L0 ${height}Z`
}

export function epidermisBody() {
  return `${lineAlong(surfaceAt, 24)}${lineAlong(junctionAt, 8, true)}Z`
}

export function junction() {
  return lineAlong(junctionAt, 8)
}

export function surface() {
  return lineAlong(surfaceAt, 24)
}

/** Flat dead cells, loosely stacked: short strokes that follow the surface. */
export function hornyLayer() {
  const unsteady = sequence(7)
  return [6, 11.5, 17.5].map((depth) => strokesAlong(depth, unsteady)).join('')
}

function strokesAlong(depth: number, unsteady: Unsteady) {
  let strokes = ''
  for (let x = unsteady(-40, 0); x < width; ) {
    const end = Math.min(x + unsteady(46, 110), width)
    const middle = (x + end) / 2
    const at = (place: number) => surfaceAt(place) + depth
    const pull = 2 * at(middle) - (at(x) + at(end)) / 2
    strokes += `M${short(x)} ${short(at(x))}Q${short(middle)} ${short(pull)} ${short(end)} ${short(at(end))}`
    x = end + unsteady(7, 16)
  }
  return strokes
}

/** Living cells: upright along the junction, rounder and then flatter as they rise. */
export function livingCells() {
  const unsteady = sequence(19)
  const rows = [
    { share: 0.9, wide: 4.6, tall: 6.2, apart: 14.5 },
    { share: 0.68, wide: 6, tall: 5.2, apart: 18.5 },
    { share: 0.48, wide: 7.4, tall: 4.2, apart: 23 },
    { share: 0.3, wide: 9, tall: 2.9, apart: 28 },
  ]
  return rows.map((row) => cellsIn(row, unsteady)).join('')
}

function cellsIn(row: { share: number; wide: number; tall: number; apart: number }, unsteady: Unsteady) {
  let cells = ''
  const free = (x: number) => channelPlaces().every((place) => Math.abs(place - x) > row.wide + 4)
  for (let x = unsteady(2, row.apart); x < width; x += row.apart * unsteady(0.94, 1.08)) {
    const top = surfaceAt(x) + 18
    const y = top + (junctionAt(x) - top) * row.share + unsteady(-1, 1)
    const [wide, tall] = [row.wide * unsteady(0.9, 1.08), row.tall * unsteady(0.9, 1.08)]
    const lean = Math.round(unsteady(-10, 10))
    if (free(x))
      cells += `M${short(x - wide)} ${short(y)}a${short(wide)} ${short(tall)} ${lean} 1 1 ${short(2 * wide)} 0a${short(wide)} ${short(tall)} ${lean} 1 1 ${short(-2 * wide)} 0`
  }
  return cells
}

/** Under the junction the fibres are thin and single. */
export function fineFibres() {
  const unsteady = sequence(31)
  return [206, 226, 248]
    .map((middle) => strandThrough(nodes({ middle, swing: 5, step: 92, unsteady })))
    .join('')
}

export function collagen(): Weave {
  const unsteady = sequence(43)
  const braids = [296, 358, 422, 488, 556, 622].map((middle, at) =>
    braid({ middle, swing: 21 + at, step: 104 + 7 * at, unsteady }),
  )
  const joined = (part: keyof Weave) => braids.map((one) => one[part]).join('')
  return { under: joined('under'), over: joined('over'), again: joined('again') }
}

type Swing = {
  readonly middle: number
  readonly swing: number
  readonly step: number
  readonly unsteady: Unsteady
}

function braid(of: Swing): Weave {
  const first = nodes(of)
  const mirrored = first.map((node) => ({
    x: node.x + of.unsteady(-7, 7),
    y: 2 * middleOf(of, node.x) - node.y,
  }))
  const again = first.slice(0, -1).flatMap((node, at) => {
    const next = first[at + 1]
    return next && at % 2 === 0 ? [strandThrough([node, next])] : []
  })
  return { under: strandThrough(first), over: strandThrough(mirrored), again: again.join('') }
}

function nodes(of: Swing): Point[] {
  const points: Point[] = []
  let side = of.unsteady(0, 1) < 0.5 ? 1 : -1
  for (let x = of.unsteady(-of.step, -20); x < width + 1.5 * of.step; x += of.step * of.unsteady(0.82, 1.2)) {
    points.push({ x, y: middleOf(of, x) + side * of.swing * of.unsteady(0.75, 1.1) })
    side = -side
  }
  return points
}

function middleOf(of: Swing, x: number) {
  return of.middle + 9 * Math.sin(x / 190 + of.middle / 60)
}

function strandThrough(points: readonly Point[]) {
  return points
    .map((point, at) => {
      const before = points[at - 1]
      if (!before) return `M${short(point.x)} ${short(point.y)}`
      const pull = (point.x - before.x) * 0.46
      return `C${short(before.x + pull)} ${short(before.y)} ${short(point.x - pull)} ${short(point.y)} ${short(point.x)} ${short(point.y)}`
    })
    .join('')
}

export function channels(): Channel[] {
  const unsteady = sequence(67)
  return channelPlaces().map((x) => channelAt(x, unsteady(258, 318), unsteady))
}

function channelAt(x: number, tip: number, unsteady: Unsteady): Channel {
  const top = surfaceAt(x)
  const side = (way: number) =>
    `${short(x + way * 2)} ${short(top + 16)} ${short(x + way * 1.6)} ${short(tip - 60)}`
  const walls = `M${short(x - 5)} ${short(top)}C${side(-1)} ${short(x)} ${short(tip)}C${short(x + 1.6)} ${short(tip - 60)} ${short(x + 2)} ${short(top + 16)} ${short(x + 5)} ${short(top)}`
  const woken = [-1, 1].map((way) => wokenFibres({ x, tip, way, unsteady })).join('')
  return { walls, woken }
}

/** New fibres settle along the lower part of a channel and lean into the weave. */
function wokenFibres(of: { x: number; tip: number; way: number; unsteady: Unsteady }) {
  const { x, tip, way, unsteady } = of
  return [0, 1, 2]
    .map((step) => {
      const y = tip - 46 + 20 * step + way * 4
      const far = unsteady(22, 32)
      const sink = unsteady(5, 10)
      return `M${short(x + way * 6)} ${short(y)}c${short(way * far * 0.35)} ${short(sink)} ${short(way * far * 0.65)} ${short(-sink * 0.6)} ${short(way * far)} ${short(sink * 0.4)}`
    })
    .join('')
}

/** Where the channels stand, so that no cell is drawn across one. */
function channelPlaces() {
  const unsteady = sequence(61)
  return Array.from({ length: 8 }, (_, at) => 78 + 115 * at + unsteady(-10, 10))
}

function lineAlong(curve: (x: number) => number, step: number, back = false) {
  const steps = Math.ceil(width / step)
  const xs = Array.from({ length: steps + 1 }, (_, at) => Math.min(at * step, width))
  if (back) xs.reverse()
  return xs.map((x, at) => `${at === 0 && !back ? 'M' : 'L'}${short(x)} ${short(curve(x))}`).join('')
}

function short(length: number) {
  return Math.round(length * 10) / 10
}

/** A linear congruential sequence (Numerical Recipes' constants): unsteady enough for a hand, and repeatable. */
function sequence(seed: number): Unsteady {
  let state = seed
  return (from, to) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return from + (to - from) * (state / 2 ** 32)
  }
}
