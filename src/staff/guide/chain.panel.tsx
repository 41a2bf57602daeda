import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { type ShownStanding, Standing, StateTag } from './standing.panel.tsx'

type Link = {
  readonly at: string
  readonly when: string
  readonly act: 'saved' | 'asked' | 'approved' | 'withdrawn' | 'fact-changed'
  readonly who: string | undefined
  readonly hash: string | undefined
  readonly detail: string
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly standing: ShownStanding
  readonly chain: readonly Link[]
  /** The approval that the public reads by, if there is one. */
  readonly standingReview: string | undefined
  readonly withdrawn: boolean
}

export function ChainPanel({ language, clinic, standing, chain, standingReview, withdrawn }: Props) {
  const locale = { locale: language }
  const title = m.guide_review_chain({}, locale)
  const here = `/staff/guide/${standing.articleId}/${standing.textLanguage}`
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={`${title}: ${standing.title}`} clinic={clinic} />
      <p className="back">
        <a href={here}>
          <Icon shape="arrow-left" /> {m.guide_review_back_text({}, locale)}
        </a>
      </p>
      <div className="staff-head">
        <h1>
          {title}: <span lang={standing.textLanguage}>{standing.title}</span>
        </h1>
        <StateTag state={standing.state} language={language} />
      </div>
      {withdrawn && <Notice kind="done" title={m.guide_review_withdrawn({}, locale)} />}
      <p className="lead">{m.guide_review_chain_lead({}, locale)}</p>
      <Standing standing={standing} language={language} />
      <p className="actions">
        <a className="button is-quiet" href={`${here}/chain/csv`}>
          {m.guide_review_chain_csv({}, locale)}
        </a>
        <a className="button is-quiet" href={`${here}/chain/json`}>
          {m.guide_review_chain_json({}, locale)}
        </a>
      </p>
      <ol className="guide-chain">
        {chain.map((link, at) => (
          <li key={`${link.at} ${at}`}>
            <p>
              <strong>{sayAct(link, language)}</strong>
              {', '}
              {link.who ?? m.guide_review_from_lyster({}, locale)}
            </p>
            <p className="quiet small">
              <time dateTime={link.at}>{link.when}</time>{' '}
              {link.hash && <code className="guide-hash">{link.hash.slice(0, 16)}</code>}
            </p>
          </li>
        ))}
      </ol>
      {standingReview && <Withdraw review={standingReview} language={language} />}
    </main>
  )
}

function Withdraw({ review, language }: { readonly review: string; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <details className="guide-part">
      <summary>{m.guide_review_withdraw({}, locale)}</summary>
      <p>{m.guide_review_withdraw_then({}, locale)}</p>
      <form className="actions" method="post">
        <button className="button is-danger" type="submit" name="review" value={review}>
          {m.guide_review_withdraw({}, locale)}
        </button>
      </form>
    </details>
  )
}

function sayAct({ act, detail }: Link, language: Language): string {
  const locale = { locale: language }
  if (act === 'saved') return m.guide_review_act_saved({ detail }, locale)
  if (act === 'asked') return m.guide_review_act_asked({}, locale)
  if (act === 'approved') return m.guide_review_act_approved({ detail }, locale)
  if (act === 'withdrawn') return m.guide_review_act_withdrawn({}, locale)
  return m.guide_review_act_fact({ detail }, locale)
}
