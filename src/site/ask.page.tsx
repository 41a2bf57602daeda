/**
 * A question to the clinic, without script: the question; the reviewed answers that are nearest; who asks and how
 * she wants to be answered; and last only the address or number that this way needs. Each step is an answer to the
 * same form, which carries what was typed before in fields that are not seen.
 */
import { listArticles } from '#guide'
import { canSend } from '#messages'
import { Notice } from '#look/notice.panel.tsx'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { Route } from './+types/ask.page'
import { type AskStep, takeStep } from './ask-step.ts'
import { noValues } from './ask-form.ts'
import { AnswersStep } from './ask-answers.panel.tsx'
import { ContactStep, ReachStep } from './ask-contact.panel.tsx'
import { QuestionStep } from './ask-question.panel.tsx'
import { headAt } from './head.ts'
import { siteContext } from './site-context.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { inClinic, config } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const asked = new URL(request.url).searchParams.get('about')
  const articles = asked === null ? [] : await inClinic((trx) => listArticles(trx, language))
  const about = articles.find(({ articleId }) => articleId === asked)
  return {
    clinic,
    language,
    url: config.url,
    sms: canSend(config).sms,
    about: about && { id: about.articleId, title: about.title, slug: about.slug },
  }
}

export function action({ context, request }: Route.ActionArgs) {
  return takeStep(context, request)
}

/** A form that is sent too often is told when to try again, also in the head of the answer. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const locale = { locale: loaderData.language }
  const head = headAt('/ask', loaderData, {
    title: `${m.questions_ask_title({}, locale)} – ${loaderData.clinic.name}`,
    description: m.questions_ask_lead({}, locale),
  })
  // The title is the step's, and the page itself says it: what was answered to a form is not known here.
  return head.filter((one) => !('title' in one))
}

export default function AskPage({ loaderData, actionData }: Route.ComponentProps) {
  const { language, clinic, about, sms } = loaderData
  const locale = { locale: language }
  const shown = { language, phone: clinic.phone, about, sms }
  const step = actionData ?? { at: 'question' as const, values: noValues, faults: [], notice: undefined }
  return (
    <main id="main">
      <title>{`${titleOf(step, language)} – ${clinic.name}`}</title>
      <div className="page">
        {step.notice?.why === 'again' && (
          <Notice kind="waiting" title={m.questions_ask_again({}, locale)}>
            <p>{m.questions_ask_again_text({}, locale)}</p>
          </Notice>
        )}
        {step.notice?.why === 'too-many' && (
          <Notice kind="waiting" title={m.questions_ask_too_many({}, locale)}>
            <p>{m.questions_ask_too_many_text({ time: step.notice.from }, locale)}</p>
          </Notice>
        )}
        {step.at === 'question' && <QuestionStep {...shown} {...step} />}
        {step.at === 'answers' && <AnswersStep {...shown} {...step} />}
        {step.at === 'contact' && <ContactStep {...shown} {...step} />}
        {step.at === 'reach' && <ReachStep {...shown} {...step} />}
      </div>
    </main>
  )
}

/** Each step has a title of its own, and one that could not be used says so: it is what a screen reader reads first. */
function titleOf(
  { at, faults, notice }: Pick<AskStep, 'at' | 'faults' | 'notice'>,
  language: Language,
): string {
  const locale = { locale: language }
  const titles = {
    question: m.questions_ask_title,
    answers: m.questions_ask_title_answers,
    contact: m.questions_ask_title_contact,
    reach: m.questions_ask_title_reach,
  }
  const title = titles[at]({}, locale)
  if (notice?.why === 'again') return m.questions_ask_again({}, locale)
  if (notice?.why === 'too-many') return m.questions_ask_too_many({}, locale)
  return faults.length > 0 ? m.questions_ask_title_error({ title }, locale) : title
}
