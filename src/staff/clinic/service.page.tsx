import { data } from 'react-router'
import { z } from 'zod'
import { requestContext } from '#platform/context'
import { sayPrice } from '#platform/say'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import { addAnaesthetic, changeService, readSetUp, setSegments, showService } from '#set-up'
import { splitVat } from '#set-up/pure'
import type { Route } from './+types/service.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { previewProtocol } from './protocol-preview.server.ts'
import { afterButton, asKept, segmentProblems, segmentsFromForm } from './segment-form.server.ts'
import { readService, serviceValues } from './service-form.server.ts'
import { serviceRefusals } from './service-refusals.ts'
import { ServicePanel } from './service.panel.tsx'
import { change, readPage, saved } from './set-up-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const id = serviceIn(args.params)
  const { frame, setUp } = await readPage(args, 'services')
  const service = setUp.services.find((one) => one.id === id)
  if (!service) throw data(null, { status: 404 })
  const { anaesthetics, clinic } = setUp
  const { inClinic, now } = args.context.get(requestContext)
  const { segments, shown, priceMinor, vatPercent } = service
  const preview = await inClinic((trx) =>
    previewProtocol(trx, { saved: segments, draft: segments, anaesthetics, now: now() }),
  )
  const { netMinor, vatMinor } = splitVat(priceMinor, vatPercent)
  const say = (minor: number) => sayPrice(minor, clinic.currency, frame.language)
  return {
    frame: { ...frame, lacks: [] },
    values: serviceValues(service),
    segments,
    shown,
    anaesthetics,
    preview,
    price: m.setup_price_split({ net: say(netMinor), vat: say(vatMinor) }, { locale: frame.language }),
  }
}

type Form = Readonly<Record<string, string>>
type Problem = Readonly<Record<string, string>>

export async function action({ request, params, context }: Route.ActionArgs) {
  const id = serviceIn(params)
  const { language, clinic } = atWorkFor(context, 'set-up-clinic')
  const { inClinic, now } = context.get(requestContext)
  const form = await readForm(request)
  const refuse = (part: 'fields' | 'segments' | 'product', problems: Problem) =>
    data({ part, form, problems, ...noDraft }, { status: 422 })
  const done = (answer: object) => {
    if (!('refused' in answer)) throw saved(`/staff/clinic/services/${id}`)
    if (answer.refused === 'unknown-service') throw data(null, { status: 404 })
    return serviceRefusals(String(answer.refused), language)
  }
  switch (form['part']) {
    case 'fields': {
      const read = readService(form, language)
      if ('problems' in read) return refuse('fields', read.problems)
      return refuse(
        'fields',
        done(await change(context, 'services', (trx) => changeService(trx, id, read.fields))),
      )
    }
    case 'show':
      return refuse(
        'segments',
        done(await change(context, 'services', (trx) => showService(trx, id, form['do'] === 'show'))),
      )
    case 'product': {
      const product = readProduct(form)
      if (!product) return refuse('product', { product: m.setup_missing({}, { locale: language }) })
      const today = dayIn(clinic.zone, now()).toString()
      await change(context, 'services', (trx) => addAnaesthetic(trx, product, today))
      throw saved(`/staff/clinic/services/${id}`)
    }
    default:
  }
  const segments = afterButton(segmentsFromForm(form), form['do'] ?? '')
  const saves = form['do'] === 'save'
  const faults = saves ? segmentProblems(segments, language) : {}
  const problems =
    saves && Object.keys(faults).length === 0
      ? done(await change(context, 'services', (trx) => setSegments(trx, id, asKept(segments))))
      : faults
  const preview = await inClinic(async (trx) => {
    const { services, anaesthetics } = await readSetUp(trx)
    const kept = services.find((one) => one.id === id)?.segments ?? []
    return previewProtocol(trx, { saved: kept, draft: segments, anaesthetics, now: now() })
  })
  return data({ part: 'segments' as const, form, problems, segments, preview }, { status: saves ? 422 : 200 })
}

const noDraft = { segments: undefined, preview: undefined }

function readProduct(form: Form) {
  const [name, source] = [form['product'] ?? '', form['source'] ?? ''].map((one) => one.trim().slice(0, 200))
  const minutes = Number(form['product-minutes'])
  if (!name || !source || !Number.isInteger(minutes) || minutes < 1 || minutes > 240) return undefined
  return { name: { sv: name, en: name }, minutes, source }
}

function serviceIn({ service }: { readonly service: string }): string {
  const id = z.uuid().safeParse(service)
  if (!id.success) throw data(null, { status: 404 })
  return id.data
}

export default function ServicePage({ loaderData, actionData }: Route.ComponentProps) {
  return <ServicePanel {...loaderData} sent={actionData} />
}
