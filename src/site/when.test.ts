import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { readWhen, whenValuesFrom, writeWhen } from './when.ts'

const today = Temporal.PlainDate.from('2027-01-04')
const read = (query: string) => readWhen(whenValuesFrom(new URLSearchParams(query)), today)

test('nothing wished for is any day at any time', () => {
  expect(read('')).toEqual({ when: {} })
})

test('weekdays, the part of the day and the first day are read, and written again as they were', () => {
  const query = 'weekday=1&weekday=4&part=afternoon&from=2027-02-01'
  expect(read(query)).toEqual({
    when: {
      weekdays: [1, 4],
      fromMinuteOfDay: 12 * 60,
      untilMinuteOfDay: 16 * 60,
      from: Temporal.PlainDate.from('2027-02-01'),
    },
  })
  const values = whenValuesFrom(new URLSearchParams(query))
  expect(writeWhen(new URLSearchParams(), values).toString()).toBe(query)
})

test.each([
  ['part=night', ['part']],
  ['weekday=8', ['weekday']],
  ['weekday=x&part=night', ['part', 'weekday']],
  ['from=2027-02-30', ['from']],
  ['from=2027-01-03', ['from']],
  ['from=2029-01-05', ['from']],
  ['from=soon', ['from']],
])('%s cannot be used', (query, faults) => {
  expect(read(query)).toEqual({ faults })
})
