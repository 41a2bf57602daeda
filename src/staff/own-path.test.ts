import { describe, expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

describe('where a person lands after signing in', () => {
  test.each([
    '/staff',
    '/staff/day/2027-01-12',
    '/staff/day/2027-01-12?by=room',
    '/staff/visits/01965a3e-0000-7000-8000-000000000001?cancelled=1',
    '/staff/messages',
  ])('%s is one of our own pages', (path) => {
    expect(ownPath(path)).toBe(path)
  })

  test.each([
    '//evil.example',
    '/staff//evil.example',
    '/staff/..//evil.example',
    '/staff/\\evil.example',
    'https://evil.example/staff',
    '/staff@evil.example',
    '/staff.evil.example',
    '/staff/day\n',
    '/staff/day?next=//evil.example',
    '/en/guide',
    '',
    '/staff/sign-out',
    '/staff/sign-in',
    '/staff/language',
    `/staff/${'a'.repeat(300)}`,
    null,
    undefined,
  ])('%j leads to the day instead', (path) => {
    expect(ownPath(path)).toBe('/staff/day')
  })
})
