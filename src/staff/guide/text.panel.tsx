import { Icon } from '#look/icon.panel.tsx'
import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { Differences, type ShownDifference } from './differences.panel.tsx'
import { FactList, type ShownFact } from './fact-list.panel.tsx'
import { type Figures, ReadingFigures } from './figures.panel.tsx'
import { type ShownStanding, Standing, StateTag } from './standing.panel.tsx'
import { TextFields } from './text-fields.panel.tsx'

/** What came back with the form when nothing was saved. */
export type Tried = {
  readonly form: Readonly<Record<string, string>>
  readonly places: number
  readonly problems?: Readonly<Record<string, string>>
  readonly changedMeanwhile?: boolean
  readonly html?: string | undefined
  readonly figures?: Figures
  readonly found?: readonly ShownFact[]
  readonly sought?: string
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly standing: ShownStanding
  readonly hash: string
  readonly mayAsk: boolean
  readonly form: Readonly<Record<string, string>>
  readonly places: number
  readonly began: number
  readonly figures: Figures
  readonly facts: readonly ShownFact[]
  readonly differences: readonly ShownDifference[]
  readonly versions: readonly {
    readonly version: number
    readonly when: string
    readonly by: string | undefined
  }[]
  readonly done: string | undefined
  readonly tried: Tried | undefined
}

export function TextPanel(props: Props) {
  const { language, clinic, standing, tried } = props
  const locale = { locale: language }
  return (
    <main id="main" tabIndex={-1} className="staff-page guide-page">
      <PageTitle title={standing.title} clinic={clinic} />
      <p className="back">
        <a href="/staff/guide">
          <Icon shape="arrow-left" /> {m.guide_review_back({}, locale)}
        </a>
      </p>
      <div className="staff-head">
        <h1 lang={standing.textLanguage}>{standing.title}</h1>
        <StateTag state={standing.state} language={language} />
      </div>
      <Told {...props} />
      <Standing standing={standing} language={language} />
      <Ways {...props} />
      <div className="guide-desk">
        <TextFields
          language={language}
          textLanguage={standing.textLanguage}
          form={tried?.form ?? props.form}
          places={tried?.places ?? props.places}
          began={tried?.form['began'] ?? String(props.began)}
          problems={tried?.problems ?? {}}
          found={tried?.found ?? []}
          sought={tried?.sought ?? ''}
        />
        <div>
          <Preview tried={tried} language={language} textLanguage={standing.textLanguage} />
          <ReadingFigures figures={tried?.figures ?? props.figures} language={language} />
          <Differences
            language={language}
            textLanguage={standing.textLanguage}
            differences={props.differences}
          />
          <Cited facts={props.facts} language={language} />
          <History {...props} />
        </div>
      </div>
    </main>
  )
}

function Told({ done, tried, standing, language }: Props) {
  const locale = { locale: language }
  const problems = Object.entries(tried?.problems ?? {})
  const here = `/staff/guide/${standing.articleId}/${standing.textLanguage}`
  if (tried?.changedMeanwhile) {
    return (
      <Notice kind="alarm" title={m.guide_review_changed_meanwhile({}, locale)}>
        <p>{m.guide_review_changed_meanwhile_then({}, locale)}</p>
        <p>
          <a href={here} target="_blank" rel="noreferrer">
            {m.guide_review_open_present({}, locale)}
          </a>
        </p>
      </Notice>
    )
  }
  if (tried) {
    const errors = problems.map(([field, words]) => ({ field, words }))
    return <ErrorSummary title={m.guide_review_not_saved({}, locale)} errors={errors} />
  }
  if (done === 'saved') return <Notice kind="done" title={m.guide_review_saved({}, locale)} />
  if (done === 'unchanged') return <Notice kind="info" title={m.guide_review_unchanged({}, locale)} />
  if (done === 'asked') return <Notice kind="done" title={m.guide_review_asked({}, locale)} />
  if (done === 'approved') return <Notice kind="done" title={m.guide_review_approved_now({}, locale)} />
  if (done === 'changed') return <Notice kind="alarm" title={m.guide_review_text_changed({}, locale)} />
  return undefined
}

function Ways({ standing, hash, mayAsk, language }: Props) {
  const locale = { locale: language }
  const here = `/staff/guide/${standing.articleId}/${standing.textLanguage}`
  return (
    <div className="actions">
      {mayAsk && (
        <form method="post">
          <input type="hidden" name="hash" value={hash} />
          <button className="button is-quiet" type="submit" name="intent" value="ask">
            {m.guide_review_ask({}, locale)}
          </button>
        </form>
      )}
      <a className="button is-quiet" href={`${here}/approve`}>
        {m.guide_review_read_and_approve({}, locale)}
      </a>
      <a href={`${here}/chain`}>{m.guide_review_chain({}, locale)}</a>
    </div>
  )
}

type PreviewProps = Pick<Props, 'tried' | 'language'> & { readonly textLanguage: Language }

function Preview({ tried, language, textLanguage }: PreviewProps) {
  const locale = { locale: language }
  if (tried?.html === undefined) return undefined
  return (
    <section className="guide-part guide-preview" id="preview">
      <h2>{m.guide_review_preview_title({}, locale)}</h2>
      <p className="quiet small">{m.guide_review_preview_not_saved({}, locale)}</p>
      <Drawn html={tried.html} language={textLanguage} scrolls={m.guide_review_preview_title({}, locale)} />
    </section>
  )
}

/** The page as clients would see it, drawn small. */
export function Drawn(drawn: {
  readonly html: string
  readonly language: Language
  /** Its name, where it scrolls in a frame of its own and must be reached by keyboard. */
  readonly scrolls?: string
}) {
  const { html, language, scrolls } = drawn
  const Frame = scrolls ? 'section' : 'div'
  return (
    <Frame
      className="guide-drawn"
      lang={language}
      aria-label={scrolls}
      tabIndex={scrolls ? 0 : undefined}
      // oxlint-disable-next-line react/no-danger -- made by guide/render-article.ts from Markdown, which lets no HTML of an author's through
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}

function Cited({ facts, language }: Pick<Props, 'facts' | 'language'>) {
  const locale = { locale: language }
  return (
    <details className="guide-part">
      <summary>{`${m.guide_review_cited({}, locale)} (${facts.length})`}</summary>
      {facts.length === 0 && <p className="quiet">{m.guide_review_cited_none({}, locale)}</p>}
      <FactList facts={facts} language={language} />
    </details>
  )
}

function History({ versions, language }: Props) {
  const locale = { locale: language }
  return (
    <details className="guide-part">
      <summary>{`${m.guide_review_history({}, locale)} (${versions.length})`}</summary>
      <ol className="guide-history" reversed>
        {versions.map(({ version, when, by }) => (
          <li key={version} value={version}>
            {m.guide_review_version({ number: version }, locale)}, {when},{' '}
            {by ?? m.guide_review_from_lyster({}, locale)}
          </li>
        ))}
      </ol>
    </details>
  )
}
