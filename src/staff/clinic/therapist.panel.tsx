import { RadioCards } from '#look/choice.panel.tsx'
import { TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import type { Language } from '#platform/language'
import { sayDate } from '#platform/say'
import { m } from '#platform/words'
import { SaveButton, WeekFields } from './set-up-fields.panel.tsx'
import { type FrameProps, type Problems, SetUpFrame } from './set-up-frame.panel.tsx'

type Values = Readonly<Record<string, string>>

type Props = {
  readonly frame: FrameProps
  readonly name: string
  /** The Monday of this week, which a new rhythm is counted from unless she says otherwise. */
  readonly monday: string
  readonly seasons: readonly Values[]
  readonly sent: { readonly values: Values; readonly problems: Problems } | undefined
}

export function TherapistPanel({ frame, name, monday, seasons, sent }: Props) {
  const locale = { locale: frame.language }
  return (
    <SetUpFrame frame={frame} problems={sent?.problems}>
      <p className="back">
        <a href="/staff/clinic/weeks">
          <Icon shape="arrow-left" /> {m.setup_weeks({}, locale)}
        </a>
      </p>
      <h2>{name}</h2>
      <p>{m.setup_week_hint({}, locale)}</p>
      {seasons.map((kept) => {
        const mine = sent && sent.values['key'] === kept['key'] ? sent : undefined
        return (
          <SeasonForm
            key={kept['key']}
            language={frame.language}
            monday={monday}
            values={mine?.values ?? kept}
            problems={mine?.problems ?? {}}
          />
        )
      })}
    </SetUpFrame>
  )
}

type FormProps = {
  readonly language: Language
  readonly monday: string
  readonly values: Values
  readonly problems: Problems
}

function SeasonForm({ language, monday, values, problems }: FormProps) {
  const locale = { locale: language }
  const key = values['key'] ?? 'new'
  const week = { language, values, problems }
  return (
    <section className="sheet" aria-label={headingOf(key, language)}>
      <h3>{headingOf(key, language)}</h3>
      <form className="form" method="post" noValidate>
        <input type="hidden" name="key" value={key} />
        {key !== 'ordinary' && <Days {...week} />}
        <RadioCards
          name={`rhythm-${key}`}
          label={m.setup_rhythm({}, locale)}
          value={values[`rhythm-${key}`] ?? 'same'}
          choices={[
            { value: 'same', words: m.setup_rhythm_same({}, locale) },
            {
              value: 'alternating',
              words: m.setup_rhythm_alternating({}, locale),
              hint: m.setup_rhythm_hint({}, locale),
            },
          ]}
        />
        <fieldset className="field">
          <legend>{m.setup_week_a({}, locale)}</legend>
          <WeekFields {...week} prefix={`a-${key}`} />
        </fieldset>
        <details open={values[`rhythm-${key}`] === 'alternating'}>
          <summary>{m.setup_week_b({}, locale)}</summary>
          <TextField
            name={`anchor-${key}`}
            kind="date"
            short
            label={m.setup_anchor({}, locale)}
            hint={m.setup_anchor_hint({}, locale)}
            value={values[`anchor-${key}`] || monday}
            error={problems[`anchor-${key}`]}
          />
          <WeekFields {...week} prefix={`b-${key}`} />
        </details>
        <SaveButton language={language} />
        {key !== 'new' && key !== 'ordinary' && (
          <button className="button is-quiet is-small" type="submit" name="do" value="drop">
            {m.setup_drop_season({}, locale)}
          </button>
        )}
      </form>
    </section>
  )
}

function Days({ language, values, problems }: Omit<FormProps, 'monday'>) {
  const locale = { locale: language }
  const key = values['key'] ?? 'new'
  return (
    <div className="field-row">
      <TextField
        name={`from-${key}`}
        kind="date"
        short
        label={m.setup_from({}, locale)}
        value={values[`from-${key}`]}
        error={problems[`from-${key}`]}
      />
      <TextField
        name={`until-${key}`}
        kind="date"
        short
        label={m.setup_until({}, locale)}
        optional={m.optional({}, locale)}
        value={values[`until-${key}`]}
        error={problems[`until-${key}`]}
      />
    </div>
  )
}

function headingOf(key: string, language: Language): string {
  const locale = { locale: language }
  if (key === 'new') return m.setup_new_season({}, locale)
  if (key === 'ordinary') return m.setup_ordinary({}, locale)
  const [from, until] = key.split('_')
  return [from, until]
    .map((day) => (day ? sayDate(day, language) : ''))
    .join(' – ')
    .trim()
}
