import { describe, expect, it } from 'vitest'
import { judged, lastLine, tallyOfPlaywright, tallyOfVitest } from '../../scripts/test.ts'

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }
const green = { passed: 3, failed: 0, skipped: 0 }

describe('the last line of npm test', () => {
  it('is the sum of both runners', () => {
    expect(lastLine([green, { passed: 2, failed: 1, skipped: 0 }])).toBe('5 passed, 1 failed')
  })

  it('names what was skipped, if anything was', () => {
    expect(lastLine([green, { passed: 0, failed: 0, skipped: 2 }])).toBe('3 passed, 0 failed, 2 skipped')
  })

  it('counts a test file that could not be read as failed', () => {
    const unread = { status: 'failed', assertionResults: [] }
    expect(tallyOfVitest({ ...report, testResults: [unread] })).toEqual({ passed: 3, failed: 1, skipped: 0 })
  })

  it('does not count a test twice whose file has failed with it', () => {
    const failed = { status: 'failed', assertionResults: [{}] }
    expect(tallyOfVitest({ ...report, numFailedTests: 1, testResults: [failed] }).failed).toBe(1)
  })

  it('counts a journey that passed at the second try, and a fault outside all journeys, as failed', () => {
    const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 }
    expect(tallyOfPlaywright({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 2, skipped: 0 })
  })

  it('is never green when a runner crashed, ran nothing or left no report', () => {
    expect(judged(green, { code: 0, mayBeEmpty: false })).toEqual(green)
    expect(judged(green, { code: 1, mayBeEmpty: false }).failed).toBe(1)
    expect(judged({ ...green, passed: 0 }, { code: 0, mayBeEmpty: false }).failed).toBe(1)
    expect(judged(undefined, { code: 0, mayBeEmpty: true }).failed).toBe(1)
  })

  it('lets one runner be empty when files were chosen by name', () => {
    expect(judged({ ...green, passed: 0 }, { code: 0, mayBeEmpty: true }).failed).toBe(0)
  })
})
