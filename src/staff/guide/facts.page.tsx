import { listKeptFacts } from '#guide/desk'
import { requestContext } from '#platform/context'
import type { Route } from './+types/facts.page'
import { atWorkFor } from '../may.server.ts'
import { FactsPanel } from './facts.panel.tsx'

export async function loader({ url, context }: Route.LoaderArgs) {
  const { language, clinic } = atWorkFor(context, 'see-guide-review')
  const sought = (url.searchParams.get('q') ?? '').slice(0, 80)
  const facts = await context.get(requestContext).inClinic((trx) => listKeptFacts(trx, sought))
  return {
    language,
    clinic: clinic.name,
    sought,
    facts: facts.map(({ wording, value, unit, ...fact }) => ({
      ...fact,
      wording: wording[language],
      worth: `${value} ${unit}`.trim(),
    })),
  }
}

export default function FactsPage({ loaderData }: Route.ComponentProps) {
  return <FactsPanel {...loaderData} />
}
