import { check, property, record, string, uniqueArray, constantFrom, subarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AskedQuestion, verdict } from './verdict.ts'

const asked: readonly AskedQuestion[] = [
  { id: 'under-18', leadsTo: 'call' },
  { id: 'active-acne', leadsTo: 'analysis' },
  { id: 'skin-infection', leadsTo: 'call' },
  { id: 'eczema', leadsTo: 'analysis' },
]
const of = (...yes: string[]) => verdict(asked, new Set(yes))

describe('the verdict', () => {
  test('someone with no yes may go on', () => {
    expect(of()).toEqual({ clear: true })
  })

  test('a skin that the therapist should see leads to an analysis', () => {
    expect(of('eczema', 'active-acne')).toEqual({
      clear: false,
      leadsTo: 'analysis',
      because: ['active-acne', 'eczema'],
    })
  })

  test('the strictest wins: one reason to call outweighs any number of reasons to look', () => {
    expect(of('eczema', 'skin-infection', 'active-acne')).toEqual({
      clear: false,
      leadsTo: 'call',
      because: ['active-acne', 'skin-infection', 'eczema'],
    })
  })

  test('a yes to a question that is no longer asked is never clear', () => {
    expect(of('allergy')).toEqual({ clear: false, leadsTo: 'call', because: ['allergy'] })
  })

  test('one more yes never makes it milder', () => {
    const strictness = (yes: readonly string[]) => {
      const told = verdict(asked, new Set(yes))
      if (told.clear) return 0
      return told.leadsTo === 'analysis' ? 1 : 2
    }
    const ids = asked.map((question) => question.id)
    const found = check(
      property(
        subarray(ids),
        constantFrom(...ids),
        (yes, more) => strictness([...yes, more]) >= strictness(yes),
      ),
    )
    expect(found.failed).toBe(false)
  })

  test('every yes is told as a reason, once', () => {
    const questions = uniqueArray(
      record({ id: string({ minLength: 1 }), leadsTo: constantFrom('analysis' as const, 'call' as const) }),
      { selector: (question) => question.id },
    )
    const found = check(
      property(questions, (any) => {
        const told = verdict(any, new Set(any.map((question) => question.id)))
        return told.clear ? any.length === 0 : told.because.length === any.length
      }),
    )
    expect(found.failed).toBe(false)
  })
})
