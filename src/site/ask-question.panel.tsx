import { TextArea } from '#look/field.panel.tsx'
import { ErrorSummary } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { type AskFault, type AskValues, longestQuestion } from './ask-form.ts'
import type { AskStep } from './ask-step.ts'
import { KeptValues } from './kept-values.panel.tsx'
import { UrgentAdvice } from './urgent-advice.panel.tsx'

export type AskShown = Pick<AskStep, 'values' | 'faults' | 'advice' | 'answers'> & {
  readonly language: Language
  readonly phone: string
  /** Whether there is something here that sends SMS. */
  readonly sms: boolean
  readonly about: { readonly id: string; readonly title: string; readonly slug: string } | undefined
}

const faultWords: Record<AskFault, (inputs: object, options: { locale: Language }) => string> = {
  question: m.questions_ask_error_question,
  name: m.error_name,
  way: m.questions_ask_error_way,
  when: m.questions_ask_error_when,
  consent: m.questions_ask_error_consent,
  reach: m.questions_ask_error_phone,
}

/** Above a step's form: what cannot be used yet, each with the way to its field. */
export function AskErrors({ language, faults, values }: Pick<AskShown, 'language' | 'faults' | 'values'>) {
  return (
    <ErrorSummary
      title={m.questions_ask_errors_title({}, { locale: language })}
      errors={faults.map((fault) => ({ field: fault, words: wordsOf(fault, { language, values }) }))}
    />
  )
}

export function wordsOf(
  fault: AskFault,
  { language, values }: { readonly language: Language; readonly values: AskValues },
): string {
  const isMail = fault === 'reach' && values.way === 'email'
  if (fault === 'reach' && values.way === 'sms') return m.questions_ask_error_mobile({}, { locale: language })
  return (isMail ? m.error_email : faultWords[fault])({}, { locale: language })
}

/** Where every step's form goes: the article that it is about stands in the address, nothing of hers does. */
export function askPath({ language, about }: Pick<AskShown, 'language' | 'about'>): string {
  return `/${language}/ask${about ? `?about=${about.id}` : ''}`
}

export function QuestionStep(shown: AskShown) {
  const { language, about, values, faults, advice, phone } = shown
  const locale = { locale: language }
  return (
    <>
      <div className="page-head">
        <h1>{m.questions_ask_heading({}, locale)}</h1>
        <p className="lead">{m.questions_ask_lead({}, locale)}</p>
        {about && (
          <p className="quiet">
            {m.questions_ask_about({}, locale)} <a href={`/${language}/guide/${about.slug}`}>{about.title}</a>
          </p>
        )}
      </div>
      {advice && <UrgentAdvice {...advice} phone={phone} language={language} />}
      <AskErrors {...shown} />
      <form className="form" method="post" noValidate action={askPath(shown)}>
        <KeptValues values={values} fields={['name', 'way', 'when', 'consent', 'reach', 'opened']} />
        <TextArea
          name="question"
          label={m.questions_ask_question({}, locale)}
          hint={m.questions_ask_question_hint({}, locale)}
          maxLength={longestQuestion}
          value={values.question}
          error={faults.includes('question') ? wordsOf('question', shown) : undefined}
        />
        <div className="actions">
          <button className="button" type="submit" name="act" value="look">
            {m.go_on({}, locale)}
          </button>
        </div>
      </form>
      <p className="quiet small ask-harm-note">{m.questions_ask_harm_note({}, locale)}</p>
    </>
  )
}
