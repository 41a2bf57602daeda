/** One of several (cards), any of several (chips). The real box is always seen. */
import type { ReactNode } from 'react'
import { describedBy, type FieldFrame, HintAndError, Optional } from './field.panel.tsx'

export type CardChoice = {
  readonly value: string
  readonly words: string
  readonly hint?: string | undefined
  /** Drawn inside the card, under its words: a thread, a price. Phrasing content only, it stands in a label. */
  readonly picture?: ReactNode
}

type RadioCardsProps = FieldFrame & {
  readonly choices: readonly CardChoice[]
  readonly value?: string | undefined
}

export function RadioCards(props: RadioCardsProps) {
  return (
    <Group frame={props}>
      <div className="cards">
        {props.choices.map((choice, at) => (
          <div key={choice.value} className="card">
            <label className="choice">
              <input
                type="radio"
                id={at === 0 ? `field-${props.name}` : undefined}
                name={props.name}
                value={choice.value}
                required={!props.optional}
                defaultChecked={choice.value === props.value}
                aria-describedby={describedBy(props)}
              />
              <span className="choice-words">
                <span className="choice-title">{choice.words}</span>
                {choice.hint && <span className="choice-hint">{choice.hint}</span>}
              </span>
            </label>
            {choice.picture && <div className="card-picture">{choice.picture}</div>}
          </div>
        ))}
      </div>
    </Group>
  )
}

type CheckChipsProps = FieldFrame & {
  readonly choices: readonly { readonly value: string; readonly words: string }[]
  readonly values: readonly string[]
}

export function CheckChips(props: CheckChipsProps) {
  return (
    <Group frame={props}>
      <div className="chips">
        {props.choices.map((choice, at) => (
          <label key={choice.value} className="chip choice">
            <input
              type="checkbox"
              id={at === 0 ? `field-${props.name}` : undefined}
              name={props.name}
              value={choice.value}
              defaultChecked={props.values.includes(choice.value)}
              aria-describedby={describedBy(props)}
            />
            <span>{choice.words}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

function Group({ frame, children }: { readonly frame: FieldFrame; readonly children: ReactNode }) {
  return (
    <fieldset className="field">
      <legend>
        {frame.label}
        <Optional frame={frame} />
      </legend>
      <HintAndError frame={frame} />
      {children}
    </fieldset>
  )
}
