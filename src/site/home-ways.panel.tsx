import type { Concern } from '#guide/contract'
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import { sayConcern } from './concern-words.ts'
import { ConcernPicture } from './look/concern-picture.panel.tsx'

type ConcernsProps = { readonly concerns: readonly Concern[]; readonly language: Language }

/** Into the guide by what somebody comes for, not by what we have written. */
export function Concerns({ concerns, language }: ConcernsProps) {
  if (concerns.length === 0) return undefined
  return (
    <section className="no-print" aria-labelledby="concerns">
      <div className="section-head">
        <h2 id="concerns">{m.home_concerns({}, { locale: language })}</h2>
      </div>
      <ul className="concerns">
        {concerns.map((concern) => (
          <li key={concern}>
            <a href={`/${language}/guide#${concern}`}>
              <ConcernPicture concern={concern} />
              {sayConcern(concern, language)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who is not ready to book is not left standing at the prices. */
export function AskFirst({ phone, language }: { readonly phone: string; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <section aria-labelledby="ask-first">
      <div className="section-head">
        <h2 id="ask-first">{m.home_ask({}, locale)}</h2>
        <p>{m.home_ask_text({}, locale)}</p>
      </div>
      <div className="actions">
        <a className="button is-quiet" href={`/${language}/ask`}>
          {m.questions_ask_title({}, locale)}
        </a>
        {phone !== '' && <a href={`tel:${phone}`}>{sayPhone(phone)}</a>}
      </div>
    </section>
  )
}
