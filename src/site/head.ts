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
  /** How it looks where somebody sends a link to it (Open Graph); an article has a picture. */
  readonly shown?: {
    readonly clinic: string
    readonly title: string
    readonly language: Language
    readonly picture?: string
  }
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
    shown: { clinic: clinic.name, title: said.title, language },
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
    ...shownAs(head),
  ]
}

const locales: Readonly<Record<Language, string>> = { sv: 'sv_SE', en: 'en_GB' }

function shownAs({ shown, canonical, description }: PageHead): MetaDescriptor[] {
  if (!shown || !canonical) return []
  const { clinic, title, language, picture } = shown
  const told = {
    'og:type': picture ? 'article' : 'website',
    'og:title': title,
    'og:description': description ?? '',
    'og:url': canonical,
    'og:site_name': clinic,
    'og:locale': locales[language],
    ...(picture && { 'og:image': picture, 'og:image:width': '1200', 'og:image:height': '630' }),
  }
  const properties = Object.entries(told).map(([property, content]) => ({ property, content }))
  return picture ? [...properties, { name: 'twitter:card', content: 'summary_large_image' }] : properties
}
