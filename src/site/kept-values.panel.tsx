import type { AskValues } from './ask-form.ts'

type Props = { readonly values: AskValues; readonly fields: readonly (keyof AskValues)[] }

/** What was typed in other steps, carried along by the form and not by an address. */
export function KeptValues({ values, fields }: Props) {
  return fields
    .filter((field) => values[field] !== '')
    .map((field) => <input key={field} type="hidden" name={field} value={values[field]} />)
}

/** Seen by no reader and read by no screen reader: what stands in it was written by a program. */
export function Trap() {
  return (
    <div className="visually-hidden" aria-hidden="true">
      <label>
        Website <input type="text" name="website" tabIndex={-1} autoComplete="off" />
      </label>
    </div>
  )
}
