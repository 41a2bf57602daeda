import { describe, expect, test } from 'vitest'
import type { ReviewState } from './review-state.ts'
import { type PageForMachines, structuredData } from './structured-data.ts'

const review: ReviewState = {
  state: 'approved',
  by: 'Test Person',
  credential: 'certified skin therapist',
  on: '2026-11-01',
  next: '2027-05-01',
  fictitious: true,
}
const page: PageForMachines = {
  title: 'How it works',
  summary: 'What happens.',
  language: 'en',
  publishedOn: '2026-11-01',
  approvedOn: '2027-01-04',
  questions: [{ question: 'Does it hurt?', answer: '**A little.**[^pain] Call [112](tel:112).' }],
  review,
}
const place = {
  url: 'https://x.test/en/guide',
  clinic: { name: 'X', url: 'https://x.test' },
  above: [{ name: 'X', url: 'https://x.test/en' }],
  includeReview: true,
}

describe('what the page tells machines', () => {
  test('the page, the clinic behind it and the questions in plain words', () => {
    const [medical, way, questions] = structuredData(page, place)
    expect(medical).toMatchObject({
      '@type': 'MedicalWebPage',
      name: 'How it works',
      datePublished: '2026-11-01',
      dateModified: '2027-01-04',
      publisher: { name: 'X' },
    })
    expect(way).toMatchObject({
      '@type': 'BreadcrumbList',
      itemListElement: [
        { position: 1, name: 'X', item: 'https://x.test/en' },
        { position: 2, name: 'How it works', item: 'https://x.test/en/guide' },
      ],
    })
    expect(questions).toMatchObject({
      '@type': 'FAQPage',
      mainEntity: [{ name: 'Does it hurt?', acceptedAnswer: { text: 'A little. Call 112.' } }],
    })
  })

  test('a page without questions is not told as one that answers them', () => {
    expect(structuredData({ ...page, questions: [] }, place)).toHaveLength(2)
  })

  test('the reviewer and the day are told when the caller says so', () => {
    expect(structuredData(page, place)[0]).toMatchObject({
      lastReviewed: '2026-11-01',
      reviewedBy: { name: 'Test Person', jobTitle: 'certified skin therapist' },
    })
  })

  test('a made-up review is left out unless told', () => {
    expect(JSON.stringify(structuredData(page, { ...place, includeReview: false }))).not.toMatch(
      /[rR]eviewed/,
    )
  })

  test.each([{ state: 'not-reviewed' as const }, { ...review, state: 'overdue' as const }])(
    'a review that does not hold is never told: $state',
    (state) => {
      expect(JSON.stringify(structuredData({ ...page, review: state }, place))).not.toMatch(/[rR]eviewed/)
    },
  )
})
