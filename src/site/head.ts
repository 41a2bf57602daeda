import type { MetaDescriptor } from 'react-router'
import type { Language } from '#platform/language'
import type { Site } from './site-context.ts'

export type PageHead = {
  readonly title: string
  readonly description?: string
  /** Pages with the client's own times, and every page of a demonstration, stay out of search. */
  readonly hidden: boolean
  /** Full addresses. The first page of a list stands for itself in its own language. */
  readonly canonical?: string
  readonly alternates?: readonly { readonly language: Language; readonly href: string }[]
}

/** The head of a page that stands under the same path in every language of the clinic: '' is the first page. */
export function headAt(
  path: '' | `/${string}`,
  { clinic, language, url }: Pick<Site, 'clinic' | 'language'> & { readonly url: string },
  said: Pick<PageHead, 'title' | 'description'>,
): MetaDescriptor[] {
  return headFrom({
    ...said,
    hidden: clinic.demonstration,
    canonical: `${url}/${language}${path}`,
    alternates: clinic.languages.map((one) => ({ language: one, href: `${url}/${one}${path}` })),
  })
}

export function headFrom(head: PageHead): MetaDescriptor[] {
  return [
    { title: head.title },
    ...(head.description ? [{ name: 'description', content: head.description }] : []),
    ...(head.hidden ? [{ name: 'robots', content: 'noindex' }] : []),
    ...(head.canonical ? [{ tagName: 'link' as const, rel: 'canonical', href: head.canonical }] : []),
    ...(head.alternates ?? []).map(({ language, href }) => ({
      tagName: 'link' as const,
      rel: 'alternate',
      hrefLang: language,
      href,
    })),
  ]
}
