import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type Step = 'wishes' | 'questions' | 'times' | 'about'

const words = {
  wishes: m.step_wishes,
  questions: m.step_questions,
  times: m.step_times,
  about: m.step_about,
} as const

/** Where in the booking one is. Only a treatment asks questions. */
export function Progress(props: { readonly at: Step; readonly asks: boolean; readonly language: Language }) {
  const locale = { locale: props.language }
  const steps: readonly Step[] = props.asks
    ? ['wishes', 'questions', 'times', 'about']
    : ['wishes', 'times', 'about']
  return (
    <ol className="progress" aria-label={m.progress({}, locale)}>
      {steps.map((step) => (
        <li key={step} aria-current={step === props.at ? 'step' : undefined}>
          {words[step]({}, locale)}
        </li>
      ))}
    </ol>
  )
}
