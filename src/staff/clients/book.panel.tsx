import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import { type Choice, SelectField, TextField } from '#look/field.panel.tsx'
import { Thread, type ThreadProps } from '#look/thread.panel.tsx'
import type { Language } from '#platform/language'
import { sayWeekday } from '#platform/say'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { ClientFields, type ClientFieldName, type ClientValues, sayFault } from './client-fields.panel.tsx'

export type DrawnOffer = { readonly id: string; readonly when: string; readonly thread: ThreadProps }

export type SentBooking = {
  readonly values: ClientValues
  readonly faults: readonly ClientFieldName[]
  /** The questions were not ticked as asked. */
  readonly unasked: boolean
  readonly refused: 'unknown-course' | 'time-taken' | undefined
  readonly visit: number | undefined
}

/** Cards that may be meant, and the wish that goes along with a search for them. */
export type FoundCards = {
  readonly asked: string
  readonly wish: readonly (readonly [string, string])[]
  readonly found:
    | readonly {
        readonly id: string
        readonly name: string
        readonly reached: string
        readonly href: string
      }[]
    | undefined
}

export type BookProps = {
  readonly language: Language
  readonly clinic: string
  readonly path: string
  readonly query: string
  /** Undefined for somebody new. */
  readonly name: string | undefined
  readonly wish: {
    readonly service: string
    readonly therapist: string
    readonly from: string
    readonly at: string
    readonly part: string
    readonly weekday: string
    readonly atOnce: boolean
  }
  readonly services: readonly Choice[]
  readonly therapists: readonly Choice[]
  readonly questions: readonly { readonly id: string; readonly words: string }[]
  /** Undefined until a service is chosen. */
  readonly offers: readonly DrawnOffer[] | undefined
  /** A time was asked for, and nothing fits at exactly that. */
  readonly missesAt: boolean
  /** Undefined where it is known for whom. */
  readonly cards: FoundCards | undefined
  readonly sent: SentBooking | undefined
}

export function BookPanel(props: BookProps) {
  const { language, clinic, name, offers, wish } = props
  const locale = { locale: language }
  const title =
    name === undefined ? m.register_book_title_new({}, locale) : m.register_book_title({ name }, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <h1>{title}</h1>
      {props.cards && <Cards {...props} cards={props.cards} />}
      <Wishes {...props} />
      {offers && (
        <>
          <h2>{wish.atOnce ? m.register_offers_now({}, locale) : m.register_offers({}, locale)}</h2>
          {props.missesAt && <p>{m.board_not_at({ time: wish.at }, locale)}</p>}
          <Came {...props} />
          {offers.length === 0 ? (
            <p className="lead">{m.register_offers_none({}, locale)}</p>
          ) : (
            <Offers {...props} offers={offers} />
          )}
        </>
      )}
    </main>
  )
}

