/**
 * The skin in section: a line drawing made by code, in one hand, 1.5 px lines on rose. From the top: the horny
 * layer, the living epidermis that dips into the dermis, the dermis woven of collagen, and a few fine channels
 * as a needling pen leaves them, with new fibres beside them in copper. It shows how the parts lie, not how
 * large they are: no scale may be read off it. Its upper edge is the skin itself, so it needs no frame.
 */
import * as strokes from './skin-strokes.ts'

export type SkinLabel = {
  readonly layer: 'horny-layer' | 'epidermis' | 'channel' | 'dermis' | 'collagen'
  readonly words: string
}

type SkinSectionProps = {
  readonly title: string
  readonly description: string
  /** Beside the layers where there is room, under the picture on a phone. */
  readonly labels?: readonly SkinLabel[] | undefined
}

export function SkinSection({ title, description, labels = [] }: SkinSectionProps) {
  return (
    <div className={labels.length > 0 ? 'skin has-labels' : 'skin'}>
      <svg className="skin-picture" viewBox="0 0 960 600" preserveAspectRatio="xMidYMin slice" role="img">
        <title>{title}</title>
        <desc>{description}</desc>
        <path className="skin-body" d={strokes.skinBody()} />
        <Dermis />
        <path className="skin-epidermis" d={strokes.epidermisBody()} />
        <path className="skin-line is-soft" d={strokes.livingCells()} />
        <path className="skin-line" d={strokes.junction()} />
        <path className="skin-line is-soft" d={strokes.hornyLayer()} />
        <path className="skin-line" d={strokes.surface()} />
        {strokes.channels().map((channel) => (
          <g key={channel.walls}>
            <path className="skin-channel" d={channel.walls} />
            <path className="skin-new" d={channel.woken} />
          </g>
        ))}
      </svg>
      {labels.length > 0 && (
        <ul className="skin-labels">
          {labels.map((label) => (
            <li key={label.layer} className={`is-${label.layer}`}>
              {label.words}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Dermis() {
  const weave = strokes.collagen()
  return (
    <g>
      <path className="skin-line is-soft" d={strokes.fineFibres()} />
      {[weave.under, weave.over, weave.again].map((strands) => (
        <Tubes key={strands} strands={strands} />
      ))}
    </g>
  )
}

/** A bundle is three strokes on one line: a gap, the two edges, and the inside. */
function Tubes({ strands }: { readonly strands: string }) {
  return (
    <g className="skin-bundle">
      <path className="is-gap" d={strands} />
      <path className="is-edge" d={strands} />
      <path className="is-inside" d={strands} />
    </g>
  )
}
