import { SelectField, TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { sayDate } from '#platform/say'
import { m } from '#platform/words'
import { SaveButton } from './set-up-fields.panel.tsx'
import { type FrameProps, type Problems, SetUpFrame } from './set-up-frame.panel.tsx'
import { VisitLinks } from './visit-links.panel.tsx'

type Values = Readonly<Record<string, string>>

type Props = {
  readonly frame: FrameProps
  readonly today: string
  readonly resources: readonly { readonly id: string; readonly name: string }[]
  readonly times: readonly {
    readonly id: string
    readonly whose: string
    readonly when: string
    readonly why: string
    readonly visits: readonly { readonly href: string | undefined; readonly words: string }[]
  }[]
  readonly holidays: readonly { readonly date: string; readonly name: string }[]
  readonly sent: { readonly values: Values; readonly problems: Problems } | undefined
}

export function AbsencesPanel({ frame, times, holidays, sent, ...form }: Props) {
  const locale = { locale: frame.language }
  return (
    <SetUpFrame frame={frame} problems={sent?.problems}>
      <p>{m.setup_absences_lead({}, locale)}</p>
      <NewAbsence language={frame.language} sent={sent} {...form} />
      <h2>{m.setup_coming({}, locale)}</h2>
      {times.length === 0 && <p className="quiet">{m.setup_none_coming({}, locale)}</p>}
      <ul className="set-up-rows">
        {times.map((time) => (
          <li key={time.id} className="time-off">
            <div>
              <strong>{time.whose}</strong>: {time.why}
              <br />
              <span className="figures">{time.when}</span>
              {time.visits.length > 0 && (
                <p>
                  <a href={`/staff/settle/${time.id}`}>
                    {m.settle_link({ count: time.visits.length }, locale)}
                  </a>
                </p>
              )}
              <VisitLinks visits={time.visits} />
            </div>
            <form method="post">
              <input type="hidden" name="id" value={time.id} />
              <button className="button is-quiet is-small" type="submit" name="do" value="remove">
                {m.setup_remove({}, locale)}
                <span className="visually-hidden"> {`${time.whose}, ${time.when}`}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <HolidayForm language={frame.language} holidays={holidays} />
    </SetUpFrame>
  )
}

type NewProps = Pick<Props, 'today' | 'resources' | 'sent'> & { readonly language: Language }

function NewAbsence({ language, today, resources, sent }: NewProps) {
  const locale = { locale: language }
  const field = (name: string) => ({ name, value: sent?.values[name], error: sent?.problems[name] })
  const optional = m.optional({}, locale)
  return (
    <form className="form" method="post" noValidate>
      <SelectField
        {...field('whose')}
        label={m.setup_whose({}, locale)}
        choices={[
          { value: 'clinic', words: m.setup_whole_clinic({}, locale) },
          ...resources.map(({ id, name }) => ({ value: id, words: name })),
        ]}
      />
      <div className="field-row">
        <TextField
          {...field('from-date')}
          value={sent?.values['from-date'] ?? today}
          kind="date"
          short
          label={m.setup_from({}, locale)}
        />
        <TextField {...field('from-time')} short label={m.setup_from_time({}, locale)} optional={optional} />
      </div>
      <div className="field-row">
        <TextField
          {...field('until-date')}
          kind="date"
          short
          label={m.setup_until({}, locale)}
          optional={optional}
        />
        <TextField
          {...field('until-time')}
          short
          label={m.setup_until_time({}, locale)}
          optional={optional}
        />
      </div>
      <TextField {...field('why')} label={m.setup_why({}, locale)} maxLength={120} />
      <SaveButton language={language} />
    </form>
  )
}

function HolidayForm({ language, holidays }: Pick<Props, 'holidays'> & { readonly language: Language }) {
  const locale = { locale: language }
  if (holidays.length === 0) return undefined
  return (
    <section>
      <h2>{m.setup_holidays({}, locale)}</h2>
      <p>{m.setup_holidays_lead({}, locale)}</p>
      <form className="form" method="post">
        <div className="set-up-days">
          {holidays.map(({ date, name }) => (
            <label key={date} className="choice is-plain">
              <input type="checkbox" name={`day-${date}`} value={name} defaultChecked />
              <span>{`${sayDate(date, language)}, ${name}`}</span>
            </label>
          ))}
        </div>
        <div className="actions">
          <button className="button is-quiet" type="submit" name="do" value="holidays">
            {m.setup_close_those_days({}, locale)}
          </button>
        </div>
      </form>
    </section>
  )
}
