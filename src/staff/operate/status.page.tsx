import { requestContext } from '#platform/context'
import type { Route } from './+types/status.page'
import { atWorkFor } from '../may.server.ts'
import { readStatus } from './status.server.ts'
import { StatusPanel } from './status.panel.tsx'

export async function loader({ context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-status')
  return {
    clinic: atWork.clinic.name,
    language: atWork.language,
    status: await readStatus(context.get(requestContext), atWork),
  }
}

export default function StatusPage({ loaderData }: Route.ComponentProps) {
  return <StatusPanel {...loaderData} />
}
