import { data, redirect } from 'react-router'
import { RadioCards } from '#look/choice.panel.tsx'
import { TextField } from '#look/field.panel.tsx'
import { sayPrice } from '#platform/say'
import { m } from '#platform/words'
import { addService } from '#set-up'
import type { Route } from './+types/services.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { SaveButton } from './set-up-fields.panel.tsx'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { change, readPage } from './set-up-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'services')
  const { language } = frame
  return {
    frame,
    services: setUp.services.map(({ id, name, shown, priceMinor }) => ({
      id,
      name: name[language],
      shown,
      price: sayPrice(priceMinor, setUp.clinic.currency, language),
    })),
  }
}

/** A name and a kind make a draft; the rest is written on its own page. */
export async function action({ request, context }: Route.ActionArgs) {
  const { language } = atWorkFor(context, 'set-up-clinic')
  const form = await readForm(request)
  const name = (form['name'] ?? '').trim().slice(0, 80)
  const kind = form['kind'] === 'analysis' ? 'analysis' : 'treatment'
  if (name === '') {
    const problems = { name: m.setup_missing({}, { locale: language }) }
    return data({ values: { name, kind }, problems }, { status: 422 })
  }
  const answer = await change(context, 'services', (trx) =>
    addService(trx, {
      kind,
      name: { sv: name, en: name },
      summary: { sv: '', en: '' },
      visits: 1,
      priceMinor: 0,
      vatPercent: 25,
    }),
  )
  if ('refused' in answer) throw new Error(`A new service was refused: ${answer.refused}`)
  throw redirect(`/staff/clinic/services/${answer.service}`, 303)
}

export default function ServicesPage({ loaderData: { frame, services }, actionData }: Route.ComponentProps) {
  const locale = { locale: frame.language }
  return (
    <SetUpFrame frame={frame} problems={actionData?.problems}>
      <p>{m.setup_services_lead({}, locale)}</p>
      <ul className="set-up-rows">
        {services.map(({ id, name, shown, price }) => (
          <li key={id}>
            <a href={`/staff/clinic/services/${id}`}>{name}</a> <span className="figures">{price}</span>{' '}
            <span className={`tag ${shown ? 'is-done' : 'is-waiting'}`}>
              {shown ? m.setup_shown({}, locale) : m.setup_draft({}, locale)}
            </span>
          </li>
        ))}
      </ul>
      <h2>{m.setup_new_service({}, locale)}</h2>
      <form className="form" method="post" noValidate>
        <TextField
          name="name"
          label={m.setup_service_name({}, locale)}
          value={actionData?.values.name}
          error={actionData?.problems.name}
          maxLength={80}
        />
        <RadioCards
          name="kind"
          label={m.setup_kind({}, locale)}
          value={actionData?.values.kind ?? 'treatment'}
          choices={[
            { value: 'treatment', words: m.setup_kind_treatment({}, locale) },
            { value: 'analysis', words: m.setup_kind_analysis({}, locale) },
          ]}
        />
        <SaveButton language={frame.language} />
      </form>
    </SetUpFrame>
  )
}
