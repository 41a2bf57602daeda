import { data } from 'react-router'
import { TextField } from '#look/field.panel.tsx'
import { canSend, getQuietHours } from '#messages'
import { getAnswerDays } from '#questions'
import { setAnswerDays } from '#questions/desk'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { setQuietHours } from '#set-up'
import { clockFromWords } from '#set-up/pure'
import type { Route } from './+types/messages.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { SaveButton } from './set-up-fields.panel.tsx'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { change, readPage, saved } from './set-up-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame } = await readPage(args, 'messages')
  const { inClinic, config } = args.context.get(requestContext)
  const { from, until } = await inClinic(getQuietHours)
  const days = await inClinic(getAnswerDays)
  const kept: Record<string, string> = {
    from: from.slice(0, 5),
    until: until.slice(0, 5),
    days: String(days),
  }
  return { frame, kept, can: canSend(config) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { language } = atWorkFor(context, 'set-up-clinic')
  const values = await readForm(request)
  if ('days' in values) return promise(context, values)
  const [from, until] = [clockFromWords(values['from'] ?? ''), clockFromWords(values['until'] ?? '')]
  if (from && until) {
    await change(context, 'messages', (trx) => setQuietHours(trx, { from, until }))
    throw saved('/staff/clinic/messages')
  }
  const fault = m.setup_bad_clock({}, { locale: language })
  const problems: Record<string, string> = { ...(!from && { from: fault }), ...(!until && { until: fault }) }
  return data({ values, problems }, { status: 422 })
}

/** Its own form on the page, since it holds for another thing. */
async function promise(context: Route.ActionArgs['context'], values: Readonly<Record<string, string>>) {
  const { language } = atWorkFor(context, 'set-up-clinic')
  const days = Number(values['days'])
  const set = await change(context, 'messages', (trx) => setAnswerDays(trx, { days }))
  if (!('refused' in set)) throw saved('/staff/clinic/messages')
  const problems: Record<string, string> = { days: m.questions_inbox_promise_fault({}, { locale: language }) }
  return data({ values, problems }, { status: 422 })
}

export default function MessagesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { frame, kept, can } = loaderData
  const locale = { locale: frame.language }
  const values = { ...kept, ...actionData?.values }
  const problems = actionData?.problems ?? ({} as Record<string, string>)
  return (
    <SetUpFrame frame={frame} problems={problems}>
      <p>{m.setup_messages_lead({}, locale)}</p>
      <h2>{m.setup_senders({}, locale)}</h2>
      <ul>
        <li>
          {m.setup_sender_email({}, locale)} <Sender set={can.email} language={frame.language} />
          {!can.email && <p className="quiet small">{m.setup_sender_email_how({}, locale)}</p>}
        </li>
        <li>
          {m.setup_sender_sms({}, locale)} <Sender set={can.sms} language={frame.language} />
          {!can.sms && <p className="quiet small">{m.setup_sender_sms_how({}, locale)}</p>}
        </li>
      </ul>
      <p>
        <a href="/staff/messages/templates">{m.setup_see_templates({}, locale)}</a>
      </p>
      <h2>{m.setup_quiet_hours({}, locale)}</h2>
      <p>{m.setup_quiet_hours_hint({}, locale)}</p>
      <form className="form" method="post" noValidate>
        {(['from', 'until'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            label={name === 'from' ? m.setup_quiet_from({}, locale) : m.setup_quiet_until({}, locale)}
            value={values[name] ?? ''}
            error={problems[name]}
            maxLength={5}
            short
          />
        ))}
        <SaveButton language={frame.language} />
      </form>
      <h2>{m.questions_inbox_promise({}, locale)}</h2>
      <form className="form" method="post" noValidate>
        <TextField
          name="days"
          label={m.questions_inbox_promise_days({}, locale)}
          hint={m.questions_inbox_promise_hint({}, locale)}
          value={values['days'] ?? ''}
          error={problems['days']}
          inputMode="numeric"
          maxLength={2}
          short
        />
        <SaveButton language={frame.language} />
      </form>
    </SetUpFrame>
  )
}

function Sender({ set, language }: { readonly set: boolean; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <span className={`tag ${set ? 'is-done' : 'is-waiting'}`}>
      {set ? m.setup_sender_set({}, locale) : m.setup_sender_not_set({}, locale)}
    </span>
  )
}
