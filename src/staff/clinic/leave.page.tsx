import { data, redirect } from 'react-router'
import { z } from 'zod'
import { TextField } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import { requestContext } from '#platform/context'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import { passwordFault } from '#people/pure'
import { leaveDemonstration } from '#set-up'
import type { Route } from './+types/leave.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { readPage } from './set-up-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'leave')
  if (!setUp.clinic.demonstration) throw redirect('/staff/clinic', 303)
  return { frame }
}

const wish = z.object({
  clinic: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(80),
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  password: z.string().min(12).max(128),
})

/** Signs the new owner in at once; the demonstration's people have no place here any more. */
export async function action({ request, context }: Route.ActionArgs) {
  const { language, clinic } = atWorkFor(context, 'set-up-clinic')
  const { auth, inClinic, now } = context.get(requestContext)
  const form = await readForm(request)
  const read = wish.safeParse(form)
  const values = { clinic: form['clinic'], name: form['name'], email: form['email'] }
  if (!read.success) {
    const fields = new Set(read.error.issues.map(({ path }) => String(path[0])))
    return data({ values, problems: problemsOf(fields, language) }, { status: 422 })
  }
  if (!clinic.demonstration) throw data({ refused: 'no-demonstration' }, { status: 409 })
  const { name, email, password } = read.data
  const weak = passwordFault(password, { name, email }) !== undefined
  const person = weak ? undefined : await auth.join({ name, email, password })
  if (!person || 'refused' in person) {
    const locale = { locale: language }
    const words = weak ? m.setup_bad_password({}, locale) : m.setup_email_is_somebodys({}, locale)
    return data({ values, problems: { [weak ? 'password' : 'email']: words } }, { status: 422 })
  }
  const { user } = person
  const answer = await inClinic((trx) =>
    leaveDemonstration(trx, {
      name: read.data.clinic,
      owner: { name, email, user, title: { sv: 'Ägare', en: 'Owner' } },
      today: dayIn(clinic.zone, now()).toString(),
    }),
  )
  if ('refused' in answer) throw data(answer, { status: 409 })
  const signedIn = await auth.signIn({ email, password }, request.headers)
  const headers = new Headers()
  if ('cookies' in signedIn) for (const cookie of signedIn.cookies) headers.append('set-cookie', cookie)
  throw redirect('/staff/clinic', { status: 303, headers })
}

function problemsOf(fields: ReadonlySet<string>, language: 'sv' | 'en'): Readonly<Record<string, string>> {
  const locale = { locale: language }
  const words = {
    clinic: m.setup_missing({}, locale),
    name: m.setup_missing({}, locale),
    email: m.setup_bad_email({}, locale),
    password: m.setup_bad_password({}, locale),
  }
  return Object.fromEntries(Object.entries(words).filter(([field]) => fields.has(field)))
}

export default function LeavePage({ loaderData: { frame }, actionData }: Route.ComponentProps) {
  const locale = { locale: frame.language }
  const problems = actionData?.problems ?? {}
  const values: Readonly<Record<string, string | undefined>> = actionData?.values ?? {}
  const field = (name: string) => ({ name, value: values[name], error: problems[name] })
  return (
    <SetUpFrame frame={frame} problems={problems}>
      <p className="lead">{m.setup_leave_lead({}, locale)}</p>
      <Notice kind="info" title={m.setup_leave_then({}, locale)}>
        <p>{m.setup_leave_drafts({}, locale)}</p>
      </Notice>
      <form className="form" method="post" noValidate>
        <TextField {...field('clinic')} label={m.setup_clinic_name({}, locale)} maxLength={100} />
        <TextField
          {...field('name')}
          label={m.setup_own_name({}, locale)}
          autoComplete="name"
          maxLength={80}
        />
        <TextField
          {...field('email')}
          kind="email"
          label={m.setup_own_email({}, locale)}
          autoComplete="username"
          maxLength={254}
        />
        <TextField
          name="password"
          kind="password"
          label={m.setup_own_password({}, locale)}
          hint={m.setup_password_hint({}, locale)}
          error={problems['password']}
          autoComplete="new-password"
          maxLength={128}
        />
        <div className="actions">
          <button className="button" type="submit">
            {m.setup_leave({}, locale)}
          </button>
        </div>
      </form>
    </SetUpFrame>
  )
}
