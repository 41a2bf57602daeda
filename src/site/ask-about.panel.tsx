import type { Language } from '#platform/language'
import { m } from '#platform/words'

type Props = { readonly language: Language /** The article's id. */; readonly about: string }

/**
 * At the foot of an article. The same bytes for everybody: when the form was opened is signed on the page that it
 * leads to. Written here, read there; nothing of it stands in an address.
 */
export function AskAbout({ language, about }: Props) {
  const locale = { locale: language }
  return (
    <section className="ask-about" aria-labelledby="ask-about">
      <h2 id="ask-about">{m.questions_ask_about_heading({}, locale)}</h2>
      <form className="form" method="post" action={`/${language}/ask?about=${about}`}>
        <div className="field">
          <label htmlFor="field-question">{m.questions_ask_question({}, locale)}</label>
          <p className="field-hint" id="hint-question">
            {m.questions_ask_about_hint({}, locale)}
          </p>
          <textarea
            className="control"
            id="field-question"
            name="question"
            maxLength={2000}
            aria-describedby="hint-question"
          />
        </div>
        <div className="actions">
          <button className="button is-quiet" type="submit" name="act" value="look">
            {m.questions_ask_about_go({}, locale)}
          </button>
        </div>
      </form>
    </section>
  )
}
