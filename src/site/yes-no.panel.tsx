import { describedBy, type FieldFrame, HintAndError } from '#look/field.panel.tsx'

type YesNoProps = FieldFrame & {
  readonly words: { readonly yes: string; readonly no: string }
  readonly value?: 'yes' | 'no' | undefined
}

/** A question with two answers, side by side; neither is chosen for her. */
export function YesNo(props: YesNoProps) {
  return (
    <fieldset className="field">
      <legend>{props.label}</legend>
      <HintAndError frame={props} />
      <div className="chips">
        {(['yes', 'no'] as const).map((answer, at) => (
          <label key={answer} className="chip choice">
            <input
              type="radio"
              id={at === 0 ? `field-${props.name}` : undefined}
              name={props.name}
              value={answer}
              required
              defaultChecked={props.value === answer}
              aria-describedby={describedBy(props)}
            />
            <span>{props.words[answer]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
