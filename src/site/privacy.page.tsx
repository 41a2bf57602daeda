import { requestContext } from '#platform/context'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import type { Route } from './+types/privacy.page'
import { headAt } from './head.ts'
import { siteContext } from './site-context.ts'

export function loader({ context }: Route.LoaderArgs) {
  return { ...context.get(siteContext), url: context.get(requestContext).config.url }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const locale = { locale: loaderData.language }
  return headAt('/privacy', loaderData, {
    title: `${m.privacy_title({}, locale)} – ${loaderData.clinic.name}`,
    description: m.privacy_lead({}, locale),
  })
}

export default function PrivacyPage({ loaderData: { language, clinic } }: Route.ComponentProps) {
  const locale = { locale: language }
  const reach = { phone: sayPhone(clinic.phone), email: clinic.email }
  return (
    <main id="main" className="article">
      <header className="article-head">
        <h1>{m.privacy_title({}, locale)}</h1>
        <p className="lead">{m.privacy_lead({}, locale)}</p>
      </header>
      <h2>{m.privacy_keep_heading({}, locale)}</h2>
      <p>{m.privacy_keep_text({}, locale)}</p>
      <h2>{m.privacy_question_heading({}, locale)}</h2>
      <p>{m.privacy_question_text({}, locale)}</p>
      <h2>{m.privacy_not_heading({}, locale)}</h2>
      <p>{m.privacy_not_text({}, locale)}</p>
      <h2>{m.privacy_who_heading({}, locale)}</h2>
      <p>{m.privacy_who_text({}, locale)}</p>
      <h2>{m.privacy_ask_heading({}, locale)}</h2>
      <p>{m.privacy_ask_text(reach, locale)}</p>
    </main>
  )
}
