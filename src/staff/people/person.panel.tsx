import type { Role } from '#clinic/pure'
import { SelectField, TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language, Localised } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { HandOverPlan, type ShownPlan } from './hand-over-plan.panel.tsx'
import { roles, sayRole } from './role-words.ts'

type Problem = 'role' | 'last-owner' | 'day-has-passed' | 'credential'

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly person: {
    readonly name: string
    readonly role: Role
    readonly leaves: string | undefined
    readonly credential: Localised | undefined
  }
  /** The last day that was asked about; 'now' has no words. */
  readonly asked: { readonly on: string; readonly words: string } | undefined
  readonly badDay: boolean
  readonly plan: ShownPlan | undefined
  readonly done:
    | { readonly what: 'role' | 'credential' }
    | { readonly what: 'left'; readonly handed: number; readonly left: number }
    | undefined
  readonly problem: Problem | undefined
}

export function PersonPanel(props: Props) {
  const { language, clinic, person, done, problem } = props
  const locale = { locale: language }
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={person.name} clinic={clinic} />
      <p className="back">
        <a href="/staff/people">
          <Icon shape="arrow-left" /> {m.people_to_people({}, locale)}
        </a>
      </p>
      {done?.what === 'role' && <Notice kind="done" title={m.people_role_changed({}, locale)} />}
      {done?.what === 'credential' && (
        <Notice kind="done" title={m.guide_review_credential_saved({}, locale)} />
      )}
      {done?.what === 'left' && (
        <Notice kind="done" title={m.people_done_left({ handed: done.handed, left: done.left }, locale)} />
      )}
      {problem === 'last-owner' && (
        <Notice kind="alarm" title={m.people_last_owner({}, locale)}>
          <p>{m.people_last_owner_then({}, locale)}</p>
        </Notice>
      )}
      <div className="staff-head">
        <h1>{person.name}</h1>
        {person.leaves && (
          <span className="tag is-waiting">{m.people_leaves({ date: person.leaves }, locale)}</span>
        )}
      </div>
      <RoleForm person={person} language={language} />
      <CredentialForm person={person} problem={problem} language={language} />
      <Leaving {...props} />
    </main>
  )
}

function RoleForm({ person, language }: Pick<Props, 'person' | 'language'>) {
  const locale = { locale: language }
  return (
    <form className="form sheet" method="post">
      <SelectField
        name="role"
        label={m.people_role({}, locale)}
        value={person.role}
        choices={roles.map((value) => ({ value, words: sayRole(value, language) }))}
      />
      <button className="button is-quiet" type="submit" name="intent" value="role">
        {m.people_change_role({}, locale)}
      </button>
    </form>
  )
}

/** Whoever is certified may review the guide's texts. */
function CredentialForm({ person, problem, language }: Pick<Props, 'person' | 'problem' | 'language'>) {
  const locale = { locale: language }
  const error = problem === 'credential' ? m.guide_review_credential_both({}, locale) : undefined
  return (
    <>
      <h2>{m.guide_review_credential({}, locale)}</h2>
      <p>{m.guide_review_credential_hint({}, locale)}</p>
      <form className="form sheet" method="post">
        <TextField
          name="credential-sv"
          label={m.guide_review_credential_sv({}, locale)}
          value={person.credential?.sv}
          error={error}
          maxLength={80}
          optional=" "
        />
        <TextField
          name="credential-en"
          label={m.guide_review_credential_en({}, locale)}
          value={person.credential?.en}
          maxLength={80}
          optional=" "
        />
        <button className="button is-quiet" type="submit" name="intent" value="credential">
          {m.guide_review_credential_save({}, locale)}
        </button>
      </form>
    </>
  )
}

function Leaving({ language, asked, badDay, plan, problem }: Props) {
  const locale = { locale: language }
  const error = badDay || problem === 'day-has-passed' ? m.people_day_wrong({}, locale) : undefined
  return (
    <>
      <h2>{m.people_leaving({}, locale)}</h2>
      <p>{m.people_leaving_then({}, locale)}</p>
      <form className="form sheet" method="get">
        <TextField
          name="on"
          kind="date"
          short
          label={m.people_last_day({}, locale)}
          value={asked?.on === 'now' ? undefined : asked?.on}
          error={error}
        />
        <div className="actions">
          <button className="button is-quiet" type="submit">
            {m.people_look({}, locale)}
          </button>
          <a className="button is-quiet" href="?on=now">
            {m.people_now({}, locale)}
          </a>
        </div>
      </form>
      {plan && <HandOverPlan plan={plan} language={language} />}
      {asked && <Confirm asked={asked} language={language} />}
    </>
  )
}

function Confirm({
  asked,
  language,
}: {
  readonly asked: NonNullable<Props['asked']>
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <form className="actions" method="post">
      <input type="hidden" name="on" value={asked.on} />
      <button className="button is-danger" type="submit" name="intent" value="leave">
        {asked.on === 'now'
          ? m.people_leave_now({}, locale)
          : m.people_leave_on({ date: asked.words }, locale)}
      </button>
    </form>
  )
}
