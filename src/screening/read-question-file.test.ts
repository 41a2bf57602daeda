import { describe, expect, test } from 'vitest'
import { answersShape } from './contract.ts'
import { readQuestionFile } from './read-question-file.ts'

const questions = await readQuestionFile()

describe('the questions that come with Lyster', () => {
  test('are the five that a treatment is never booked without', () => {
    expect(questions.map((question) => question.id)).toEqual([
      'under-18',
      'pregnant',
      'active-acne',
      'skin-infection',
      'eczema',
    ])
  })

  test('say in both languages what happens next, in the way that they lead', () => {
    const next = {
      call: { sv: /Ring oss/, en: /[Cc]all us/ },
      analysis: { sv: /hudanalys/, en: /skin analysis/ },
    }
    for (const question of questions) {
      expect(question.advice.sv).toMatch(next[question.leadsTo].sv)
      expect(question.advice.en).toMatch(next[question.leadsTo].en)
    }
  })

  test('can each be answered with one yes, and promise nothing', () => {
    for (const { question, advice } of questions) {
      for (const text of [question.sv, question.en]) expect(text).toMatch(/^[^?]+\?$/)
      expect(Object.values(advice).join(' ')).not.toMatch(/!|\bsafe|garant|guarant|säker/i)
    }
  })

  test('have ids that the form may send back', () => {
    expect(answersShape.parse({ yes: questions.map((question) => question.id) }).yes).toHaveLength(5)
    expect(answersShape.safeParse({ yes: ['<b>'] }).success).toBe(false)
  })
})
