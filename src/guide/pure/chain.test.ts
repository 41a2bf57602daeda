import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { chainAsCsv, type ChainLink } from './chain.ts'

const saved: ChainLink = {
  at: '2027-01-04T07:00:00Z',
  act: 'saved',
  who: undefined,
  hash: 'a1',
  detail: '1',
  fictitious: false,
}
const approved: ChainLink = {
  ...saved,
  act: 'approved',
  who: 'Åsa "Bo", Exempel',
  detail: '=certifierad\nhudterapeut; 2028-01-04',
  fictitious: true,
}

test('a chain as a table reads back as it was, whatever signs stand in it', () => {
  const rows: unknown = parse(chainAsCsv([approved, saved]), { columns: true })
  expect(rows).toEqual([
    {
      at: '2027-01-04T07:00:00Z',
      act: 'approved',
      who: 'Åsa "Bo", Exempel',
      sha256: 'a1',
      detail: "'=certifierad\nhudterapeut; 2028-01-04",
      made_up: 'yes',
    },
    { at: '2027-01-04T07:00:00Z', act: 'saved', who: 'Lyster', sha256: 'a1', detail: '1', made_up: 'no' },
  ])
})