/** The desk has a time and does not know yet for whom: a card that is there is better than a second one. */
function Cards({ language, path, cards }: BookProps & { readonly cards: FoundCards }) {
  const locale = { locale: language }
  return (
    <search className="book-cards">
      <form className="search-form" method="get" action={path}>
        {cards.wish.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          name="who"
          kind="search"
          label={m.board_client_card({}, locale)}
          value={cards.asked}
          maxLength={200}
          autoComplete="off"
          optional=" "
        />
        <button className="button is-quiet" type="submit">
          {m.board_client_find({}, locale)}
        </button>
      </form>
      {cards.found?.length === 0 && <p>{m.board_client_none({}, locale)}</p>}
      {cards.found && cards.found.length > 0 && (
        <ul className="visit-rows">
          {cards.found.map(({ id, name, reached, href }) => (
            <li key={id}>
              <a href={href}>{name}</a>
              <span className="quiet">{reached}</span>
            </li>
          ))}
        </ul>
      )}
    </search>
  )
}

function Wishes(props: BookProps) {
  const { language, path, wish, services, therapists } = props
  const locale = { locale: language }
  const any = { value: '', words: m.register_anybody({}, locale) }
  return (
    <form className="form is-wishes" method="get" action={path}>
      <SelectField
        name="service"
        label={m.register_service({}, locale)}
        choices={services}
        value={wish.service}
      />
      <SelectField
        name="therapist"
        label={m.register_therapist({}, locale)}
        choices={[any, ...therapists]}
        value={wish.therapist}
        optional={m.register_optional({}, locale)}
      />
      <When {...props} />
      <div className="actions">
        <button className="button" type="submit">
          {m.register_show_times({}, locale)}
        </button>
        <button className="button is-quiet" type="submit" name="now" value="yes">
          {m.register_right_now({}, locale)}
        </button>
      </div>
    </form>
  )
}

function When({ language, wish }: BookProps) {
  const locale = { locale: language }
  const optional = m.register_optional({}, locale)
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), words: sayWeekday(day, language) }))
  return (
    <>
      <TextField
        name="from"
        kind="date"
        short
        label={m.register_from({}, locale)}
        value={wish.from}
        optional={optional}
      />
      <TextField
        name="at"
        kind="time"
        short
        label={m.board_at_time({}, locale)}
        value={wish.at}
        optional={optional}
      />
      <SelectField
        name="weekday"
        label={m.register_weekday({}, locale)}
        choices={[{ value: '', words: m.register_weekday_any({}, locale) }, ...days]}
        value={wish.weekday}
        optional={optional}
      />
      <SelectField
        name="part"
        label={m.register_part({}, locale)}
        choices={[
          { value: '', words: m.register_part_any({}, locale) },
          { value: 'morning', words: m.register_part_morning({}, locale) },
          { value: 'afternoon', words: m.register_part_afternoon({}, locale) },
          { value: 'evening', words: m.register_part_evening({}, locale) },
        ]}
        value={wish.part}
        optional={optional}
      />
    </>
  )
}

/** What came of the press that did not book. */
function Came({ language, sent }: BookProps) {
  if (!sent) return undefined
  const locale = { locale: language }
  if (sent.refused === 'time-taken')
    return <Notice kind="alarm" title={m.register_taken({ visit: sent.visit ?? 1 }, locale)} />
  if (sent.refused === 'unknown-course')
    return <Notice kind="alarm" title={m.register_offer_old({}, locale)} />
  return (
    <ErrorSummary
      title={m.register_not_booked({}, locale)}
      errors={[
        ...sent.faults.map((field) => ({ field, words: sayFault(field, language) })),
        ...(sent.unasked ? [{ field: 'asked', words: m.register_asked_missing({}, locale) }] : []),
      ]}
    />
  )
}

const nobody: ClientValues = { name: '', email: '', phone: '', contact: 'phone', language: '' }

function Offers(props: BookProps & { readonly offers: readonly DrawnOffer[] }) {
  const { language, path, query, name, offers, questions, sent } = props
  const locale = { locale: language }
  return (
    <form className="form" method="post" action={`${path}${query}`} noValidate>
      {name === undefined && (
        <ClientFields
          language={language}
          values={sent?.values ?? { ...nobody, language }}
          faults={sent?.faults ?? []}
        />
      )}
      {questions.length > 0 && <Asking {...props} />}
      <ul className="proposals">
        {offers.map((offer) => (
          <li key={offer.id} className="sheet">
            <Thread {...offer.thread} />
            <button
              className="button"
              type="submit"
              name="course"
              value={offer.id}
              aria-label={m.register_book_named({ when: offer.when }, locale)}
            >
              {m.register_book_this({}, locale)}
            </button>
          </li>
        ))}
      </ul>
    </form>
  )
}

/** Read aloud on the phone; that they were asked is ticked, what was answered is kept nowhere. */
function Asking({ language, questions, sent }: BookProps) {
  const locale = { locale: language }
  return (
    <fieldset className="field">
      <legend>{m.register_ask_aloud({}, locale)}</legend>
      <ul>
        {questions.map((question) => (
          <li key={question.id}>{question.words}</li>
        ))}
      </ul>
      <input type="hidden" name="asks" value="yes" />
      <label className="choice">
        <input
          type="checkbox"
          id="field-asked"
          name="asked"
          value="yes"
          aria-describedby="hint-asked"
          aria-invalid={sent?.unasked ? true : undefined}
        />
        <span>{m.register_asked({}, locale)}</span>
      </label>
      <p className="field-hint" id="hint-asked">
        {m.register_asked_hint({}, locale)}
      </p>
    </fieldset>
  )
}
