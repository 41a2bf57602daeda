import { Links, Meta, Outlet, useMatches, useRouteError } from 'react-router'
import { isLanguage } from '#platform/language'
import { ErrorPage } from './site/error-page.panel.tsx'

/** Pages carry no script at all: what a page does, its forms do. */
export function Layout({ children }: { readonly children: React.ReactNode }) {
  const language = useMatches()
    .map((match) => match.params['language'])
    .find(isLanguage)
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
