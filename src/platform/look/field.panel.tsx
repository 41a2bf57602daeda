/**
 * A field: label above, hint under the label, error under the hint, then the control, wired together so that
 * a screen reader hears all of it. The id is `field-NAME`, which an error summary can lead to.
 */
import type { ReactNode } from 'react'
import { Icon } from './icon.panel.tsx'

export type FieldFrame = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** The word "optional", where the field may stay empty; a space says nothing. Fields are required otherwise. */
  readonly optional?: string | undefined
}

type TextFieldProps = FieldFrame & {
  readonly kind?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'time' | 'search' | undefined
  readonly value?: string | undefined
  readonly autoComplete?: string | undefined
  readonly inputMode?: 'text' | 'email' | 'tel' | 'numeric' | undefined
  readonly maxLength?: number | undefined
  /** Dates and codes: as wide as what goes into them. */
  readonly short?: boolean | undefined
}

export function TextField(props: TextFieldProps) {
  const { kind = 'text', value, autoComplete, inputMode, maxLength, short } = props
  return (
    <Framed frame={props}>
      <input
        {...wiring(props)}
        className={short ? 'control is-short' : 'control'}
        type={kind}
        defaultValue={value}
        autoComplete={autoComplete}
        inputMode={inputMode}
        maxLength={maxLength}
        spellCheck={kind === 'text' ? undefined : false}
      />
    </Framed>
  )
}

export function TextArea(
  props: FieldFrame & { readonly value?: string | undefined; readonly maxLength?: number | undefined },
) {
  return (
    <Framed frame={props}>
      <textarea
        {...wiring(props)}
        className="control"
        defaultValue={props.value}
        maxLength={props.maxLength}
      />
    </Framed>
  )
}

export type Choice = { readonly value: string; readonly words: string }

export function SelectField(
  props: FieldFrame & { readonly choices: readonly Choice[]; readonly value?: string | undefined },
) {
  return (
    <Framed frame={props}>
      <select {...wiring(props)} className="control" defaultValue={props.value}>
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.words}
          </option>
        ))}
      </select>
    </Framed>
  )
}

function Framed({ frame, children }: { readonly frame: FieldFrame; readonly children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={`field-${frame.name}`}>
        {frame.label}
        <Optional frame={frame} />
      </label>
      <HintAndError frame={frame} />
      {children}
    </div>
  )
}

export function Optional({ frame }: { readonly frame: FieldFrame }) {
  return frame.optional?.trim() ? <span className="field-optional"> ({frame.optional})</span> : undefined
}

export function HintAndError({ frame }: { readonly frame: FieldFrame }) {
  return (
    <>
      {frame.hint && (
        <p className="field-hint" id={`hint-${frame.name}`}>
          {frame.hint}
        </p>
      )}
      {frame.error && (
        <p className="field-error" id={`error-${frame.name}`}>
          <Icon shape="alert" />
          <span>{frame.error}</span>
        </p>
      )}
    </>
  )
}

export function describedBy(frame: FieldFrame) {
  const parts = [frame.hint && `hint-${frame.name}`, frame.error && `error-${frame.name}`].filter(Boolean)
  return parts.length > 0 ? parts.join(' ') : undefined
}

function wiring(frame: FieldFrame) {
  return {
    id: `field-${frame.name}`,
    name: frame.name,
    required: !frame.optional,
    'aria-describedby': describedBy(frame),
    'aria-invalid': frame.error ? (true as const) : undefined,
  }
}
