import { readBookedCourse } from '#booking'
import { readClinic } from '#clinic'
import { writeCalendar } from '#messages'
import { requestContext } from '#platform/context'
import { isLanguage } from '#platform/language'
import type { Route } from './+types/calendar.answer'

/** The visits as a calendar reads them: when and where, and nothing of what they are for. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { inClinic, keys, now } = context.get(requestContext)
  const { language } = params
  const found = await inClinic(async (trx) => ({
    clinic: await readClinic(trx),
    course: await readBookedCourse(trx, { secret: params.secret, keys }),
  }))
  if ('refused' in found.course || !isLanguage(language)) return new Response(null, { status: 404 })
  const { fileName, text } = writeCalendar({ ...found, visits: found.course.visits, language, now: now() })
  return new Response(text, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
    },
  })
}
