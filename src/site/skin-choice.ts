import { type Choice, moments, type Zone, zones } from '#guide/pure'

export const lengths = [0.25, 0.5, 0.75, 1, 1.25, 1.5] as const
export const sessionCounts = [1, 2, 3, 4, 5] as const

/** What is chosen on the model's page, from its address or its form; anything else is what one comes with. */
export type SkinChoice = Omit<Choice, 'days'> & { readonly moment: number }

const passes = 3

export function skinChoiceFrom(asked: {
  readonly get: (name: string) => FormDataEntryValue | null
}): SkinChoice {
  const number = (name: string) => Number(asked.get(name) ?? Number.NaN)
  const moment = asked.get('moment') === null ? Number.NaN : number('moment')
  return {
    zone: zoneFrom(asked.get('zone')) ?? 'forehead',
    lengthMm: lengths.find((length) => length === number('length')) ?? 1,
    sessions: sessionCounts.find((count) => count === number('sessions')) ?? 3,
    moment: Number.isInteger(moment) && moment >= 0 && moment < moments.length ? moment : 0,
    passes,
  }
}

function zoneFrom(text: FormDataEntryValue | null): Zone | undefined {
  return zones.find((zone) => zone === text)
}
