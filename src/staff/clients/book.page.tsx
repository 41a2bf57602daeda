import { data, redirect } from 'react-router'
import type { OfferedCourse } from '#booking'
import { bookForClient } from '#booking/desk'
import { restDaysBetween } from '#booking/pure'
import { readClient } from '#clients'
import { requestContext } from '#platform/context'
import { listQuestions } from '#screening'
import { type Saying, sayDayAndTime, sayShortDay, sayTime } from '#platform/say'
import { m } from '#platform/words'
import type { Route } from './+types/book.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { idFrom } from './asked-client.server.ts'
import { BookPanel, type BookProps, type DrawnOffer, type SentBooking } from './book.panel.tsx'
import { missesAt, readOffers, wishFrom } from './book-wish.server.ts'
import { findCards } from './find-cards.server.ts'
import { clientValuesFrom, readClientForm } from './client-form.server.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const { clinic, staff, language } = atWorkFor(context, 'book-for-client')
  const { inClinic, now, keys } = context.get(requestContext)
  const client = params.client === undefined ? undefined : idFrom(params.client)
  const wish = wishFrom(url.searchParams)
  const saying = { zone: clinic.zone, language }
  const read = await inClinic(async (trx) => {
    const card = client === undefined ? undefined : await readClient(trx, { client, notes: false })
    if (card && 'refused' in card) return card
    const offers = await readOffers(trx, { wish, clinic, keys, now: now() })
    const questions = offers.service?.kind === 'treatment' ? await listQuestions(trx) : []
    const cards =
      client === undefined
        ? await findCards(trx, { query: url.searchParams, by: `staff:${staff.id}`, at: now() })
        : undefined
    return { ...offers, questions, name: card?.client.name, cards }
  })
  if ('refused' in read) {
    if (read.refused === 'merged-away') throw redirect(`/staff/clients/book/${read.into}${url.search}`, 303)
    throw data(null, { status: 404 })
  }
  const shown: Omit<BookProps, 'sent'> = {
    language,
    clinic: clinic.name,
    path: client === undefined ? '/staff/clients/book' : `/staff/clients/book/${client}`,
    query: url.search,
    name: read.name,
    wish,
    services: read.services.map(({ id, name }) => ({ value: id, words: name[language] })),
    therapists: read.therapists.map(({ id, name }) => ({ value: id, words: name })),
    questions: read.questions.map(({ id, question }) => ({ id, words: question[language] })),
    offers: read.offers?.map((offer, at) => drawnOfferFrom(offer, at + 1, saying)),
    missesAt: missesAt(read.offers, wish, { clinic, now: now() }),
    cards: read.cards,
  }
  return shown
}

/** One press books: held and confirmed at once, for the card or for somebody new. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { staff } = atWorkFor(context, 'book-for-client')
  const { inClinic, now, keys } = context.get(requestContext)
  const form = await readForm(request)
  const values = clientValuesFrom(form)
  const whom =
    params.client === undefined ? readClientForm(values) : { client: { existing: idFrom(params.client) } }
  const faults = 'faults' in whom ? whom.faults : []
  const unasked = form['asks'] === 'yes' && form['asked'] !== 'yes'
  const back = (more: Partial<SentBooking>, status: number) =>
    data({ values, faults, unasked, refused: undefined, visit: undefined, ...more }, { status })
  if ('faults' in whom || unasked) return back({}, 422)
  const { client } = whom
  const course = (form['course'] ?? '').slice(0, 8000)
  const by = `staff:${staff.id}` as const
  const answer = await inClinic((trx) => bookForClient(trx, { course, client, by, keys, now: now() }))
  if (!('refused' in answer)) throw redirect(`/staff/clients/${answer.client}?done=booked`, 303)
  switch (answer.refused) {
    case 'unknown-client':
      throw data(null, { status: 404 })
    case 'unknown-course':
      return back({ refused: 'unknown-course' }, 422)
    case 'time-taken':
      return back({ refused: 'time-taken', visit: answer.visit }, 409)
  }
}

function drawnOfferFrom({ id, visits }: OfferedCourse, number: number, saying: Saying): DrawnOffer {
  const locale = { locale: saying.language }
  return {
    id,
    when: sayDayAndTime(visits[0]?.start ?? 0, saying),
    thread: {
      label: m.register_offer_label({ number }, locale),
      visits: visits.map((visit) => ({
        date: sayShortDay(visit.start, saying),
        time: sayTime(visit.start, saying),
        with: visit.therapist?.name,
      })),
      rests: visits.slice(1).map((visit, at) => {
        const before = visits[at]?.start ?? visit.start
        return m.register_rest_days({ days: restDaysBetween(before, visit.start, saying.zone) }, locale)
      }),
    },
  }
}

export default function BookPage({ loaderData, actionData }: Route.ComponentProps) {
  return <BookPanel {...loaderData} sent={actionData} />
}
