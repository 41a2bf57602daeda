import { Outlet } from 'react-router'
import { may } from '#clinic/pure'
import { countWhatNeedsReview } from '#guide'
import { countQuestions } from '#questions/desk'
import { requestContext } from '#platform/context'
import { dayIn } from '#platform/time'
import type { Route } from './+types/staff.page'
import { letIn } from './gate.server.ts'
import { staffLinks } from './head.ts'
import { RefusedPage } from './refused-page.panel.tsx'
import { StaffBar, type StaffBarProps } from './staff-bar.panel.tsx'
import { staffContext } from './staff-context.ts'

export const links: Route.LinksFunction = staffLinks

/** Stands before every loader and every action under /staff, whatever the method, their data twins included. */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, url, context }) => {
    context.set(staffContext, await letIn({ request, url }, context.get(requestContext)))
  },
]

type Loaded = StaffBarProps & { readonly clinic: string }

export async function loader({ context }: Route.LoaderArgs): Promise<Loaded> {
  const { staff, clinic, language } = context.get(staffContext)
  const { inClinic, now } = context.get(requestContext)
  const today = dayIn(clinic.zone, now()).toString()
  const waits = await inClinic(async (trx) => ({
    needsReview: may(staff.role, 'see-guide-review') ? await countWhatNeedsReview(trx, today) : undefined,
    questions: may(staff.role, 'see-questions')
      ? await countQuestions(trx, { staff: staff.id, now: now() })
      : undefined,
  }))
  return {
    name: staff.name,
    title: staff.title[language],
    role: staff.role,
    clinic: clinic.name,
    language,
    otherLanguage: clinic.languages.find((one) => one !== language),
    ...waits,
  }
}

export default function StaffPage({ loaderData }: Route.ComponentProps) {
  return (
    <div className="staff" lang={loaderData.language}>
      <StaffBar {...loaderData} />
      <Outlet />
    </div>
  )
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  return <RefusedPage error={error} bar={loaderData} />
}
