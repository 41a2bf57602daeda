import { describe, expect, test } from 'vitest'
import { isOwnText } from './may-approve.ts'

const both = ['alva', 'bo']

describe('whose text it is', () => {
  test('who has written in it may not approve it while somebody else could', () => {
    expect(isOwnText({ approver: 'alva', reviewers: both, writers: ['alva'] })).toBe(true)
    expect(isOwnText({ approver: 'bo', reviewers: both, writers: ['alva'] })).toBe(false)
  })

  test('a text that came with Lyster is nobody’s own', () => {
    expect(isOwnText({ approver: 'alva', reviewers: both, writers: [] })).toBe(false)
  })

  test('where nobody else may review, she may approve her own', () => {
    expect(isOwnText({ approver: 'alva', reviewers: ['alva'], writers: ['alva'] })).toBe(false)
  })

  test('where all have written in it, only the last writer may not', () => {
    expect(isOwnText({ approver: 'bo', reviewers: both, writers: ['alva', 'bo'] })).toBe(true)
    expect(isOwnText({ approver: 'alva', reviewers: both, writers: ['alva', 'bo'] })).toBe(false)
  })

  test('a third who has not written is always the one to ask', () => {
    const reviewers = [...both, 'cim']
    expect(isOwnText({ approver: 'alva', reviewers, writers: ['alva', 'bo'] })).toBe(true)
    expect(isOwnText({ approver: 'cim', reviewers, writers: ['alva', 'bo'] })).toBe(false)
  })

  test('somebody at the desk who wrote last does not keep a reviewer from approving', () => {
    expect(isOwnText({ approver: 'alva', reviewers: both, writers: ['bo', 'alva', 'desk'] })).toBe(true)
    expect(isOwnText({ approver: 'bo', reviewers: both, writers: ['bo', 'alva', 'desk'] })).toBe(false)
  })
})
