import { data, redirect } from 'react-router'
import { listServices } from '#clinic'
import { listQuestions, weighAnswers } from '#screening'
import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/questions.page'
import { proofOfAsking } from './asked.ts'
import { headFrom } from './head.ts'
import { Progress } from './progress.panel.tsx'
import { readForm } from './read-form.ts'
import { siteContext } from './site-context.ts'
import { YesNo } from './yes-no.panel.tsx'
import { queryFrom, wishValuesFrom } from './wish.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { inClinic } = context.get(requestContext)
  const values = wishValuesFrom(new URL(request.url).searchParams)
  return inClinic(async (trx) => {
    const services = await listServices(trx)
    if (!services.some((one) => one.id === values.service)) throw data(null, { status: 404 })
    return {
      ...context.get(siteContext),
      questions: await listQuestions(trx),
      query: queryFrom(values),
      analysis: services.find((service) => service.kind === 'analysis')?.id,
    }
  })
}

/** Answers are weighed and forgotten: what comes back is a proof without them, or the advice. */
export async function action({ context, request }: Route.ActionArgs) {
  const { inClinic, keys, clinic: id, now } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const values = wishValuesFrom(new URL(request.url).searchParams)
  const form = await readForm(request)
  return inClinic(async (trx) => {
    const questions = await listQuestions(trx)
    const answers = questions.map((question) => ({ id: question.id, answer: form.get(question.id) }))
    const missing = answers.filter(({ answer }) => answer !== 'yes' && answer !== 'no').map((one) => one.id)
    const yes = answers.filter(({ answer }) => answer === 'yes').map((one) => one.id)
    if (missing.length > 0)
      return data(
        { missing, yes, no: answers.filter((one) => one.answer === 'no').map((one) => one.id) },
        422,
      )
    const verdict = await weighAnswers(trx, { yes })
    if (!verdict.clear) return { ...verdict, missing: [] }
    const today = dayIn(clinic.zone, now()).toString()
    const proof = proofOfAsking({ keys, clinic: id, service: values.service, today })
    throw redirect(`/${language}/book/times?${queryFrom(values)}&asked=${proof}`, 303)
  })
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  return headFrom({
    title: `${m.questions_title({}, { locale: loaderData.language })} – ${loaderData.clinic.name}`,
    hidden: true,
  })
}

export default function QuestionsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { language, clinic, questions, query } = loaderData
  const locale = { locale: language }
  if (actionData && 'because' in actionData) return <Wait loaderData={loaderData} verdict={actionData} />
  const missing = actionData?.missing ?? []
  const answered = (id: string) => {
    if (actionData?.yes.includes(id)) return 'yes'
    return actionData?.no.includes(id) ? 'no' : undefined
  }
  return (
    <main id="main">
      <div className="page">
        <div className="page-head">
          <Progress at="questions" asks language={language} />
          <h1>{m.questions_heading({}, locale)}</h1>
          <p className="lead">{m.questions_lead({}, locale)}</p>
        </div>
        <ErrorSummary
          title={m.questions_missing_title({}, locale)}
          errors={questions
            .filter((one) => missing.includes(one.id))
            .map((one) => ({ field: one.id, words: one.question[language] }))}
        />
        <form className="form" method="post" noValidate action={`/${language}/book/questions?${query}`}>
          {questions.map((question) => (
            <YesNo
              key={question.id}
              name={question.id}
              label={question.question[language]}
              words={{ yes: m.yes({}, locale), no: m.no({}, locale) }}
              value={answered(question.id)}
              error={missing.includes(question.id) ? m.questions_missing({}, locale) : undefined}
            />
          ))}
          <div className="actions">
            <button className="button" type="submit">
              {m.go_on({}, locale)}
            </button>
          </div>
        </form>
        <Notice kind="info" title={m.not_sure({}, locale)}>
          <p>{m.not_sure_text({ phone: sayPhone(clinic.phone) }, locale)}</p>
        </Notice>
      </div>
    </main>
  )
}

type WaitProps = {
  readonly loaderData: Route.ComponentProps['loaderData']
  readonly verdict: { readonly leadsTo: 'analysis' | 'call'; readonly because: readonly string[] }
}

/** What we do instead: advice for each yes, and the one next step. */
function Wait({ loaderData: { language, clinic, questions, query, analysis }, verdict }: WaitProps) {
  const locale = { locale: language }
  const advice = questions.filter((one) => verdict.because.includes(one.id))
  return (
    <main id="main">
      <div className="page">
        <div className="page-head">
          <h1>{m.wait_heading({}, locale)}</h1>
          <p className="lead">{m.wait_lead({}, locale)}</p>
        </div>
        <ul className="screening-questions">
          {advice.map((one) => (
            <li key={one.id}>
              <strong>{one.question[language]}</strong>
              <p className="why">{one.advice[language]}</p>
            </li>
          ))}
        </ul>
        <div className="actions">
          <NextStep
            language={language}
            phone={clinic.phone}
            analysis={verdict.leadsTo === 'analysis' ? analysis : undefined}
          />
          <a href={`/${language}/book/questions?${query}`}>{m.change_answer({}, locale)}</a>
        </div>
        <Notice kind="info" title={m.wait_not_stored({}, locale)} />
      </div>
    </main>
  )
}

type NextStepProps = {
  readonly language: Language
  readonly phone: string
  readonly analysis: string | undefined
}

function NextStep({ language, phone, analysis }: NextStepProps) {
  const call = m.wait_call({ phone: sayPhone(phone) }, { locale: language })
  if (!analysis) {
    return (
      <a className="button" href={`tel:${phone}`}>
        {call}
      </a>
    )
  }
  return (
    <>
      <a className="button" href={`/${language}/book?service=${analysis}`}>
        {m.wait_analysis({}, { locale: language })}
      </a>
      <a className="button is-quiet" href={`tel:${phone}`}>
        {call}
      </a>
    </>
  )
}
