import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Concern } from '#guide/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { Differences, type ShownDifference } from './differences.panel.tsx'
import { FactList, type ShownFact } from './fact-list.panel.tsx'
import { sayConcern } from './said.ts'
import { type ShownStanding, Standing, StateTag } from './standing.panel.tsx'
import { Drawn } from './text.panel.tsx'

type Approving =
  | { readonly name: string; readonly credential: string; readonly on: string; readonly next: string }
  | { readonly refused: 'no-credential' | 'own-text' | 'already-approved' }

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly demonstration: boolean
  readonly standing: ShownStanding
  readonly summary: string
  readonly concern: Concern
  readonly hash: string
  readonly html: string
  readonly facts: readonly ShownFact[]
  /** Undefined where nothing was approved before. */
  readonly differences: readonly ShownDifference[] | undefined
  readonly approving: Approving
  readonly textChanged: boolean
}

/** Exactly what is approved, word for word and fact for fact, and last who approves it until when. */
export function ApprovePanel(props: Props) {
  const { language, clinic, standing, differences, textChanged } = props
  const locale = { locale: language }
  const title = m.guide_review_approve_title({ title: standing.title }, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <p className="back">
        <a href={`/staff/guide/${standing.articleId}/${standing.textLanguage}`}>
          <Icon shape="arrow-left" /> {m.guide_review_back_text({}, locale)}
        </a>
      </p>
      <div className="staff-head">
        <h1>{title}</h1>
        <StateTag state={standing.state} language={language} />
      </div>
      {textChanged && (
        <Notice kind="alarm" title={m.guide_review_text_changed({}, locale)}>
          <p>{m.guide_review_text_changed_then({}, locale)}</p>
        </Notice>
      )}
      <p className="lead">{m.guide_review_approve_lead({}, locale)}</p>
      <Standing standing={standing} language={language} />
      {differences && (
        <Differences language={language} textLanguage={standing.textLanguage} differences={differences} />
      )}
      <p className="quiet">
        {m.guide_review_field_concern({}, locale)}: <strong>{sayConcern(props.concern, language)}</strong>
      </p>
      <section className="guide-part guide-approved" lang={standing.textLanguage}>
        <h2>{standing.title}</h2>
        <p className="lead">{props.summary}</p>
        <Drawn html={props.html} language={standing.textLanguage} />
      </section>
      <details className="guide-part">
        <summary>{`${m.guide_review_cited({}, locale)} (${props.facts.length})`}</summary>
        <FactList facts={props.facts} language={language} />
      </details>
      <Sign {...props} />
    </main>
  )
}

function Sign({ approving, hash, language, demonstration }: Props) {
  const locale = { locale: language }
  if ('refused' in approving) return <WhyNot refused={approving.refused} language={language} />
  return (
    <form className="sheet" method="post">
      <dl className="facts-list">
        <dt>{m.guide_review_approve_as({}, locale)}</dt>
        <dd>
          {approving.name}, {approving.credential}
        </dd>
        <dt>{m.guide_review_approve_on({}, locale)}</dt>
        <dd>{approving.on}</dd>
        <dt>{m.guide_review_approve_next({}, locale)}</dt>
        <dd>{approving.next}</dd>
        <dt>{m.guide_review_approve_hash({}, locale)}</dt>
        <dd>
          <code className="guide-hash">{hash.slice(0, 16)}</code>
        </dd>
      </dl>
      {demonstration && <p className="quiet small">{m.guide_review_made_up({}, locale)}</p>}
      <input type="hidden" name="hash" value={hash} />
      <div className="actions">
        <button className="button" type="submit">
          {m.guide_review_approve_button({}, locale)}
        </button>
      </div>
    </form>
  )
}

type Refused = Extract<Approving, { readonly refused: string }>['refused']

function WhyNot({ refused, language }: { readonly refused: Refused; readonly language: Language }) {
  const locale = { locale: language }
  if (refused === 'already-approved')
    return <Notice kind="done" title={m.guide_review_already_approved({}, locale)} />
  const own = refused === 'own-text'
  return (
    <Notice
      kind="waiting"
      title={own ? m.guide_review_own_text({}, locale) : m.guide_review_no_credential({}, locale)}
    >
      <p>{own ? m.guide_review_own_text_then({}, locale) : m.guide_review_no_credential_then({}, locale)}</p>
    </Notice>
  )
}
