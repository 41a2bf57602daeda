import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import type { Advice } from './ask-step.ts'

type Props = Advice & { readonly language: Language; readonly phone: string }

/** Before anything else: whom to call now, and what makes it urgent, each with where we have it from. */
export function UrgentAdvice({ urgency, facts, language, phone }: Props) {
  const locale = { locale: language }
  const isEmergency = urgency === 'emergency'
  return (
    <section className="urgent" aria-labelledby="urgent">
      <h2 id="urgent">
        {isEmergency ? m.questions_ask_urgent_now({}, locale) : m.questions_ask_urgent_today({}, locale)}
      </h2>
      <ul className="urgent-numbers">
        <li>
          <a href="tel:112">112</a> <span>{m.questions_ask_urgent_112({}, locale)}</span>
        </li>
        <li>
          <a href="tel:1177">1177</a> <span>{m.questions_ask_urgent_1177({}, locale)}</span>
        </li>
        {phone !== '' && (
          <li>
            <a href={`tel:${phone}`}>{sayPhone(phone)}</a>{' '}
            <span>{m.questions_ask_urgent_clinic({}, locale)}</span>
          </li>
        )}
      </ul>
      {facts.length > 0 && (
        <ul className="urgent-facts">
          {facts.map((fact) => (
            <li key={fact.id}>
              {fact.wording}{' '}
              <cite className="quiet small" lang="en">
                ({fact.source})
              </cite>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
