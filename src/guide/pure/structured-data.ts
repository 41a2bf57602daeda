/**
 * What the page tells search engines, in schema.org's words: a medical page for clients, and its questions. The
 * review is told only when the caller says so and the approval holds, because a demonstration's reviewer is made
 * up and must never be told to a machine as real.
 */
import type { BreadcrumbList, FAQPage, MedicalWebPage, WithContext } from 'schema-dts'
import type { ReviewState } from './review-state.ts'
import { plainText } from './sentences.ts'

export type PageForMachines = {
  readonly title: string
  readonly summary: string
  readonly language: string
  /** 'YYYY-MM-DD'. */
  readonly publishedOn: string
  /** The day on which what stands there was approved. */
  readonly approvedOn: string
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
  readonly review: ReviewState
}

export type PagePlace = {
  /** The page's own canonical address. */
  readonly url: string
  readonly clinic: { readonly name: string; readonly url: string }
  /** From the first page down to where this page is listed, each with its full address. */
  readonly above: readonly { readonly name: string; readonly url: string }[]
  /** A picture of the page, where it has one. */
  readonly picture?: string
  readonly includeReview: boolean
}

type ToldToMachines = WithContext<MedicalWebPage> | WithContext<BreadcrumbList> | WithContext<FAQPage>

/** The page, the way to it, and its questions where it has any. */
export function structuredData(page: PageForMachines, place: PagePlace): readonly ToldToMachines[] {
  const told = [medicalPage(page, place), wayTo(page, place)]
  return page.questions.length > 0 ? [...told, questionPage(page, place)] : told
}

function wayTo(page: PageForMachines, place: PagePlace): WithContext<BreadcrumbList> {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [...place.above, { name: page.title, url: place.url }].map(({ name, url }, at) => ({
      '@type': 'ListItem' as const,
      position: at + 1,
      name,
      item: url,
    })),
  }
}

function medicalPage(page: PageForMachines, place: PagePlace): WithContext<MedicalWebPage> {
  return {
    '@context': 'https://schema.org',
    '@type': 'MedicalWebPage',
    '@id': place.url,
    url: place.url,
    name: page.title,
    description: page.summary,
    inLanguage: page.language,
    datePublished: page.publishedOn,
    dateModified: page.approvedOn,
    medicalAudience: { '@type': 'MedicalAudience', audienceType: 'Patient' },
    ...(place.picture && { primaryImageOfPage: { '@type': 'ImageObject' as const, url: place.picture } }),
    publisher: { '@type': 'Organization', name: place.clinic.name, url: place.clinic.url },
    ...(place.includeReview ? reviewOf(page.review) : {}),
  }
}

function reviewOf(review: ReviewState) {
  if (review.state !== 'approved') return {}
  const reviewer = { '@type': 'Person' as const, name: review.by, jobTitle: review.credential }
  return { lastReviewed: review.on, reviewedBy: reviewer }
}

function questionPage(page: PageForMachines, place: PagePlace): WithContext<FAQPage> {
  return {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    '@id': `${place.url}#questions`,
    inLanguage: page.language,
    mainEntity: page.questions.map(({ question, answer }) => ({
      '@type': 'Question' as const,
      name: question,
      acceptedAnswer: { '@type': 'Answer' as const, text: plainText(answer) },
    })),
  }
}
