import { data } from 'react-router'
import { CheckChips } from '#look/choice.panel.tsx'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import { readLook } from '#set-up'
import type { Route } from './+types/look.page'
import { atWorkFor } from '../may.server.ts'
import { readLookForm } from './look-form.server.ts'
import { ColoursForm, LogoForm } from './look.panel.tsx'
import { SaveButton } from './set-up-fields.panel.tsx'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { change, readPage, saved } from './set-up-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'look')
  const { colours, logo } = await args.context.get(requestContext).inClinic(readLook)
  const values: Record<string, string> = { ...colours }
  return { frame, spoken: setUp.clinic.languages, values, logo }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { language } = atWorkFor(context, 'set-up-clinic')
  if (request.method !== 'POST') throw data(null, { status: 405 })
  const { values, chosen, problems: unreadable, keep } = await readLookForm(request, language)
  const sent = { values, chosen }
  if (Object.keys(unreadable).length > 0) return data({ ...sent, problems: unreadable }, { status: 422 })
  const answer = await change(context, 'look', keep)
  if (!('refused' in answer)) throw saved('/staff/clinic/look')
  return data({ ...sent, problems: answer.refused }, { status: 422 })
}

export default function LookPage({ loaderData, actionData }: Route.ComponentProps) {
  const { frame, spoken, values, logo } = loaderData
  const locale = { locale: frame.language }
  const problems = actionData?.problems ?? {}
  return (
    <SetUpFrame frame={frame} problems={problems}>
      <form className="form" method="post" noValidate>
        <CheckChips
          name="languages"
          label={m.setup_languages({}, locale)}
          hint={m.setup_languages_hint({}, locale)}
          values={actionData?.chosen ?? spoken}
          error={problems['languages']}
          choices={[
            { value: 'sv', words: 'Svenska' },
            { value: 'en', words: 'English' },
          ]}
        />
        <SaveButton language={frame.language} />
      </form>
      <ColoursForm
        language={frame.language}
        values={{ ...values, ...actionData?.values }}
        problems={problems}
      />
      <LogoForm language={frame.language} clinic={frame.clinic} logo={logo} error={problems['logo']} />
    </SetUpFrame>
  )
}
