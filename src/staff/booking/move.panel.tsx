import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import { Thread, type ThreadProps } from '#look/thread.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { type AgreedMove, MoveAgree } from './move-agree.panel.tsx'
import { type ExactFormProps, MoveExact, MoveFilters } from './move-forms.panel.tsx'

export type DrawnMove = {
  readonly href: string
  readonly when: string
  /** "Sara · Room 2 · Pen 1" */
  readonly where: string
  /** What becomes of later visits that cannot stay. */
  readonly later: readonly string[]
  readonly reasons: string
  readonly breaks: readonly string[]
}

/** Why the press did not move, or the place cannot be had. */
export type MoveRefused =
  | { readonly kind: 'not-free'; readonly words: string }
  | { readonly kind: 'time-taken' | 'changed-meanwhile' | 'unknown-move' | 'already-begun' }

export type MoveProps = Omit<ExactFormProps, 'faults'> & {
  readonly clinic: string
  readonly client: string
  readonly what: string
  readonly when: string
  readonly back: { readonly href: string; readonly words: string }
  readonly course: ThreadProps | undefined
  /** False when it has begun, is done or was cancelled. */
  readonly canMove: boolean
  readonly faults: ExactFormProps['faults']
  readonly agreed: AgreedMove | undefined
  readonly offers: readonly DrawnMove[] | undefined
  /** Rules that each of the offers breaks. */
  readonly brokenByAll: readonly string[]
  readonly refused: MoveRefused | undefined
  readonly reason: string | undefined
  readonly reasonMissing: boolean
  /** As the form is sent again: what the address asks for. */
  readonly query: string
  readonly others: string
}

export function MovePanel(props: MoveProps) {
  const { language, clinic, client, what, when, back, course, agreed } = props
  const locale = { locale: language }
  const title = m.board_move_title({ name: client }, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <p className="back">
        <a href={back.href}>
          <Icon shape="arrow-left" /> {back.words}
        </a>
      </p>
      <h1>{title}</h1>
      <p className="lead">{m.board_move_now({ what, when }, locale)}</p>
      <Refused {...props} />
      {agreed && <MoveAgree {...props} move={agreed} />}
      {!agreed && course && (
        <div className="sheet">
          <Thread {...course} />
        </div>
      )}
      {!agreed && props.canMove && <Choose {...props} />}
    </main>
  )
}

function Choose(props: MoveProps) {
  const { language, offers, refused } = props
  const locale = { locale: language }
  const near = refused?.kind === 'not-free' || refused?.kind === 'time-taken'
  return (
    <>
      <section aria-labelledby="offers">
        <h2 id="offers">{near ? m.board_move_near({}, locale) : m.board_move_fits({}, locale)}</h2>
        {!near && <MoveFilters {...props} />}
        {props.brokenByAll.map((words) => (
          <p key={words} className="move-note">
            {m.board_move_asks_why({ rule: words }, locale)}
          </p>
        ))}
        {offers && offers.length > 0 ? (
          <Offers offers={offers} language={language} />
        ) : (
          <p>{m.board_move_none({}, locale)}</p>
        )}
      </section>
      <section className="sheet" aria-labelledby="exact">
        <h2 id="exact">{m.board_move_exact({}, locale)}</h2>
        <MoveExact {...props} />
      </section>
    </>
  )
}

function Offers({
  offers,
  language,
}: {
  readonly offers: readonly DrawnMove[]
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <ul className="move-offers">
      {offers.map((offer) => (
        <li key={offer.href}>
          <span className="move-offer">
            <strong className="figures">{offer.when}</strong>
            <span className="quiet">{offer.where}</span>
            {offer.later.map((words) => (
              <span key={words} className="move-note">
                {words}
              </span>
            ))}
            {offer.breaks.map((words) => (
              <span key={words} className="move-note">
                {words}
              </span>
            ))}
            {offer.reasons && <span className="quiet small">{offer.reasons}</span>}
          </span>
          <a
            className="button is-quiet is-small"
            href={offer.href}
            aria-label={m.board_move_choose_named({ when: offer.when }, locale)}
          >
            {m.board_move_choose({}, locale)}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Refused({ language, refused, canMove }: MoveProps) {
  const locale = { locale: language }
  if (!canMove)
    return (
      <Notice kind="info" title={m.board_move_cannot({}, locale)}>
        <p>{m.board_move_cannot_then({}, locale)}</p>
      </Notice>
    )
  if (!refused) return undefined
  if (refused.kind === 'not-free')
    return (
      <Notice kind="alarm" title={refused.words}>
        <p>{m.board_move_nothing_moved({}, locale)}</p>
      </Notice>
    )
  const title = {
    'time-taken': m.board_move_taken({}, locale),
    'changed-meanwhile': m.board_move_changed({}, locale),
    'unknown-move': m.board_move_old({}, locale),
    'already-begun': m.board_move_cannot({}, locale),
  }[refused.kind]
  return (
    <Notice kind="alarm" title={title}>
      <p>{m.board_move_nothing_moved({}, locale)}</p>
    </Notice>
  )
}
