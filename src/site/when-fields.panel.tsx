import type { Clinic } from '#clinic/contract'
import { CheckChips } from '#look/choice.panel.tsx'
import { SelectField, TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { sayWeekday } from '#platform/say'
import { m } from '#platform/words'
import { type DayPart, dayParts, type WhenFault, type WhenValues } from './when.ts'

type WhenFieldsProps = {
  readonly clinic: Pick<Clinic, 'openingHours'>
  readonly language: Language
  readonly values: WhenValues
  readonly faults: readonly WhenFault[]
}

/** Which weekdays, what time of day, and from which day: the same three fields wherever a time is wished for. */
export function WhenFields({ clinic, language, values, faults }: WhenFieldsProps) {
  const locale = { locale: language }
  const errorOf = (fault: WhenFault) =>
    faults.includes(fault) ? whenFaultWords[fault]({}, locale) : undefined
  return (
    <>
      <CheckChips
        name="weekday"
        label={m.field_weekdays({}, locale)}
        hint={m.field_weekdays_hint({}, locale)}
        values={values.weekdays}
        choices={[...new Set(clinic.openingHours.map(({ weekday }) => weekday))].map((weekday) => ({
          value: String(weekday),
          words: sayWeekday(weekday, language),
        }))}
      />
      <SelectField
        name="part"
        label={m.field_part({}, locale)}
        value={values.part}
        error={errorOf('part')}
        choices={dayParts.map((part) => ({ value: part, words: partWords[part]({}, locale) }))}
      />
      <TextField
        name="from"
        kind="date"
        short
        label={m.field_from({}, locale)}
        hint={m.field_from_hint({}, locale)}
        optional={m.optional({}, locale)}
        value={values.from}
        error={errorOf('from')}
      />
    </>
  )
}

type Words = (inputs: object, options: { locale: Language }) => string

export const whenFaultWords: Record<WhenFault, Words> = {
  weekday: m.field_weekdays_hint,
  part: m.field_part,
  from: m.error_date,
}

const partWords: Record<DayPart, Words> = {
  any: m.part_any,
  morning: m.part_morning,
  afternoon: m.part_afternoon,
  evening: m.part_evening,
}
