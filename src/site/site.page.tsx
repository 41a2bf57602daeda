import { data, Outlet, useLocation } from 'react-router'
import { readClinic } from '#clinic'
import { requestContext } from '#platform/context'
import { isLanguage } from '#platform/language'
import { m } from '#platform/words'
import type { Route } from './+types/site.page'
import { footerFor } from './footer-words.ts'
import { Footer } from './look/footer.panel.tsx'
import { Letterhead } from './look/letterhead.panel.tsx'
import siteCss from './look/site.css?url'
import { siteContext } from './site-context.ts'

export const links: Route.LinksFunction = () => [
  { rel: 'stylesheet', href: siteCss },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export const middleware: Route.MiddlewareFunction[] = [
  async ({ context, params }) => {
    const clinic = await context.get(requestContext).inClinic(readClinic)
    const { language } = params
    if (!isLanguage(language) || !clinic.languages.includes(language)) throw data(null, { status: 404 })
    context.set(siteContext, { clinic, language })
  },
]

export function loader({ context }: Route.LoaderArgs) {
  return context.get(siteContext)
}

/** The frame of every public page: the clinic's name above, where it is and when below. */
export default function SitePage({ loaderData: { clinic, language } }: Route.ComponentProps) {
  const { pathname } = useLocation()
  const locale = { locale: language }
  const home = `/${language}`
  const other = clinic.languages.find((one) => one !== language)
  const booking = pathname.startsWith(`${home}/book`) || pathname.startsWith(`${home}/hold`)
  const to = (path: string, words: string) => ({
    href: home + path,
    words,
    here: pathname.startsWith(home + path),
  })
  return (
    <>
      <Letterhead
        clinic={clinic.name}
        home={home}
        skip={m.skip({}, locale)}
        navigation={m.navigation({}, locale)}
        links={[to('/guide', m.nav_guide({}, locale)), to('/contact', m.nav_contact({}, locale))]}
        act={booking ? undefined : { href: `${home}/book`, words: m.nav_book({}, locale) }}
        otherLanguage={
          other && {
            href: inOther(pathname, language, other),
            words: m.other_language({}, locale),
            lang: other,
          }
        }
      />
      <Outlet />
      <Footer {...footerFor(clinic, language)} />
    </>
  )
}

/** The same page in the other language; an article has another address there, so its list stands in for it. */
function inOther(pathname: string, language: string, other: string): string {
  const rest = pathname.slice(language.length + 1)
  return `/${other}${rest.startsWith('/guide/') ? '/guide' : rest}`
}
