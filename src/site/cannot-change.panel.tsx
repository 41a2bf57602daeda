import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import { type MovePage, type MoveRefused, visitsPath } from './move-step.ts'

type Refused = { readonly refused: MoveRefused; readonly language: Language }

/** What happened, and that nothing is lost; the other times stand below. */
export function MoveRefusedNotice({ refused, language }: Refused) {
  const locale = { locale: language }
  const [title, text] = {
    'time-taken': [m.moves_taken({}, locale), m.moves_taken_text({}, locale)],
    'changed-meanwhile': [m.moves_changed({}, locale), m.moves_changed_text({}, locale)],
    'unknown-move': [m.offer_void({}, locale), m.moves_void_text({}, locale)],
    'too-many-requests': [m.too_many_requests({}, locale), m.too_many_requests_text({}, locale)],
  }[refused]
  return (
    <Notice kind="alarm" title={title}>
      <p>{text}</p>
    </Notice>
  )
}

type CannotChangeProps = {
  readonly page: Pick<MovePage, 'clinic' | 'language' | 'secret'>
  readonly why: 'too-late' | 'already-begun'
}

/** Here the page can do no more: who can is told, with the number. */
export function CannotChange({ page, why }: CannotChangeProps) {
  const { clinic, language } = page
  const locale = { locale: language }
  const phone = sayPhone(clinic.phone)
  const hours = clinic.changeNoticeHours
  return (
    <div className="page">
      <div className="page-head">
        <h1>{why === 'too-late' ? m.moves_too_late({}, locale) : m.moves_begun({}, locale)}</h1>
        <p className="lead">
          {why === 'too-late'
            ? m.moves_too_late_text({ hours, phone }, locale)
            : m.moves_begun_text({ phone }, locale)}
        </p>
      </div>
      <div className="actions">
        <a className="button" href={`tel:${clinic.phone}`}>
          {m.wait_call({ phone }, locale)}
        </a>
        <a className="button is-quiet" href={visitsPath(page)}>
          {m.moves_to_visits({}, locale)}
        </a>
      </div>
    </div>
  )
}
