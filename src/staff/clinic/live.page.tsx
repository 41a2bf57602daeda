import { data } from 'react-router'
import { offerCourses } from '#booking'
import { TextField } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import { goLive, setChangeNotice } from '#set-up'
import type { Route } from './+types/live.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { SaveButton } from './set-up-fields.panel.tsx'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { change, readPage, saved } from './set-up-page.server.ts'
import { lackWords } from './set-up-words.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'live')
  const { inClinic, now, keys } = args.context.get(requestContext)
  const shown = setUp.services.filter((service) => service.shown)
  const withoutTimes = await inClinic(async (trx) => {
    const names: string[] = []
    for (const { id, name } of shown) {
      const offers = await offerCourses(trx, { service: id, days: 120, limit: 1, wish: {}, now: now(), keys })
      if ('refused' in offers || offers.courses.length === 0) names.push(name[frame.language])
    }
    return names
  })
  const { live, changeNoticeHours } = setUp.clinic
  return { frame, live, changeNoticeHours, withoutTimes }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { language } = atWorkFor(context, 'set-up-clinic')
  const form = await readForm(request)
  if (form['do'] === 'notice') {
    const hours = Number(form['hours'] || Number.NaN)
    const set = await change(context, 'live', (trx) => setChangeNotice(trx, hours))
    if (!('refused' in set)) throw saved('/staff/clinic/live')
    const problems: Record<string, string> = { hours: m.setup_bad_notice({}, { locale: language }) }
    return data({ notReady: false, problems, hours: form['hours'] ?? '' }, { status: 422 })
  }
  const answer = await change(context, 'live', (trx) => goLive(trx, form['do'] !== 'close'))
  if (!('refused' in answer)) throw saved('/staff/clinic/live')
  const problems: Record<string, string> = {}
  return data({ notReady: true, problems, hours: undefined }, { status: 409 })
}

export default function LivePage({ loaderData, actionData }: Route.ComponentProps) {
  const { frame, live, changeNoticeHours, withoutTimes } = loaderData
  const locale = { locale: frame.language }
  const ready = frame.lacks.length === 0
  return (
    <SetUpFrame frame={frame} problems={actionData?.problems ?? {}}>
      <p className="lead">{live ? m.setup_is_live({}, locale) : m.setup_is_not_live({}, locale)}</p>
      {!ready && (
        <Notice kind={actionData?.notReady ? 'alarm' : 'waiting'} title={m.setup_lacks({}, locale)}>
          <ul>
            {frame.lacks.map((lack) => (
              <li key={lack}>{lackWords(lack, frame.language)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {withoutTimes.map((name) => (
        <Notice key={name} kind="waiting" title={m.setup_no_times({ name }, locale)} />
      ))}
      <p>{m.setup_before_live({}, locale)}</p>
      <form method="post" className="actions">
        <button
          className={live ? 'button is-quiet' : 'button'}
          type="submit"
          name="do"
          value={live ? 'close' : 'open'}
        >
          {live ? m.setup_close_booking({}, locale) : m.setup_open_booking({}, locale)}
        </button>
        <a href={`/${frame.language}`}>{m.setup_see_site({}, locale)}</a>
      </form>
      <h2>{m.setup_notice({}, locale)}</h2>
      <form className="form" method="post" noValidate>
        <input type="hidden" name="do" value="notice" />
        <TextField
          name="hours"
          label={m.setup_notice_hours({}, locale)}
          hint={m.setup_notice_hint({}, locale)}
          value={actionData?.hours ?? String(changeNoticeHours)}
          error={actionData?.problems['hours']}
          inputMode="numeric"
          maxLength={3}
          short
        />
        <SaveButton language={frame.language} />
      </form>
    </SetUpFrame>
  )
}
