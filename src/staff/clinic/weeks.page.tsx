import { data, redirect } from 'react-router'
import { SelectField, TextField } from '#look/field.panel.tsx'
import { m } from '#platform/words'
import { addTherapist } from '#set-up'
import type { Route } from './+types/weeks.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { SaveButton } from './set-up-fields.panel.tsx'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { change, readPage } from './set-up-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'weeks')
  const therapists = setUp.therapists.map(({ id, name, hours }) => {
    const days = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => hours.some((one) => one.weekday === weekday))
    return { id, name, days: days.length }
  })
  return { frame, therapists, others: setUp.others }
}

/** Somebody new who treats, or somebody who works here and is to be booked as well. */
export async function action({ request, context }: Route.ActionArgs) {
  const { language } = atWorkFor(context, 'set-up-clinic')
  const form = await readForm(request)
  const values = {
    who: form['who'] ?? 'new',
    name: (form['name'] ?? '').trim().slice(0, 80),
    title: (form['title'] ?? '').trim().slice(0, 80),
  }
  const locale = { locale: language }
  const problems = { name: m.setup_missing({}, locale) }
  if (values.who === 'new' && values.name === '') return data({ values, problems }, { status: 422 })
  const title = values.title || m.setup_title_default({}, locale)
  const who =
    values.who === 'new' ? { name: values.name, title: { sv: title, en: title } } : { staff: values.who }
  const answer = await change(context, 'weeks', (trx) => addTherapist(trx, who))
  if ('refused' in answer)
    return data({ values, problems: { who: m.setup_unknown_person({}, locale) } }, { status: 422 })
  throw redirect(`/staff/clinic/weeks/${answer.therapist}?saved=1`, 303)
}

export default function WeeksPage({
  loaderData: { frame, therapists, others },
  actionData,
}: Route.ComponentProps) {
  const locale = { locale: frame.language }
  const problems: Readonly<Record<string, string>> = actionData?.problems ?? {}
  return (
    <SetUpFrame frame={frame} problems={problems}>
      <p>{m.setup_weeks_lead({}, locale)}</p>
      <ul className="set-up-rows">
        {therapists.map(({ id, name, days }) => (
          <li key={id}>
            <a href={`/staff/clinic/weeks/${id}`}>{name}</a>{' '}
            <span className="quiet small">
              {days === 0 ? m.setup_no_hours_yet({}, locale) : m.setup_days_a_week({ days }, locale)}
            </span>
          </li>
        ))}
      </ul>
      <h2>{m.setup_new_therapist({}, locale)}</h2>
      <form className="form" method="post" noValidate>
        {others.length > 0 && (
          <SelectField
            name="who"
            label={m.setup_who({}, locale)}
            value={actionData?.values.who ?? 'new'}
            error={problems['who']}
            choices={[
              { value: 'new', words: m.setup_somebody_new({}, locale) },
              ...others.map((one) => ({ value: one.id, words: one.name })),
            ]}
          />
        )}
        <TextField
          name="name"
          label={m.setup_person_name({}, locale)}
          value={actionData?.values.name}
          error={problems['name']}
          maxLength={80}
        />
        <TextField
          name="title"
          label={m.setup_person_title({}, locale)}
          value={actionData?.values.title ?? m.setup_title_default({}, locale)}
          maxLength={80}
        />
        <SaveButton language={frame.language} />
      </form>
    </SetUpFrame>
  )
}
