import { requestContext } from '#platform/context'
import type { Route } from './+types/templates.page'
import { atWorkFor } from '../may.server.ts'
import { madeUpLetters } from './made-up-letters.server.ts'
import { TemplatesPanel } from './templates.panel.tsx'

export function loader({ context }: Route.LoaderArgs) {
  const { clinic, language } = atWorkFor(context, 'see-messages')
  const { now } = context.get(requestContext)
  return { language, clinic: clinic.name, letters: madeUpLetters(clinic, now()) }
}

export default function TemplatesPage({ loaderData }: Route.ComponentProps) {
  return <TemplatesPanel {...loaderData} />
}
