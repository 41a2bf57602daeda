import type { ReactNode } from 'react'
import { Icon } from '#look/icon.panel.tsx'
import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { Lack, Step } from '#set-up/pure'
import { PageTitle } from '../frame.panel.tsx'
import { lackWords, pageWords, type SetUpPage } from './set-up-words.ts'

export type FrameProps = {
  readonly language: Language
  readonly clinic: string
  readonly here: SetUpPage
  readonly steps: readonly { readonly step: Step; readonly done: boolean }[]
  /** What this page's step still lacks. */
  readonly lacks: readonly Lack[]
  readonly saved: boolean
  readonly demonstration: boolean
}

/** What could not be taken as it was written, by field, in words. */
export type Problems = Readonly<Record<string, string>>

type Props = {
  readonly frame: FrameProps
  readonly problems?: Problems | undefined
  readonly children: ReactNode
}

/** Around every page of the set-up: the steps with their ticks, what this one lacks, and what came of saving. */
export function SetUpFrame({ frame, problems = {}, children }: Props) {
  const locale = { locale: frame.language }
  const title = pageWords(frame.here, frame.language)
  const faults = Object.entries(problems).map(([field, words]) => ({ field, words }))
  return (
    <main id="main" tabIndex={-1} className="staff-page set-up">
      <PageTitle title={title} clinic={frame.clinic} />
      <Steps frame={frame} />
      <div className="set-up-page">
        <div className="staff-head">
          <h1>{title}</h1>
        </div>
        {frame.saved && faults.length === 0 && <Saved frame={frame} />}
        {frame.lacks.length > 0 && frame.here !== 'start' && frame.here !== 'live' && (
          <Notice kind="info" title={m.setup_lacks({}, locale)}>
            <ul>
              {frame.lacks.map((lack) => (
                <li key={lack}>{lackWords(lack, frame.language)}</li>
              ))}
            </ul>
          </Notice>
        )}
        <ErrorSummary title={m.setup_not_saved({}, locale)} errors={faults} />
        {children}
      </div>
    </main>
  )
}

function Saved({ frame }: { readonly frame: FrameProps }) {
  const locale = { locale: frame.language }
  // Who has done what this page needs is led past it, even where it is not ticked.
  const next = frame.steps.find(
    ({ step, done }) => !done && (step !== frame.here || frame.lacks.length > 0),
  )?.step
  return (
    <Notice kind="done" title={m.setup_saved({}, locale)}>
      {next && next !== frame.here && (
        <p>
          <a href={`/staff/clinic/${next}`}>
            {m.setup_next({ step: pageWords(next, frame.language) }, locale)}
          </a>
        </p>
      )}
    </Notice>
  )
}

function Steps({ frame: { steps, here, language, demonstration } }: { readonly frame: FrameProps }) {
  const locale = { locale: language }
  const link = (page: SetUpPage, tick?: boolean) => (
    <li key={page}>
      <a href={addressOf(page)} aria-current={page === here ? 'page' : undefined}>
        {pageWords(page, language)}
        {tick && (
          <>
            <Icon shape="done" />
            <span className="visually-hidden">, {m.setup_done({}, locale)}</span>
          </>
        )}
      </a>
    </li>
  )
  return (
    <nav className="set-up-steps" aria-label={m.setup_title({}, locale)}>
      <ul>
        {link('start')}
        {steps.map(({ step, done }) => link(step, done))}
        {link('absences')}
        {demonstration && link('leave')}
      </ul>
    </nav>
  )
}

function addressOf(page: SetUpPage): string {
  return page === 'start' ? '/staff/clinic' : `/staff/clinic/${page}`
}
