import { m } from '#platform/words'
import { askPath, type AskShown } from './ask-question.panel.tsx'
import { KeptValues } from './kept-values.panel.tsx'
import { UrgentAdvice } from './urgent-advice.panel.tsx'

/** What the clinic has answered before, and the way on for whoever found no answer in it. */
export function AnswersStep(shown: AskShown) {
  const { language, values, advice, answers = [], phone } = shown
  const locale = { locale: language }
  return (
    <>
      <div className="page-head">
        <h1>{advice ? m.questions_ask_first_this({}, locale) : m.questions_ask_found({}, locale)}</h1>
      </div>
      {advice && <UrgentAdvice {...advice} phone={phone} language={language} />}
      <figure className="asked">
        <figcaption>{m.questions_ask_you_asked({}, locale)}</figcaption>
        <blockquote>{values.question}</blockquote>
      </figure>
      {answers.length > 0 && (
        <section aria-labelledby="near">
          <h2 id="near">{m.questions_ask_near({}, locale)}</h2>
          <ul className="near-answers">
            {answers.map((answer) => (
              <Answer key={answer.key} answer={answer} shown={shown} />
            ))}
          </ul>
        </section>
      )}
      <form className="form" method="post" action={askPath(shown)}>
        <KeptValues
          values={values}
          fields={['question', 'name', 'way', 'when', 'consent', 'reach', 'opened']}
        />
        <div className="actions">
          <button className="button" type="submit" name="act" value="contact">
            {m.questions_ask_send_mine({}, locale)}
          </button>
          <button className="link-button" type="submit" name="act" value="rewrite">
            {m.questions_ask_rewrite({}, locale)}
          </button>
        </div>
      </form>
    </>
  )
}

type AnswerProps = {
  readonly answer: NonNullable<AskShown['answers']>[number]
  readonly shown: AskShown
}

function Answer({ answer, shown }: AnswerProps) {
  const { language } = shown
  const locale = { locale: language }
  return (
    <li className="near-answer">
      <h3>{answer.question}</h3>
      <p>{answer.answer}</p>
      {answer.article && (
        <p className="small">
          {m.questions_ask_from_article({}, locale)}{' '}
          <a href={`/${language}/guide/${answer.article.slug}`}>{answer.article.title}</a>
        </p>
      )}
      <form method="post" action={askPath(shown)}>
        <input type="hidden" name="answer" value={answer.key} />
        <button
          className="button is-quiet is-small"
          type="submit"
          name="act"
          value="answered"
          aria-label={m.questions_ask_answers_it_label({ question: answer.question }, locale)}
        >
          {m.questions_ask_answers_it({}, locale)}
        </button>
      </form>
    </li>
  )
}
