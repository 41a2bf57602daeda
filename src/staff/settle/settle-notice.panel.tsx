import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type SettleNoticeProps = {
  /** How many booked visits lie in an absence, and where they are settled. */
  readonly waiting: { readonly count: number; readonly href: string } | undefined
  /** A block that was made a moment ago, by its id. */
  readonly blocked: string | undefined
  readonly unblocked: boolean
}

/** Above the board: what was just blocked, with its Undo, and what waits for somebody to settle it. */
export function SettleNotice({
  language,
  waiting,
  blocked,
  unblocked,
}: SettleNoticeProps & { readonly language: Language }) {
  const locale = { locale: language }
  return (
    <>
      {unblocked && <Notice kind="done" title={m.settle_unblocked({}, locale)} />}
      {blocked !== undefined && (
        <Notice kind="done" title={m.settle_blocked({}, locale)}>
          <form className="row-form" method="post" action={`/staff/block/${blocked}`}>
            <button className="button is-quiet is-small" type="submit">
              {m.settle_undo({}, locale)}
            </button>
          </form>
        </Notice>
      )}
      {waiting && (
        <Notice kind="waiting" title={m.settle_waiting({ count: waiting.count }, locale)}>
          <p>
            {m.settle_waiting_then({}, locale)} <a href={waiting.href}>{m.settle_see({}, locale)}</a>
          </p>
        </Notice>
      )}
    </>
  )
}
