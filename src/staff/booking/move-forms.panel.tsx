import { type Choice, SelectField, TextField } from '#look/field.panel.tsx'
import { ErrorSummary } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type ExactFormProps = {
  readonly language: Language
  readonly path: string
  readonly fields: {
    readonly with: string
    readonly from: string
    readonly part: string
    readonly date: string
    readonly time: string
    readonly therapist: string
    readonly room: string
    readonly device: string
  }
  readonly therapists: readonly Choice[]
  readonly rooms: readonly Choice[]
  /** Empty for a visit that needs no pen. */
  readonly devices: readonly Choice[]
  readonly faults: readonly ('date' | 'time')[]
  /** Goes along in each form. */
  readonly backTo: string | undefined
}

/** Which times are offered. */
export function MoveFilters({ language, path, fields, therapists, backTo }: ExactFormProps) {
  const locale = { locale: language }
  const optional = ' '
  return (
    <form className="form is-wishes move-filters" method="get" action={path}>
      {backTo && <input type="hidden" name="back" value={backTo} />}
      <SelectField
        name="with"
        label={m.board_move_therapist({}, locale)}
        choices={[{ value: '', words: m.board_move_anybody({}, locale) }, ...therapists]}
        value={fields.with}
        optional={optional}
      />
      <TextField
        name="from"
        kind="date"
        label={m.board_move_from({}, locale)}
        value={fields.from}
        optional={optional}
      />
      <SelectField
        name="part"
        label={m.board_move_part({}, locale)}
        choices={[
          { value: '', words: m.board_move_part_any({}, locale) },
          { value: 'morning', words: m.board_move_part_morning({}, locale) },
          { value: 'afternoon', words: m.board_move_part_afternoon({}, locale) },
          { value: 'evening', words: m.board_move_part_evening({}, locale) },
        ]}
        value={fields.part}
        optional={optional}
      />
      <div className="actions">
        <button className="button is-quiet" type="submit">
          {m.board_move_show({}, locale)}
        </button>
      </div>
    </form>
  )
}

/** A time that she names herself. What she leaves open stays as it is where that is free. */
export function MoveExact({ faults, ...props }: ExactFormProps) {
  const { language, path, fields, backTo } = props
  const locale = { locale: language }
  const words = { date: m.board_move_bad_date({}, locale), time: m.board_move_bad_time({}, locale) }
  const errorAt = (field: 'date' | 'time') => (faults.includes(field) ? words[field] : undefined)
  return (
    <>
      <ErrorSummary
        title={m.board_move_not_looked({}, locale)}
        errors={faults.map((field) => ({ field, words: words[field] }))}
      />
      <form className="form is-wishes" method="get" action={path} noValidate>
        {backTo && <input type="hidden" name="back" value={backTo} />}
        <TextField
          name="date"
          kind="date"
          label={m.board_move_date({}, locale)}
          value={fields.date}
          error={errorAt('date')}
        />
        <TextField
          name="time"
          label={m.board_move_time({}, locale)}
          hint={m.board_move_time_hint({}, locale)}
          value={fields.time}
          error={errorAt('time')}
          inputMode="numeric"
          maxLength={5}
        />
        <Places {...props} />
        <div className="actions">
          <button className="button is-quiet" type="submit">
            {m.board_move_look({}, locale)}
          </button>
        </div>
      </form>
    </>
  )
}

function Places({ language, fields, therapists, rooms, devices }: Omit<ExactFormProps, 'faults'>) {
  const locale = { locale: language }
  const open = { value: '', words: m.board_move_as_fits({}, locale) }
  const kinds = [
    {
      name: 'therapist',
      label: m.board_move_therapist({}, locale),
      choices: therapists,
      value: fields.therapist,
    },
    { name: 'room', label: m.board_move_room({}, locale), choices: rooms, value: fields.room },
    { name: 'device', label: m.board_move_device({}, locale), choices: devices, value: fields.device },
  ]
  return kinds
    .filter(({ choices }) => choices.length > 0)
    .map(({ name, label, choices, value }) => (
      <SelectField
        key={name}
        name={name}
        label={label}
        choices={[open, ...choices]}
        value={value}
        optional=" "
      />
    ))
}
