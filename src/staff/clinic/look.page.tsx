import { data } from 'react-router'
import { CheckChips } from '#look/choice.panel.tsx'
import { languages } from '#platform/language'
import { m } from '#platform/words'
import { changeClinic } from '#set-up'
import type { Route } from './+types/look.page'
import { atWorkFor } from '../may.server.ts'
import { SaveButton } from './set-up-fields.panel.tsx'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { change, readPage, saved } from './set-up-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'look')
  return { frame, spoken: setUp.clinic.languages }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { language } = atWorkFor(context, 'set-up-clinic')
  const form = await request.formData().catch(() => new FormData())
  const chosen = languages.filter((one) => form.getAll('languages').includes(one))
  const answer = await change(context, 'look', (trx) => changeClinic(trx, { languages: chosen }))
  if (!('refused' in answer)) throw saved('/staff/clinic/look')
  const problems = { languages: m.setup_no_language({}, { locale: language }) }
  return data({ chosen, problems }, { status: 422 })
}

export default function LookPage({ loaderData: { frame, spoken }, actionData }: Route.ComponentProps) {
  const locale = { locale: frame.language }
  return (
    <SetUpFrame frame={frame} problems={actionData?.problems}>
      <form className="form" method="post" noValidate>
        <CheckChips
          name="languages"
          label={m.setup_languages({}, locale)}
          hint={m.setup_languages_hint({}, locale)}
          values={actionData?.chosen ?? spoken}
          error={actionData?.problems.languages}
          choices={[
            { value: 'sv', words: 'Svenska' },
            { value: 'en', words: 'English' },
          ]}
        />
        <SaveButton language={frame.language} />
      </form>
    </SetUpFrame>
  )
}
