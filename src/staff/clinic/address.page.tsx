import { data } from 'react-router'
import { TextField } from '#look/field.panel.tsx'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import { changeClinic } from '#set-up'
import type { Route } from './+types/address.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { readAddress } from './address-form.server.ts'
import { SaveButton } from './set-up-fields.panel.tsx'
import { SetUpFrame } from './set-up-frame.panel.tsx'
import { change, readPage, saved } from './set-up-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'address')
  const { name, street, postcode, city, phone, email } = setUp.clinic
  return { frame, values: { name, street, postcode, city, phone: sayPhone(phone), email } }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { language, clinic } = atWorkFor(context, 'set-up-clinic')
  const form = await readForm(request)
  const read = readAddress(form, { language, country: clinic.country })
  if ('problems' in read) return data(read, { status: 422 })
  await change(context, 'address', (trx) => changeClinic(trx, read.address))
  throw saved('/staff/clinic/address')
}

export default function AddressPage({
  loaderData: { frame, values: kept },
  actionData,
}: Route.ComponentProps) {
  const locale = { locale: frame.language }
  const values = actionData?.values ?? kept
  const problems = actionData?.problems ?? {}
  const field = (name: keyof typeof kept) => ({ name, value: values[name], error: problems[name] })
  return (
    <SetUpFrame frame={frame} problems={problems}>
      <form className="form" method="post" noValidate>
        <TextField {...field('name')} label={m.setup_clinic_name({}, locale)} maxLength={100} />
        <TextField {...field('street')} label={m.setup_street({}, locale)} maxLength={100} />
        <TextField {...field('postcode')} label={m.setup_postcode({}, locale)} maxLength={12} short />
        <TextField {...field('city')} label={m.setup_city({}, locale)} maxLength={60} />
        <TextField
          {...field('phone')}
          kind="tel"
          label={m.setup_phone({}, locale)}
          hint={m.setup_phone_hint({}, locale)}
          maxLength={40}
        />
        <TextField {...field('email')} kind="email" label={m.setup_email({}, locale)} maxLength={254} />
        <SaveButton language={frame.language} />
      </form>
    </SetUpFrame>
  )
}
