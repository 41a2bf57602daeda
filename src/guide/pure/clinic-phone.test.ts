import { expect, test } from 'vitest'
import { withPhone, withPhoneLink } from './clinic-phone.ts'

test('the clinic’s number can be dialled and does not break over two lines', () => {
  expect(withPhoneLink('Call {{clinic-phone}}.', '+46 40-12 34')).toBe(
    'Call [+46\u00a040\u201112\u00a034](tel:+46401234).',
  )
})

test('a number is dialled in full and read as it is said', () => {
  expect(withPhoneLink('{{clinic-phone}}', '+46401234', '040-12 34')).toBe(
    '[040\u201112\u00a034](tel:+46401234)',
  )
})

test('in plain words the number stands as the clinic writes it', () => {
  expect(withPhone('Call {{clinic-phone}} or {{clinic-phone}}.', '040-12 34')).toBe(
    'Call 040-12 34 or 040-12 34.',
  )
})
