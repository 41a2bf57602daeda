import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { type Light, type Lights, worstOf } from './judge-status.ts'

export type ShownStatus = {
  readonly lights: Lights
  readonly backup: { readonly when: string | undefined; readonly kept: number; readonly broken: number }
  readonly messages: {
    readonly waiting: number
    readonly toCall: number
    readonly failed: number
    readonly canSend: boolean
  }
  readonly jobs: { readonly waiting: number; readonly failed: number } | undefined
  readonly disk: { readonly free: string; readonly all: string }
  readonly database: { readonly version: string; readonly since: string; readonly rottenPages: number }
  readonly lysterSince: string
}

type Props = { readonly language: Language; readonly clinic: string; readonly status: ShownStatus }

/** One part of the machine: how it is, in figures, and what to do where it is not well. */
type Part = {
  readonly title: string
  readonly light: Light
  readonly words: string
  readonly act?: string | false | undefined
  readonly href?: string
}

export function StatusPanel({ language, clinic, status }: Props) {
  const locale = { locale: language }
  const title = m.status_title({}, locale)
  const worst = worstOf(status.lights)
  const sum = { green: m.status_all_well, amber: m.status_look, red: m.status_act }[worst]
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      <p className="lead">{sum({}, locale)}</p>
      {partsOf(status, language).map((part) => (
        <PartOfStatus key={part.title} part={part} language={language} />
      ))}
    </main>
  )
}

const tags: Readonly<Record<Light, string>> = {
  green: 'tag is-done',
  amber: 'tag is-waiting',
  red: 'tag is-alarm',
}

function PartOfStatus({ part, language }: { readonly part: Part; readonly language: Language }) {
  const light = { green: m.status_green, amber: m.status_amber, red: m.status_red }[part.light]
  return (
    <section>
      <h2>
        {part.title} <span className={tags[part.light]}>{light({}, { locale: language })}</span>
      </h2>
      <p>{part.href ? <a href={part.href}>{part.words}</a> : part.words}</p>
      {part.act && (
        <p>
          <strong>{part.act}</strong>
        </p>
      )}
    </section>
  )
}

function partsOf(status: ShownStatus, language: Language): Part[] {
  const locale = { locale: language }
  const { lights, disk, jobs, lysterSince } = status
  return [
    backupPart(status, language),
    messagesPart(status, language),
    ...(jobs
      ? [
          {
            title: m.status_jobs({}, locale),
            light: lights.jobs,
            words: m.status_jobs_counts(jobs, locale),
            act: lights.jobs !== 'green' && m.status_jobs_failed_do({}, locale),
          },
        ]
      : []),
    {
      title: m.status_disk({}, locale),
      light: lights.disk,
      words: m.status_disk_room(disk, locale),
      act: diskAct(lights.disk, language),
    },
    databasePart(status, language),
    {
      title: m.status_lyster({}, locale),
      light: 'green',
      words: m.status_lyster_since({ when: lysterSince }, locale),
    },
  ]
}

function diskAct(light: Light, language: Language): string | undefined {
  const locale = { locale: language }
  if (light === 'green') return undefined
  return light === 'red' ? m.status_disk_full_do({}, locale) : m.status_disk_low_do({}, locale)
}

function backupPart({ lights, backup }: ShownStatus, language: Language): Part {
  const locale = { locale: language }
  const { when, kept, broken } = backup
  const isLate = when !== undefined && lights.backup !== 'green'
  const late = isLate ? m.status_backup_old_do({}, locale) : undefined
  return {
    title: m.status_backup({}, locale),
    light: lights.backup,
    words: when ? m.status_backup_age({ when, count: kept }, locale) : m.status_backup_none({}, locale),
    act: broken > 0 ? m.status_backup_broken_do({ count: broken }, locale) : late,
  }
}

function messagesPart({ lights, messages }: ShownStatus, language: Language): Part {
  const locale = { locale: language }
  const { waiting, toCall, failed, canSend } = messages
  const unsent = !canSend && waiting > 0 ? m.status_messages_no_sender_do({}, locale) : undefined
  return {
    title: m.status_messages({}, locale),
    light: lights.messages,
    words: m.status_messages_counts({ waiting, calls: toCall, failed }, locale),
    act: failed > 0 ? m.status_messages_failed_do({}, locale) : unsent,
    href: '/staff/messages',
  }
}

function databasePart({ lights, database }: ShownStatus, language: Language): Part {
  const locale = { locale: language }
  const { version, since, rottenPages } = database
  const words = { version, when: since, count: rottenPages }
  const isWell = lights.database === 'green'
  return {
    title: m.status_database({}, locale),
    light: lights.database,
    words: isWell ? m.status_database_version(words, locale) : m.status_database_rotten(words, locale),
    act: !isWell && m.status_database_rotten_do({}, locale),
  }
}
