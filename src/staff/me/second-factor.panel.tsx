import { TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'

export type SecondFactorSent =
  | { readonly step: 'begun'; readonly path: string; readonly side: number; readonly key: string }
  | { readonly step: 'on'; readonly backupCodes: readonly string[] }
  | { readonly step: 'off' }
  | { readonly step: 'refused'; readonly problem: 'wrong-password' | 'wrong-code' | 'too-many' }

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly isOn: boolean
  readonly sent: SecondFactorSent | undefined
}

export function SecondFactorPanel({ language, clinic, isOn, sent }: Props) {
  const locale = { locale: language }
  const title = m.people_second_factor({}, locale)
  const problem = sent?.step === 'refused' ? sent.problem : undefined
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <p className="back">
        <a href="/staff/me">
          <Icon shape="arrow-left" /> {m.people_me({}, locale)}
        </a>
      </p>
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      {sent?.step === 'off' && <Notice kind="done" title={m.people_code_is_off({}, locale)} />}
      {problem === 'too-many' && <Notice kind="waiting" title={m.people_too_many({}, locale)} />}
      {sent?.step === 'on' && <BackupCodes codes={sent.backupCodes} language={language} />}
      {sent?.step === 'begun' && <Scan drawn={sent} language={language} />}
      {sent?.step === 'begun' || problem === 'wrong-code' ? (
        <ConfirmForm language={language} isWrong={problem === 'wrong-code'} />
      ) : (
        sent?.step !== 'on' && <PasswordForm language={language} isOn={isOn} problem={problem} />
      )}
    </main>
  )
}

function Scan({
  drawn,
  language,
}: {
  readonly drawn: { readonly path: string; readonly side: number; readonly key: string }
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <div className="sheet">
      <p>{m.people_code_scan({}, locale)}</p>
      <svg
        className="qr"
        viewBox={`0 0 ${drawn.side} ${drawn.side}`}
        role="img"
        aria-label={m.people_code_picture({}, locale)}
        shapeRendering="crispEdges"
      >
        <rect width={drawn.side} height={drawn.side} fill="#fff" />
        <path d={drawn.path} fill="#000" />
      </svg>
      <p className="secret-once">
        {m.people_code_key({}, locale)}: <code>{drawn.key}</code>
      </p>
    </div>
  )
}

function ConfirmForm({ language, isWrong }: { readonly language: Language; readonly isWrong: boolean }) {
  const locale = { locale: language }
  return (
    <form className="form sheet" method="post" noValidate>
      <TextField
        name="code"
        label={m.people_code_code({}, locale)}
        error={isWrong ? m.people_code_wrong({}, locale) : undefined}
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={12}
        short
      />
      <button className="button" type="submit" name="intent" value="confirm">
        {m.people_code_confirm({}, locale)}
      </button>
    </form>
  )
}

function PasswordForm({
  language,
  isOn,
  problem,
}: {
  readonly language: Language
  readonly isOn: boolean
  readonly problem: string | undefined
}) {
  const locale = { locale: language }
  return (
    <>
      <p>{isOn ? m.people_code_on({}, locale) : m.people_code_begin_then({}, locale)}</p>
      <form className="form sheet" method="post" noValidate>
        <TextField
          name="password"
          kind="password"
          label={m.people_password({}, locale)}
          error={problem === 'wrong-password' ? m.people_password_wrong({}, locale) : undefined}
          autoComplete="current-password"
          maxLength={128}
        />
        <button
          className={isOn ? 'button is-danger' : 'button'}
          type="submit"
          name="intent"
          value={isOn ? 'turn-off' : 'begin'}
        >
          {isOn ? m.people_code_turn_off({}, locale) : m.people_code_begin({}, locale)}
        </button>
      </form>
    </>
  )
}

function BackupCodes({
  codes,
  language,
}: {
  readonly codes: readonly string[]
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <Notice kind="done" title={m.people_code_backup({}, locale)}>
      <p>{m.people_code_backup_then({}, locale)}</p>
      <ul className="backup-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
