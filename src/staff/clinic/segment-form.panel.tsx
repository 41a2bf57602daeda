import { SelectField, TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { Anaesthetic, DraftSegment } from '#set-up/contract'
import type { Problems } from './set-up-frame.panel.tsx'

type Props = {
  readonly language: Language
  readonly segments: readonly DraftSegment[]
  readonly anaesthetics: readonly Anaesthetic[]
  readonly problems: Problems
}

export function SegmentForm({ language, segments, anaesthetics, problems }: Props) {
  const locale = { locale: language }
  return (
    <form className="form is-wide" method="post" noValidate>
      <input type="hidden" name="part" value="segments" />
      <input type="hidden" name="count" value={segments.length} />
      {/* The first button is the one that Enter presses: it saves nothing. */}
      <button className="visually-hidden" type="submit" name="do" value="look" tabIndex={-1}>
        {m.setup_look_first({}, locale)}
      </button>
      <ol className="segment-fields">
        {segments.map((segment, at) => (
          <SegmentRow key={rowKey(segment, at)} {...{ language, anaesthetics, problems, segment, at }} />
        ))}
      </ol>
      <div className="actions">
        <button className="button is-quiet" type="submit" name="do" value="add">
          {m.setup_add_segment({}, locale)}
        </button>
        <button className="button is-quiet" type="submit" name="do" value="look">
          {m.setup_look_first({}, locale)}
        </button>
        <button className="button" type="submit" name="do" value="save">
          {m.setup_save_segments({}, locale)}
        </button>
      </div>
    </form>
  )
}

function rowKey({ name }: DraftSegment, at: number): string {
  return `${at} ${name.sv}`
}

type RowProps = Omit<Props, 'segments'> & { readonly segment: DraftSegment; readonly at: number }

function SegmentRow({ language, anaesthetics, problems, segment, at }: RowProps) {
  const locale = { locale: language }
  const field = (name: string) => ({ name: `${name}-${at}`, error: problems[`${name}-${at}`] })
  const number = at + 1
  return (
    <li>
      <fieldset className="sheet">
        <legend>{m.setup_segment({ number }, locale)}</legend>
        <div className="field-row">
          <TextField {...field('sv')} label={m.setup_name_sv({}, locale)} value={segment.name.sv} />
          <TextField {...field('en')} label={m.setup_name_en({}, locale)} value={segment.name.en} />
        </div>
        <div className="field-row">
          <TextField
            {...field('minutes')}
            short
            inputMode="numeric"
            label={m.setup_minutes({}, locale)}
            value={segment.minutes === undefined ? '' : String(segment.minutes)}
          />
          <SelectField
            {...field('product')}
            label={m.setup_product({}, locale)}
            value={segment.anaesthetic ?? ''}
            choices={[
              { value: '', words: m.setup_no_product({}, locale) },
              ...anaesthetics.map(({ id, name, minutes }) => ({
                value: id,
                words: `${name[language]}, ${m.setup_minutes_of({ count: minutes }, locale)}`,
              })),
            ]}
          />
        </div>
        <Ticks language={language} segment={segment} at={at} />
        <div className="actions">
          {(['up', 'down', 'remove'] as const).map((act) => (
            <button
              key={act}
              className="button is-quiet is-small"
              type="submit"
              name="do"
              value={`${act}-${at}`}
            >
              {actWords(act, language)}
              <span className="visually-hidden"> {m.setup_segment({ number }, locale)}</span>
            </button>
          ))}
        </div>
      </fieldset>
    </li>
  )
}

function Ticks({ language, segment, at }: Pick<RowProps, 'language' | 'segment' | 'at'>) {
  const locale = { locale: language }
  const ticks = [
    {
      name: `holds-therapist-${at}`,
      on: segment.holds.includes('therapist'),
      words: m.setup_holds_therapist({}, locale),
    },
    { name: `holds-room-${at}`, on: segment.holds.includes('room'), words: m.setup_holds_room({}, locale) },
    {
      name: `holds-device-${at}`,
      on: segment.holds.includes('device'),
      words: m.setup_holds_device({}, locale),
    },
    { name: `present-${at}`, on: segment.clientPresent, words: m.setup_client_there({}, locale) },
  ]
  return (
    <div className="set-up-days">
      {ticks.map(({ name, on, words }) => (
        <label key={name} className="choice is-plain">
          <input type="checkbox" name={name} value="yes" defaultChecked={on} />
          <span>{words}</span>
        </label>
      ))}
    </div>
  )
}

function actWords(act: 'up' | 'down' | 'remove', language: Language): string {
  const locale = { locale: language }
  if (act === 'up') return m.setup_up({}, locale)
  return act === 'down' ? m.setup_down({}, locale) : m.setup_remove({}, locale)
}
