import { Links, Meta, Outlet, useMatches, useRouteError } from 'react-router'
import { isLanguage } from '#platform/language'
import { ErrorPage } from './site/error-page.panel.tsx'

/** Pages carry no script at all: what a page does, its forms do. */
export function Layout({ children }: { readonly children: React.ReactNode }) {
  const language = useMatches()
    .map((match) => languageOf(match.loaderData) ?? match.params['language'])
    .findLast(isLanguage)
  return (
    <html lang={language ?? 'sv'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>{children}</body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />
}

/** A layout that knows its language says so; public pages have it in their address. */
function languageOf(told: unknown): string | undefined {
  const language = typeof told === 'object' && told !== null && 'language' in told ? told.language : undefined
  return typeof language === 'string' ? language : undefined
}
