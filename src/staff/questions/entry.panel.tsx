import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { entryTags, type ShownEntry } from './entries.panel.tsx'
import { EntryForm, type EntryWords, type Looked } from './entry-form.panel.tsx'

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly entry: ShownEntry
  readonly words: EntryWords
  /** Of the words that stand here. */
  readonly hash: string
  readonly looked: Looked
  /** Why she may not approve. */
  readonly why: 'own-text' | 'no-reviewer' | undefined
  readonly mayWithdraw: boolean
  readonly done: 'saved' | 'approved' | 'changed' | 'withdrawn' | undefined
  readonly tried: { readonly words: EntryWords; readonly error: string; readonly looked: Looked } | undefined
}

export function EntryPanel({ language, clinic, entry, words, looked, tried, ...standing }: Props) {
  const locale = { locale: language }
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={entry.question} clinic={clinic} />
      <p className="back">
        <a href="/staff/questions/entries">
          <Icon shape="arrow-left" /> {m.questions_inbox_entries({}, locale)}
        </a>
      </p>
      <Done done={standing.done} language={language} />
      <div className="staff-head">
        <h1 lang={entry.language}>{entry.question}</h1>
        <span className={`tag ${entryTags[entry.state]}`}>{entry.stateWords}</span>
      </div>
      <p className="quiet small">{[entry.written, entry.review, entry.counts].filter(Boolean).join(' · ')}</p>
      <EntryForm language={language} {...(tried ?? { words, looked, error: undefined })} />
      {entry.state !== 'approved' && !tried && (
        <Approval language={language} {...standing} isReady={looked.faults.length === 0} />
      )}
      {standing.mayWithdraw && !tried && <Withdrawal language={language} />}
    </main>
  )
}

function Withdrawal({ language }: Pick<Props, 'language'>) {
  const locale = { locale: language }
  return (
    <form className="form question-after" method="post">
      <p className="quiet">{m.questions_inbox_entry_withdraw_hint({}, locale)}</p>
      <div className="actions">
        <button className="button is-quiet" type="submit" name="act" value="withdraw">
          {m.questions_inbox_entry_withdraw({}, locale)}
        </button>
      </div>
    </form>
  )
}

function Done({ done, language }: Pick<Props, 'done' | 'language'>) {
  const locale = { locale: language }
  if (done === undefined) return undefined
  if (done === 'changed') return <Notice kind="waiting" title={m.questions_inbox_why_changed({}, locale)} />
  const words = {
    saved: m.questions_inbox_done_saved,
    approved: m.questions_inbox_done_approved,
    withdrawn: m.questions_inbox_done_withdrawn,
  }
  return <Notice kind="done" title={words[done]({}, locale)} />
}

type ApprovalProps = Pick<Props, 'language' | 'hash' | 'why'> & { readonly isReady: boolean }

function Approval({ language, hash, why, isReady }: ApprovalProps) {
  const locale = { locale: language }
  if (why === 'own-text')
    return <p className="quiet question-after">{m.questions_inbox_why_own({}, locale)}</p>
  if (why === 'no-reviewer')
    return <p className="quiet question-after">{m.questions_inbox_why_no_reviewer({}, locale)}</p>
  if (!isReady) return undefined
  return (
    <form className="form question-after" method="post">
      <p className="quiet">{m.questions_inbox_entry_approve_hint({}, locale)}</p>
      <input type="hidden" name="hash" value={hash} />
      <div className="actions">
        <button className="button" type="submit" name="act" value="approve">
          {m.questions_inbox_entry_approve({}, locale)}
        </button>
      </div>
    </form>
  )
}
