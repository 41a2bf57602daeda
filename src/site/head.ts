import type { MetaDescriptor } from 'react-router'
import type { Language } from '#platform/language'

export type PageHead = {
  readonly title: string
  readonly description?: string
  /** Pages with the client's own times, and every page of a demonstration, stay out of search. */
  readonly hidden: boolean
  /** Full addresses. The first page of a list stands for itself in its own language. */
  readonly canonical?: string
  readonly alternates?: readonly { readonly language: Language; readonly href: string }[]
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
