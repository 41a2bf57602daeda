import { listFaq } from '#questions/desk'
import { requestContext } from '#platform/context'
import type { Route } from './+types/entries.page'
import { atWorkFor } from '../may.server.ts'
import { EntriesPanel } from './entries.panel.tsx'
import { entryFrom } from './entry-words.server.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-guide-review')
  const { inClinic } = context.get(requestContext)
  const entries = await inClinic(listFaq)
  return {
    language: atWork.language,
    clinic: atWork.clinic.name,
    entries: entries.map((entry) => entryFrom(entry, atWork)),
  }
}

export default function EntriesPage({ loaderData }: Route.ComponentProps) {
  return <EntriesPanel {...loaderData} />
}
