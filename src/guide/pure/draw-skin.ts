/**
 * The skin in section at one moment, as SVG marks: what the model says and how unsure it is. Where a layer's edge, the
 * tips or the new fibres may lie within a band, the sure part is drawn full and the rest pale. Depth is to scale (a
 * millimetre is `pxPerMm`), width and fibres are not. The same marks stand in the page, in the script and in print;
 * colours come from the page's classes. Fibres lie where a fixed sequence puts them: same moment, same picture.
 */
import type { Choice, SkinNow } from './healing-model.ts'

export const skinView = { width: 640, height: 452 } as const

const surfaceY = 40
const pxPerMm = 190
const left = 56
const channels = 7
/** New fibres are drawn one for so many percent. */
const percentAFibre = 0.8
const mostFibres = 90
/** Two irrational shares that do not fall in step: of the plastic number, for places in a plane. */
const acrossShare = 0.754_877_666
const downShare = 0.569_840_291

/** `decimal` is the language's mark between whole and part: ',' in Swedish. */
export function drawSkin(now: SkinNow, { days }: Pick<Choice, 'days'>, decimal: string): string {
  return [
    drawLayers(now),
    drawWeave(now),
    drawFibres(now),
    drawRedness(now),
    drawChannels(now, days === 0),
    drawScale(decimal),
  ].join('')
}

/** Each layer to its deepest edge pale, to its shallowest full, and a line where its edge lies on average. */
function drawLayers({ layers: { epidermis, dermis } }: SkinNow): string {
  return [
    layer('model-below', 2.2),
    layer('model-dermis is-unsure', epidermis.high + dermis.high),
    layer('model-dermis', epidermis.low + dermis.low),
    layer('model-epidermis is-unsure', epidermis.high),
    layer('model-epidermis', epidermis.low),
    `<path class="model-junction" d="M${edge(middle(epidermis))}"/>`,
    `<path class="model-surface" d="M${edge(0)}"/>`,
  ].join('')
}

function layer(name: string, untilMm: number): string {
  const [top, bottom] = [edge(0), edge(untilMm, true)]
  return `<path class="${name}" d="M${top}L${bottom}Z"/>`
}

/** A line across the skin at a depth: the surface is nearly level, what lies under it goes in ridges. */
function edge(mm: number, back = false): string {
  const sway = mm === 0 ? 1.5 : 5
  const points = Array.from({ length: 73 }, (_, at) => {
    const x = left + ((skinView.width - left) * at) / 72
    return `${short(x)} ${short(Math.min(skinView.height, yOf(mm) + sway * Math.sin(x / 19 + 0.8 * Math.sin(x / 61))))}`
  })
  return (back ? points.toReversed() : points).join('L')
}

function middle({ low, high }: { readonly low: number; readonly high: number }): number {
  return (low + high) / 2
}

/** The collagen that was there before: always the same. */
function drawWeave({ layers }: SkinNow): string {
  const strands = fibresIn(layers, { seed: 11, count: 44, length: 170, swing: 12 })
  return `<path class="model-weave" d="${strands.join('')}"/>`
}

function drawFibres({ layers, typeThree, typeOne }: SkinNow): string {
  const three = fibresIn(layers, { seed: 29, count: mostFibres, length: 44, swing: 5 })
  const one = fibresIn(layers, { seed: 53, count: mostFibres, length: 84, swing: 7 })
  const drawn = (name: string, fibres: readonly string[], { low, high }: SkinNow['typeOne']) => {
    const [sure, most] = [fibreCount(low), fibreCount(high)]
    return [
      `<path class="${name} is-unsure" d="${fibres.slice(sure, most).join('')}"/>`,
      `<path class="${name}" d="${fibres.slice(0, sure).join('')}"/>`,
    ].join('')
  }
  return drawn('model-one', one, typeOne) + drawn('model-three', three, typeThree)
}

function fibreCount(percent: number): number {
  return Math.min(mostFibres, Math.round(percent / percentAFibre))
}

type Fibres = {
  readonly seed: number
  readonly count: number
  readonly length: number
  readonly swing: number
}

/** Wavy strokes in the dermis as it is on average. */
function fibresIn({ epidermis, dermis }: SkinNow['layers'], of: Fibres): string[] {
  const unsteady = sequence(of.seed)
  const [top, bottom] = [yOf(middle(epidermis)) + 14, yOf(middle(epidermis) + middle(dermis)) - 10]
  const wide = skinView.width - left - of.length
  return Array.from({ length: of.count }, (_, at) => {
    const x = left + wide * spread(at, of.seed, acrossShare) + unsteady(-8, 8)
    const y = top + (bottom - top) * spread(at, of.seed, downShare) + unsteady(-3, 3)
    const [sway, lean] = [unsteady(-of.swing, of.swing), unsteady(-4, 4)]
    const half = of.length / 2
    return `M${short(x)} ${short(y)}q${short(half / 2)} ${short(sway)} ${short(half)} ${short(lean)}t${short(half)} ${short(lean)}`
  })
}

/** Steps of an irrational share of the whole fill it evenly, however many are drawn. */
function spread(at: number, seed: number, share: number): number {
  return (seed * share + at * share) % 1
}

/** Strongest at the surface, gone half a millimetre down. */
function drawRedness({ redness }: SkinNow): string {
  const shown = middle(redness)
  if (shown < 0.02) return ''
  return [0.5, 0.4, 0.3, 0.2, 0.1]
    .map(
      (mm) =>
        `<path class="model-redness" d="M${edge(0)}L${edge(mm, true)}Z" fill-opacity="${short(0.09 * shown)}"/>`,
    )
    .join('')
}

/** As far down as the tips surely came, and pale as far as they may have come; as wide as they may still be open. */
function drawChannels({ reachedMm, open }: SkinNow, isPrick: boolean): string {
  const half = 5.5 * open.high
  if (half < 0.35) return ''
  const apart = (skinView.width - left) / channels
  return Array.from({ length: channels }, (_, at) => {
    const x = left + apart * (at + 0.5)
    const pale = `<path class="model-channel is-unsure" d="${wedge(x, half, reachedMm.high)}"/>`
    const sure = `<path class="model-channel" d="${wedge(x, half, reachedMm.low)}"/>`
    const needle = `<path class="model-needle" d="M${short(x)} 4V${surfaceY}"/>`
    return pale + sure + (isPrick ? needle : '')
  }).join('')
}

function wedge(x: number, half: number, depthMm: number): string {
  const tip = short(yOf(depthMm))
  return `M${short(x - half)} ${surfaceY}L${short(x)} ${tip}L${short(x + half)} ${surfaceY}Z`
}

function drawScale(decimal: string): string {
  return [0, 0.5, 1, 1.5, 2]
    .map((mm) => {
      const y = short(yOf(mm))
      const words = String(mm).replace('.', decimal)
      return `<path class="model-tick" d="M${left - 8} ${y}H${left}"/><text class="model-mm" x="${left - 14}" y="${short(yOf(mm) + 5)}" text-anchor="end">${words}</text>`
    })
    .join('')
}

function yOf(mm: number): number {
  return surfaceY + mm * pxPerMm
}

function short(length: number): number {
  return Math.round(length * 100) / 100
}

/** A linear congruential sequence (Numerical Recipes' constants): unsteady enough for a hand, and repeatable. */
function sequence(seed: number): (from: number, to: number) => number {
  let state = seed
  return (from, to) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return from + (to - from) * (state / 2 ** 32)
  }
}
