import { data } from 'react-router'
import { listServices, readResources } from '#clinic'
import { RadioCards } from '#look/choice.panel.tsx'
import { SelectField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import { ErrorSummary } from '#look/notice.panel.tsx'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/wishes.page'
import { sayServiceHint } from './course-words.ts'
import { headFrom } from './head.ts'
import { Progress } from './progress.panel.tsx'
import { siteContext } from './site-context.ts'
import type { WhenFault } from './when.ts'
import { WhenFields, whenFaultWords } from './when-fields.panel.tsx'
import { readWish, type WishFault, wishValuesFrom } from './wish.ts'

/** The form asks by GET, so a wish is an address that can be kept and changed. A wrong one comes back to it. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { inClinic, now } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const query = new URL(request.url).searchParams
  return inClinic(async (trx) => {
    const services = await listServices(trx)
    const therapists = (await readResources(trx)).filter((one) => one.kind === 'therapist')
    const values = wishValuesFrom(query)
    const chosen = services.some((one) => one.id === values.service)
      ? values.service
      : (services[0]?.id ?? '')
    const read = readWish(values, { services, therapists, today: dayIn(clinic.zone, now()) })
    const faults = query.has('mend') && 'faults' in read ? read.faults : []
    const shown = { clinic, language, services, therapists, faults, values: { ...values, service: chosen } }
    return data(shown, { status: faults.length > 0 ? 422 : 200 })
  })
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { clinic, language } = loaderData
  return headFrom({
    title: `${m.book_title({}, { locale: language })} – ${clinic.name}`,
    description: m.book_description({}, { locale: language }),
    hidden: clinic.demonstration,
  })
}

const faultWords: Record<WishFault, (inputs: object, options: { locale: Language }) => string> = {
  service: m.error_service,
  therapist: m.error_therapist,
  ...whenFaultWords,
}

function isWhenFault(fault: WishFault): fault is WhenFault {
  return fault in whenFaultWords
}

export default function WishesPage({ loaderData }: Route.ComponentProps) {
  const { language, faults, clinic } = loaderData
  const locale = { locale: language }
  if (!clinic.live) return <OpensSoon language={language} />
  const errorOf = (fault: WishFault) => (faults.includes(fault) ? faultWords[fault]({}, locale) : undefined)
  return (
    <main id="main">
      <div className="page">
        <div className="page-head">
          <Progress at="wishes" asks language={language} />
          <h1>{m.book_heading({}, locale)}</h1>
        </div>
        <ErrorSummary
          title={m.errors_title_wish({}, locale)}
          errors={faults.map((fault) => ({ field: fault, words: faultWords[fault]({}, locale) }))}
        />
        <form className="form" method="get" noValidate action={`/${language}/book/times`}>
          {loaderData.values.kept !== '' && (
            <input type="hidden" name="kept" value={loaderData.values.kept} />
          )}
          <Fields loaderData={loaderData} errorOf={errorOf} />
          <div className="actions">
            <button className="button" type="submit">
              {m.show_times({}, locale)}
              <Icon shape="arrow-right" />
            </button>
          </div>
        </form>
      </div>
    </main>
  )
}

/** The clinic is being set up: kindly no, and where to turn meanwhile. */
function OpensSoon({ language }: { readonly language: Language }) {
  const locale = { locale: language }
  return (
    <main id="main">
      <div className="page">
        <div className="page-head">
          <h1>{m.setup_opens_soon({}, locale)}</h1>
          <p className="lead">{m.setup_opens_soon_then({}, locale)}</p>
        </div>
        <div className="actions">
          <a className="button" href={`/${language}/contact`}>
            {m.nav_contact({}, locale)}
          </a>
        </div>
      </div>
    </main>
  )
}

type FieldsProps = {
  readonly loaderData: Route.ComponentProps['loaderData']
  readonly errorOf: (fault: WishFault) => string | undefined
}

function Fields({ loaderData, errorOf }: FieldsProps) {
  const { clinic, language, services, therapists, values, faults } = loaderData
  const locale = { locale: language }
  return (
    <>
      <RadioCards
        name="service"
        label={m.field_service({}, locale)}
        value={values.service}
        error={errorOf('service')}
        choices={services.map((service) => ({
          value: service.id,
          words: service.name[language],
          hint: sayServiceHint(service, clinic.currency, language),
        }))}
      />
      <SelectField
        name="therapist"
        label={m.field_therapist({}, locale)}
        value={values.therapist}
        error={errorOf('therapist')}
        choices={[
          { value: 'any', words: m.any_therapist({}, locale) },
          ...therapists.map(({ id, name }) => ({ value: id, words: name })),
        ]}
      />
      <WhenFields clinic={clinic} language={language} values={values} faults={faults.filter(isWhenFault)} />
    </>
  )
}
