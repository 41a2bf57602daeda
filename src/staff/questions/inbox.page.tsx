import { addAudit } from '#clinic'
import { may } from '#clinic/pure'
import { getAnswerDays } from '#questions'
import { countAnsweredQuestions, countQuestions, listQuestions } from '#questions/desk'
import { requestContext } from '#platform/context'
import { minuteFrom } from '#platform/time'
import type { Route } from './+types/inbox.page'
import { atWorkFor } from '../may.server.ts'
import { readAbout } from './about.server.ts'
import { lineFrom } from './inbox-line.server.ts'
import { InboxPanel } from './inbox.panel.tsx'
import { viewFrom } from './views.ts'

const newest = 100

export async function loader({ context, url }: Route.LoaderArgs) {
  const { staff, clinic, language } = atWorkFor(context, 'see-questions')
  const { inClinic, now } = context.get(requestContext)
  const view = viewFrom(url.searchParams.get('show'))
  const mayRead = may(staff.role, 'read-question')
  const asking = { staff: staff.id, now: now() }
  const found = await inClinic(async (trx) => {
    const actor = `staff:${staff.id}` as const
    await addAudit(trx, { at: now(), actor, act: 'questions-looked-at', subject: staff.id })
    return {
      counts: { ...(await countQuestions(trx, asking)), answered: await countAnsweredQuestions(trx) },
      questions: await listQuestions(trx, { show: view, limit: newest, ...asking }),
      days: await getAnswerDays(trx),
      about: await readAbout(trx, language),
    }
  })
  const saying = { language, zone: clinic.zone, now: minuteFrom(now()), mayRead }
  return {
    language,
    view,
    newest,
    days: found.days,
    clinic: clinic.name,
    counts: found.counts,
    maySeeEntries: may(staff.role, 'see-guide-review'),
    lines: found.questions.map((question) => lineFrom(question, found.about(question.about), saying)),
  }
}

export default function InboxPage({ loaderData }: Route.ComponentProps) {
  return <InboxPanel {...loaderData} />
}
