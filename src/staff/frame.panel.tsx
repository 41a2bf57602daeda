import type { ReactNode } from 'react'
import type { Language } from '#platform/language'

type Title = { readonly title: string; readonly clinic: string }

/** A staff page's title, and that no search engine keeps it. */
export function PageTitle({ title, clinic }: Title) {
  return (
    <>
      <title>{`${title} · ${clinic}`}</title>
      <meta name="robots" content="noindex" />
    </>
  )
}

/** Around a page that stands alone, without the workspace's bar above it. */
export function Frame({
  language,
  children,
  ...title
}: Title & { readonly language: Language; readonly children: ReactNode }) {
  return (
    <div className="staff" lang={language}>
      <PageTitle {...title} />
      {children}
    </div>
  )
}
