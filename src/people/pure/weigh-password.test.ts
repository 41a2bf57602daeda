import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passwordFault } from './index.ts'

const who = { name: 'Alva Exempelsson', email: 'alva.ex@klinik.example' }

describe('a password', () => {
  test.each([
    ['elva tecken', 'too-short'],
    ['', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['Password1234', 'too-common'],
    ['aaaaaaaaaaaaaa', 'too-common'],
    ['abcabcabcabcab', 'too-common'],
    ['123456789012', 'too-common'],
    ['qwertyuiopåasd', 'too-common'],
    ['min-alva-är-bäst', 'holds-name'],
    ['jag heter EXEMPELSSON', 'holds-name'],
    ['tre gröna stolar', undefined],
    ['åäö åäö gurka nu', undefined],
  ])('"%s" is %s', (password, fault) => {
    expect(passwordFault(password, who)).toBe(fault)
  })

  test('of one piece of up to four characters, however often, is never taken', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 4 }),
        fc.integer({ min: 12, max: 30 }),
        (piece, times) => {
          expect(passwordFault(piece.repeat(times), who)).toBeDefined()
        },
      ),
    )
  })
})
