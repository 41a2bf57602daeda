import type { VisitState } from '#booking/contract'
import type { Mark } from '#booking/pure'
import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import { Thread, type ThreadVisit } from '#look/thread.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { MovedNotice } from './move-board.panel.tsx'
import type { JustMoved } from './moved.ts'
import { MarkedNotice, MarkForm } from './mark-form.panel.tsx'
import { CancelForm, type CancelFormProps, type SentCancel } from './cancel-form.panel.tsx'

type Link = { readonly href: string; readonly words: string }

export type VisitCard = {
  readonly id: string
  readonly client: string
  readonly clientCard: string
  readonly phone: Link
  readonly email: string
  readonly state: { readonly kind: VisitState; readonly words: string }
  readonly reason: string | undefined
  /** Why it stands against a rule. */
  readonly override: string | undefined
  readonly what: string
  readonly when: { readonly iso: string; readonly words: string }
  readonly day: Link
  readonly therapist: string | undefined
  /** The room, and the pen where one is held. */
  readonly places: readonly string[]
  readonly segments: readonly {
    readonly name: string
    readonly time: string
    readonly texture: 'present' | 'rests' | 'after'
  }[]
  readonly course:
    | {
        readonly visits: readonly ThreadVisit[]
        readonly rests: readonly string[]
        readonly others: readonly Link[]
      }
    | undefined
  readonly canCancel: CancelFormProps['canCancel']
  readonly begun: boolean
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly card: VisitCard
  /** How many visits were cancelled a moment ago. */
  readonly cancelled: number | undefined
  readonly moved: JustMoved | undefined
  readonly marks: readonly Mark[]
  readonly marked: Mark | undefined
  readonly notMarked: 'taken' | 'cannot' | undefined
  readonly sent: SentCancel | undefined
}

const tags: Partial<Record<VisitState, string>> = { cancelled: 'is-alarm', missed: 'is-waiting' }

export function VisitCardPanel({ language, clinic, card, cancelled, moved, sent, ...said }: Props) {
  const locale = { locale: language }
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={card.client} clinic={clinic} />
      <p className="back">
        <a href={card.day.href}>
          <Icon shape="arrow-left" /> {card.day.words}
        </a>
      </p>
      {cancelled !== undefined && <Done language={language} cancelled={cancelled} />}
      <MovedNotice language={language} moved={moved} />
      <MarkedNotice language={language} marked={said.marked} notMarked={said.notMarked} />
      <div className="staff-head">
        <h1>
          <a href={card.clientCard}>{card.client}</a>
        </h1>
        <span className={`tag ${tags[card.state.kind] ?? 'is-done'}`}>{card.state.words}</span>
      </div>
      <MarkForm language={language} visit={card.id} marks={said.marks} />
      <Facts card={card} language={language} />
      <div className="actions">
        {card.canCancel.this && (
          <a className="button is-quiet" href={`/staff/visits/${card.id}/move`}>
            {m.board_move_link({}, locale)}
          </a>
        )}
        <a className="button is-quiet" href={`/${language}/guide/skin-model`}>
          {m.model_for_client({}, locale)}
        </a>
      </div>
      <Course card={card} language={language} />
      <Segments card={card} language={language} />
      {(card.canCancel.this || card.canCancel.all || sent) && (
        <CancelForm language={language} visit={card.id} canCancel={card.canCancel} sent={sent} />
      )}
      {card.begun && <p className="quiet">{m.staff_visit_begun({}, locale)}</p>}
    </main>
  )
}

function Done({ language, cancelled }: { readonly language: Language; readonly cancelled: number }) {
  const locale = { locale: language }
  if (cancelled === 0) return <Notice kind="info" title={m.staff_cancelled_before({}, locale)} />
  const title =
    cancelled === 1 ? m.staff_cancelled_one({}, locale) : m.staff_cancelled_some({ count: cancelled }, locale)
  return (
    <Notice kind="done" title={title}>
      <p>
        {m.staff_cancelled_then({}, locale)}{' '}
        <a href="/staff/messages">{m.staff_cancelled_message({}, locale)}</a>
      </p>
    </Notice>
  )
}

type Part = { readonly card: VisitCard; readonly language: Language }

function Facts({ card, language }: Part) {
  const locale = { locale: language }
  return (
    <div className="sheet">
      <dl className="facts-list">
        <dt>{m.staff_fact_visit({}, locale)}</dt>
        <dd>{card.what}</dd>
        <dt>{m.staff_fact_time({}, locale)}</dt>
        <dd>
          <time dateTime={card.when.iso}>{card.when.words}</time>
        </dd>
        {card.therapist && (
          <>
            <dt>{m.staff_fact_therapist({}, locale)}</dt>
            <dd>{card.therapist}</dd>
          </>
        )}
        <dt>{m.staff_fact_place({}, locale)}</dt>
        <dd>{card.places.join(', ')}</dd>
        <dt>{m.staff_fact_phone({}, locale)}</dt>
        <dd>
          <a className="nowrap" href={card.phone.href}>
            {card.phone.words}
          </a>
        </dd>
        {card.email !== '' && (
          <>
            <dt>{m.staff_email({}, locale)}</dt>
            <dd>
              <a href={`mailto:${card.email}`}>{card.email}</a>
            </dd>
          </>
        )}
        {card.reason && (
          <>
            <dt>{m.staff_fact_reason({}, locale)}</dt>
            <dd>{card.reason}</dd>
          </>
        )}
        {card.override && (
          <>
            <dt>{m.settle_override({}, locale)}</dt>
            <dd>{card.override}</dd>
          </>
        )}
      </dl>
    </div>
  )
}

function Course({ card: { course }, language }: Part) {
  if (!course) return undefined
  const locale = { locale: language }
  return (
    <>
      <h2>{m.staff_course({}, locale)}</h2>
      <div className="sheet">
        <Thread visits={course.visits} rests={course.rests} label={m.staff_course({}, locale)} />
        <ul className="other-visits">
          {course.others.map((other) => (
            <li key={other.href}>
              <a href={other.href}>{other.words}</a>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Segments({ card, language }: Part) {
  const locale = { locale: language }
  const free = m.staff_segment_free({}, locale)
  return (
    <>
      <h2>{m.staff_visit_in_parts({}, locale)}</h2>
      <ol className="segment-rows">
        {card.segments.map((segment) => (
          <li key={segment.time}>
            <span className={`segment is-${segment.texture}`} />
            <span className="figures">{segment.time}</span>
            <span>{segment.texture === 'rests' ? `${segment.name}, ${free}` : segment.name}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
