import { Outlet } from 'react-router'
import { requestContext } from '#platform/context'
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

export function loader({ context }: Route.LoaderArgs): StaffBarProps & { readonly clinic: string } {
  const { staff, clinic, language } = context.get(staffContext)
  return {
    name: staff.name,
    title: staff.title[language],
    role: staff.role,
    clinic: clinic.name,
    language,
    otherLanguage: clinic.languages.find((one) => one !== language),
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
