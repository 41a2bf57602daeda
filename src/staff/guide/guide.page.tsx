import { listTexts } from '#guide/desk'
import { requestContext } from '#platform/context'
import type { Route } from './+types/guide.page'
import { atWorkFor } from '../may.server.ts'
import { GuidePanel } from './guide.panel.tsx'
import { standingFrom, today } from './shown.server.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-guide-review')
  const { inClinic, now } = context.get(requestContext)
  const texts = await inClinic((trx) => listTexts(trx, today(now(), atWork)))
  return {
    language: atWork.language,
    clinic: atWork.clinic.name,
    demonstration: atWork.clinic.demonstration,
    texts: texts.map((standing) => standingFrom({ standing }, atWork)),
  }
}

export default function GuidePage({ loaderData }: Route.ComponentProps) {
  return <GuidePanel {...loaderData} />
}
