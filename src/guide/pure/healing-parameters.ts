/**
 * What the healing model rests on: rows of facts, each with its source and grade, none of it in the code. A row's
 * value is a number, a band ('0.2–1') or a mean with its spread ('0.20 ± 0.03'). A row that is missing or says no
 * number is a breakage: a picture without its source would only pretend.
 */

/** From the lowest to the highest value that what is known allows. */
export type Band = { readonly low: number; readonly high: number }

export const zones = ['forehead', 'glabella', 'temple', 'nose', 'cheekbone', 'jaw', 'neck'] as const
export type Zone = (typeof zones)[number]

/** How thick a layer is in millimetres, from the thinnest woman's to the thickest man's mean less or plus its spread. */
export type Layers = { readonly epidermis: Band; readonly dermis: Band }

export type HealingParameters = {
  readonly layers: Readonly<Record<Zone, Layers>>
  /** Reached depth as a share of the set length. */
  readonly depthRatio: Band
  /** Hours in which half of the barrier is back, at the shorter and at the longer length that was measured. */
  readonly closure: {
    readonly short: { readonly lengthMm: number; readonly halfHours: Band }
    readonly long: { readonly lengthMm: number; readonly halfHours: Band }
  }
  /** Time constants, in days. */
  readonly rednessDays: Band
  readonly fibroblastDays: Band
  readonly typeThreeDays: Band
  readonly typeOneDays: number
  /** What share of the skin's collagen is of type III before any treatment, in percent. */
  readonly typeThreePercent: Band
  /** What the amount is fitted to: after so many sessions, so far apart, so long after the last, so much more. */
  readonly fitted: {
    readonly sessions: number
    readonly apartDays: number
    readonly afterDays: number
    readonly gainPercent: number
  }
  /** How much a person may differ from the mean of the study, as shares of its gain. */
  readonly person: Band
}

export type ParameterRow = { readonly factId: string; readonly value: string }

export function healingParametersFrom(facts: readonly ParameterRow[]): HealingParameters {
  const values = new Map(facts.map(({ factId, value }) => [factId, value]))
  const valueOf = (id: string) => {
    const value = values.get(id)
    if (value === undefined) throw new Error(`The healing model needs the fact ${id}.`)
    return { id, value }
  }
  const band = (id: string) => bandFrom(valueOf(id))
  const single = (id: string) => band(id).low
  const layersOf = (zone: Zone): Layers => ({
    epidermis: around([band(`model-epidermis-${zone}-women`), band(`model-epidermis-${zone}-men`)]),
    dermis: around([band(`model-dermis-${zone}-women`), band(`model-dermis-${zone}-men`)]),
  })
  return {
    layers: {
      forehead: layersOf('forehead'),
      glabella: layersOf('glabella'),
      temple: layersOf('temple'),
      nose: layersOf('nose'),
      cheekbone: layersOf('cheekbone'),
      jaw: layersOf('jaw'),
      neck: layersOf('neck'),
    },
    depthRatio: band('model-depth-ratio'),
    closure: {
      short: { lengthMm: single('model-closure-short-length'), halfHours: band('model-closure-short') },
      long: { lengthMm: single('model-closure-long-length'), halfHours: band('model-closure-long') },
    },
    rednessDays: band('model-redness-days'),
    fibroblastDays: band('model-fibroblast-days'),
    typeThreeDays: band('model-type-three-days'),
    typeOneDays: (single('model-type-one-half-life') * 365) / Math.LN2,
    typeThreePercent: band('model-type-three-share'),
    fitted: {
      sessions: single('model-fitted-sessions'),
      apartDays: single('model-fitted-apart'),
      afterDays: single('model-fitted-after'),
      gainPercent: single('model-fitted-gain'),
    },
    person: band('model-person'),
  }
}

/** A number, 'a–b', or 'mean ± spread'. */
function bandFrom({ id, value }: { readonly id: string; readonly value: string }): Band {
  const [, first, sign, second] = /^(\d+(?:\.\d+)?)(?: ?(–|±) ?(\d+(?:\.\d+)?))?$/.exec(value) ?? []
  if (first === undefined) throw new Error(`The fact ${id} says no number: ${value}`)
  const [a, b] = [Number(first), Number(second ?? first)]
  return sign === '±' ? { low: Math.max(0, a - b), high: a + b } : { low: a, high: b }
}

function around(bands: readonly Band[]): Band {
  return { low: Math.min(...bands.map(({ low }) => low)), high: Math.max(...bands.map(({ high }) => high)) }
}
