import { data } from 'react-router'
import { m } from '#platform/words'
import { setOpeningHours } from '#set-up'
import type { Route } from './+types/hours.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { SaveButton, WeekFields } from './set-up-fields.panel.tsx'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { change, readPage, saved } from './set-up-page.server.ts'
import { readWeek, weekValues } from './week-form.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'hours')
  return { frame, values: weekValues('open', setUp.clinic.openingHours) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { language } = atWorkFor(context, 'set-up-clinic')
  const values = await readForm(request)
  const { hours, problems } = readWeek(values, 'open', language)
  if (Object.keys(problems).length > 0) return data({ values, problems }, { status: 422 })
  await change(context, 'hours', (trx) => setOpeningHours(trx, hours))
  throw saved('/staff/clinic/hours')
}

export default function HoursPage({ loaderData: { frame, values }, actionData }: Route.ComponentProps) {
  const locale = { locale: frame.language }
  const problems = actionData?.problems ?? {}
  return (
    <SetUpFrame frame={frame} problems={problems}>
      <p>{m.setup_hours_lead({}, locale)}</p>
      <form className="form" method="post" noValidate>
        <WeekFields
          language={frame.language}
          prefix="open"
          values={actionData?.values ?? values}
          problems={problems}
        />
        <SaveButton language={frame.language} />
      </form>
    </SetUpFrame>
  )
}
