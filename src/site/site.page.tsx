import type { ReactNode } from 'react'
import { data, Outlet, redirect, useLocation, useRouteLoaderData } from 'react-router'
import { readClinic } from '#clinic'
import { requestContext } from '#platform/context'
import { isLanguage, type Language } from '#platform/language'
import { m } from '#platform/words'
import { readLook } from '#set-up'
import type { Look } from '#set-up/contract'
import type { Route } from './+types/site.page'
import type { loader as articleLoader } from './article.page.tsx'
import { ErrorPage } from './error-page.panel.tsx'
import { footerFor } from './footer-words.ts'
import { Footer } from './look/footer.panel.tsx'
import { Letterhead } from './look/letterhead.panel.tsx'
import sans from '#look/fonts/instrument-sans.woff2?url'
import serif from '#look/fonts/newsreader.woff2?url'
import siteCss from './look/site.css?url'
import { type Site, siteContext } from './site-context.ts'

export const links: Route.LinksFunction = () => [
  // The faces are asked for with the page, not after its style, so that words seldom change face before one's eyes.
  ...[sans, serif].map((href) => ({
    rel: 'preload' as const,
    href,
    as: 'font' as const,
    type: 'font/woff2',
    crossOrigin: 'anonymous' as const,
  })),
  { rel: 'stylesheet', href: siteCss },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const middleware: Route.MiddlewareFunction[] = [
  async ({ context, params, url }) => {
    const { clinic, look } = await context.get(requestContext).inClinic(async (trx) => ({
      clinic: await readClinic(trx),
      look: await readLook(trx),
    }))
    const { language } = params
    if (!isLanguage(language) || !clinic.languages.includes(language)) throw data(null, { status: 404 })
    // Until the clinic is live, every way to a booking leads to the page that says when.
    if (!clinic.live && url.pathname.startsWith(`/${language}/book/`)) throw redirect(`/${language}/book`)
    context.set(siteContext, { clinic, language, look })
  },
]

export function loader({ context }: Route.LoaderArgs) {
  return context.get(siteContext)
}

export default function SitePage({ loaderData }: Route.ComponentProps) {
  return (
    <Frame {...loaderData}>
      <Outlet />
    </Frame>
  )
}

/** A page that is not here, or that broke, keeps the clinic's name and telephone around it where they are known. */
export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  if (!loaderData) return <ErrorPage error={error} />
  return (
    <Frame {...loaderData}>
      <ErrorPage error={error} framed />
    </Frame>
  )
}

/** The frame of every public page: the clinic's name above, where it is and when below. */
function Frame({ clinic, language, look, children }: Site & { readonly children: ReactNode }) {
  const { pathname, search } = useLocation()
  const article = useRouteLoaderData<typeof articleLoader>('site/article.page')
  const locale = { locale: language }
  const home = `/${language}`
  const other = clinic.languages.find((one) => one !== language)
  // The same page in the other language; an article has an address of its own there.
  const addressIn = (one: Language) => {
    const twin = article?.guide.alternates.find(({ language: spoken }) => spoken === one)
    return twin ? `/${one}/guide/${twin.slug}` : `/${one}${pathname.slice(home.length)}${search}`
  }
  const booking = pathname.startsWith(`${home}/book`) || pathname.startsWith(`${home}/hold`)
  const to = (path: string, words: string) => ({
    href: home + path,
    words,
    here: pathname.startsWith(home + path),
  })
  return (
    <>
      <Theme {...look} />
      <Letterhead
        clinic={clinic.name}
        logo={look.logo && `/logo?v=${look.logo}`}
        home={home}
        skip={m.skip({}, locale)}
        navigation={m.navigation({}, locale)}
        links={[
          to('/guide', m.nav_guide({}, locale)),
          to('/ask', m.questions_ask_nav({}, locale)),
          to('/contact', m.nav_contact({}, locale)),
        ]}
        act={booking ? undefined : { href: `${home}/book`, words: m.nav_book({}, locale) }}
        otherLanguage={
          other && {
            href: addressIn(other),
            words: m.other_language({}, locale),
            lang: other,
          }
        }
      />
      {children}
      <Footer {...footerFor(clinic, language)} />
    </>
  )
}

/** The clinic's colours over those of site.css. A sheet may stand in the body; its address changes with the colours. */
function Theme({ colours }: Look) {
  const { actLight, actDark, warmthLight, warmthDark } = colours
  const version = [actLight, actDark, warmthLight, warmthDark].map((one) => one?.slice(1) ?? '').join('-')
  return version === '---' ? undefined : <link rel="stylesheet" href={`/theme.css?v=${version}`} />
}
