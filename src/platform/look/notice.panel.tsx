/** A notice says what happened, that nothing is lost, and what to do. An alarm is announced when it appears. */
import type { ReactNode } from 'react'
import { Icon, type IconShape } from './icon.panel.tsx'

export type NoticeKind = 'info' | 'waiting' | 'alarm' | 'done'

type NoticeProps = {
  readonly kind: NoticeKind
  readonly title?: string | undefined
  readonly children?: ReactNode
}

const shapeOf: Readonly<Record<NoticeKind, IconShape>> = {
  info: 'info',
  waiting: 'clock',
  alarm: 'alert',
  done: 'done',
}

export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div className={`notice is-${kind}`} {...(kind === 'alarm' && { role: 'alert' })}>
      <Icon shape={shapeOf[kind]} />
      <div className="notice-words">
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

export type FoundError = { readonly field: string; readonly words: string }

/** Above a form that came back: each error leads to its field. `field` is the name that the field was given. */
export function ErrorSummary({
  title,
  errors,
}: {
  readonly title: string
  readonly errors: readonly FoundError[]
}) {
  if (errors.length === 0) return undefined
  return (
    <Notice kind="alarm" title={title}>
      <ul className="error-list">
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#field-${error.field}`}>{error.words}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
