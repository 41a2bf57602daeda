import { TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { sayWeekday } from '#platform/say'
import { m } from '#platform/words'
import type { Problems } from './set-up-frame.panel.tsx'

export function SaveButton({ language }: { readonly language: Language }) {
  return (
    <div className="actions">
      <button className="button" type="submit" name="do" value="save">
        {m.setup_save({}, { locale: language })}
      </button>
    </div>
  )
}

type WeekProps = {
  readonly language: Language
  /** The fields are called `PREFIX-1` to `PREFIX-7`. */
  readonly prefix: string
  readonly values: Readonly<Record<string, string>>
  readonly problems: Problems
}

/** A week as seven lines of hours, each as a person writes them. */
export function WeekFields({ language, prefix, values, problems }: WeekProps) {
  return (
    <div className="week-fields">
      {[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
        const name = `${prefix}-${weekday}`
        const day = sayWeekday(weekday, language)
        return (
          <TextField
            key={name}
            name={name}
            label={day.charAt(0).toUpperCase() + day.slice(1)}
            value={values[name] ?? ''}
            error={problems[name]}
            maxLength={80}
            optional=" "
          />
        )
      })}
    </div>
  )
}
