import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { AnswerForm, TooLate, type TriedAnswer } from './answer-form.panel.tsx'
import { Beside, type TriedBeside } from './beside.panel.tsx'
import type { QuestionCard, WrittenLine } from './question-card.ts'

export const dones = ['taken', 'given', 'waiting', 'note', 'answered', 'called', 'already'] as const

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly card: QuestionCard
  /** Whether an answer by her way can leave the house. */
  readonly canSend: boolean
  readonly done: (typeof dones)[number] | undefined
  readonly tried: TriedAnswer | TriedBeside | undefined
}

export function QuestionPanel({ language, clinic, card, canSend, done, tried }: Props) {
  const locale = { locale: language }
  const triedAnswer = tried?.act === 'answer' ? tried : undefined
  const { read } = card
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={m.questions_inbox_title({}, locale)} clinic={clinic} />
      <p className="back">
        <a href="/staff/questions">
          <Icon shape="arrow-left" /> {m.questions_inbox_back({}, locale)}
        </a>
      </p>
      <Done done={done} language={language} />
      <div className="staff-head">
        <h1>{card.name}</h1>
        <p className="question-tags">
          {card.tags.map(({ words, kind }) => (
            <span key={words} className={`tag ${kind}`.trim()}>
              {words}
            </span>
          ))}
        </p>
      </div>
      <Urgent card={card} language={language} />
      <Sending card={card} language={language} />
      {card.isBlank && <Notice kind="info" title={m.questions_inbox_blanked({}, locale)} />}
      <div className="sheet">
        {read ? (
          <p className="question-words" lang={card.language}>
            {read.body}
          </p>
        ) : (
          <p className="quiet">{m.questions_inbox_hidden({}, locale)}</p>
        )}
        <Facts card={card} language={language} />
        {card.isOpen && <Carry card={card} language={language} />}
      </div>
      {triedAnswer?.tooLate && <TooLate language={language} body={triedAnswer.body} />}
      {read && read.answers.length > 0 && <Answers card={card} language={language} answers={read.answers} />}
      {card.isOpen && card.mayAnswer && <AnswerForm {...{ card, language, canSend }} tried={triedAnswer} />}
      <Beside card={card} language={language} tried={tried?.act === 'answer' ? undefined : tried} />
    </main>
  )
}

function Done({ done, language }: Pick<Props, 'done' | 'language'>) {
  const locale = { locale: language }
  if (done === undefined) return undefined
  if (done === 'already') return <Notice kind="info" title={m.questions_inbox_done_already({}, locale)} />
  const words = {
    taken: m.questions_inbox_done_taken,
    given: m.questions_inbox_done_given,
    waiting: m.questions_inbox_done_waiting,
    note: m.questions_inbox_done_note,
    answered: m.questions_inbox_done_answered,
    called: m.questions_inbox_done_called,
  }
  return (
    <Notice kind="done" title={words[done]({}, locale)}>
      {done === 'answered' && (
        <p>
          <a href="/staff/messages">{m.questions_inbox_done_answered_then({}, locale)}</a>
        </p>
      )}
    </Notice>
  )
}

/** Before the question itself: that it may be harm, and what the clinical facts say of these signs. */
function Urgent({ card, language }: Pick<Props, 'card' | 'language'>) {
  const locale = { locale: language }
  if (!card.urgency) return undefined
  const title =
    card.urgency === 'emergency'
      ? m.questions_inbox_urgent_emergency({}, locale)
      : m.questions_inbox_urgent_same_day({}, locale)
  return (
    <Notice kind="alarm" title={title}>
      <p>{m.questions_inbox_urgent_then({}, locale)}</p>
      {card.read && card.read.facts.length > 0 && (
        <ul>
          {card.read.facts.map(({ id, words, source }) => (
            <li key={id}>
              {words} <span className="quiet small">({source})</span>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

/** That an answer was given and has not reached her. */
function Sending({ card, language }: Pick<Props, 'card' | 'language'>) {
  const locale = { locale: language }
  if (!card.sending) return undefined
  const isFailed = card.sending === 'failed'
  const title = isFailed ? m.questions_inbox_answer_failed : m.questions_inbox_answer_waits
  const then = isFailed ? m.questions_inbox_answer_failed_then : m.questions_inbox_answer_waits_then
  return (
    <Notice kind={isFailed ? 'alarm' : 'waiting'} title={title({}, locale)}>
      <p>
        <a href="/staff/messages">{then({}, locale)}</a>
      </p>
    </Notice>
  )
}

function Facts({ card, language }: Pick<Props, 'card' | 'language'>) {
  const locale = { locale: language }
  const reached = card.kind === 'email' ? m.questions_inbox_reach_email : m.questions_inbox_reach_phone
  const inLanguage = card.language === 'sv' ? m.questions_inbox_in_sv : m.questions_inbox_in_en
  return (
    <dl className="facts-list">
      <dt>{m.questions_inbox_way({}, locale)}</dt>
      <dd>{card.way}</dd>
      <dt>{reached({}, locale)}</dt>
      <dd>
        <a className="question-reach" href={card.reach.href}>
          {card.reach.words}
        </a>
      </dd>
      <dt>{m.questions_inbox_when({}, locale)}</dt>
      <dd>{card.when}</dd>
      <dt>{m.questions_inbox_about({}, locale)}</dt>
      <dd>
        {card.about ? (
          <a href={card.about.href}>{card.about.words}</a>
        ) : (
          m.questions_inbox_general({}, locale)
        )}
      </dd>
      <dt>{m.questions_inbox_asked({}, locale)}</dt>
      <dd>{[`${card.asked} (${card.age})`, card.promise].filter(Boolean).join('. ')}</dd>
      <dt>{m.questions_inbox_language({}, locale)}</dt>
      <dd>{inLanguage({}, locale)}</dd>
      {card.client && (
        <>
          <dt>{m.questions_inbox_card({}, locale)}</dt>
          <dd>
            <a href={`/staff/clients/${card.client}`}>{m.questions_inbox_card_look({}, locale)}</a>
          </dd>
        </>
      )}
    </dl>
  )
}

function Carry({ card, language }: Pick<Props, 'card' | 'language'>) {
  const locale = { locale: language }
  const take = card.isTaken ? m.questions_inbox_take_over : m.questions_inbox_take
  return (
    <form className="actions" method="post" action={`/staff/questions/${card.id}`}>
      {card.isMine ? (
        <button className="button is-quiet" type="submit" name="act" value="give">
          {m.questions_inbox_give_back({}, locale)}
        </button>
      ) : (
        <button className="button is-quiet" type="submit" name="act" value="take">
          {take({}, locale)}
        </button>
      )}
    </form>
  )
}

type AnswersProps = Pick<Props, 'card' | 'language'> & { readonly answers: readonly WrittenLine[] }

function Answers({ card, language, answers }: AnswersProps) {
  const locale = { locale: language }
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{m.questions_inbox_answers({}, locale)}</h2>
      <ol className="messages-list">
        {answers.map(({ body, by }) => (
          <li key={by}>
            <span className="quiet small">{by}</span>
            <pre lang={card.language}>{body}</pre>
          </li>
        ))}
      </ol>
      {card.mayMakeEntry && (
        <>
          <p className="quiet question-after">{m.questions_inbox_make_entry_hint({}, locale)}</p>
          <div className="actions">
            <a className="button is-quiet" href={`/staff/questions/${card.id}/entry`}>
              {m.questions_inbox_make_entry({}, locale)}
            </a>
          </div>
        </>
      )}
    </section>
  )
}
