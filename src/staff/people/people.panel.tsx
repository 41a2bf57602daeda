import type { Role } from '#clinic/pure'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { InviteForm, type SentInvitation } from './invite-form.panel.tsx'
import { sayRole } from './role-words.ts'

type ShownPerson = {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Undefined for somebody who does not sign in. */
  readonly way: { readonly hasSecondFactor: boolean } | undefined
  readonly signedIn: string | undefined
  /** Undefined for somebody who does not treat. */
  readonly visits: number | undefined
  readonly leaves: { readonly words: string; readonly isPast: boolean } | '' | undefined
}

type ShownInvitation = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly until: string
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly people: readonly ShownPerson[]
  readonly invitations: readonly ShownInvitation[]
  readonly sent: SentInvitation | undefined
}

export function PeoplePanel({ language, clinic, people, invitations, sent }: Props) {
  const locale = { locale: language }
  const title = m.people_people({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      {sent?.invited && <Invited language={language} invited={sent.invited} />}
      <p className="lead">{m.people_lead({}, locale)}</p>
      <PeopleTable people={people} language={language} />
      {invitations.length > 0 && <Invitations invitations={invitations} language={language} />}
      <InviteForm language={language} sent={sent} />
    </main>
  )
}

function Invited({
  language,
  invited,
}: {
  readonly language: Language
  readonly invited: { readonly name: string; readonly link: string }
}) {
  const locale = { locale: language }
  return (
    <Notice kind="done" title={m.people_link_made({ name: invited.name }, locale)}>
      <p>{m.people_link_then({}, locale)}</p>
      <p className="secret-once">
        <code>{invited.link}</code>
      </p>
    </Notice>
  )
}

function PeopleTable({
  people,
  language,
}: {
  readonly people: readonly ShownPerson[]
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <section className="scrolls" tabIndex={0} aria-label={m.people_people({}, locale)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{m.people_name({}, locale)}</th>
            <th scope="col">{m.people_role({}, locale)}</th>
            <th scope="col">{m.people_second_factor({}, locale)}</th>
            <th scope="col">{m.people_signed_in({}, locale)}</th>
            <th scope="col">{m.people_visits({}, locale)}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <a href={`/staff/people/${person.id}`}>{person.name}</a>
                {person.leaves && (
                  <>
                    <br />
                    <span className="quiet small">
                      {person.leaves.isPast
                        ? m.people_left({ date: person.leaves.words }, locale)
                        : m.people_leaves({ date: person.leaves.words }, locale)}
                    </span>
                  </>
                )}
              </th>
              <td>{sayRole(person.role, language)}</td>
              <td>{saySecondFactor(person, language)}</td>
              <td>{person.way && (person.signedIn ?? m.people_never({}, locale))}</td>
              <td>{person.visits}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function saySecondFactor({ way }: ShownPerson, language: Language): string {
  const locale = { locale: language }
  if (!way) return m.people_no_sign_in({}, locale)
  return way.hasSecondFactor ? m.people_yes({}, locale) : m.people_no({}, locale)
}

function Invitations({
  invitations,
  language,
}: {
  readonly invitations: readonly ShownInvitation[]
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <>
      <h2>{m.people_waiting({}, locale)}</h2>
      <ul className="visit-rows">
        {invitations.map(({ id, name, email, role, until }) => (
          <li key={id}>
            <form className="row-form" method="post">
              <span>
                {`${name}, ${sayRole(role, language)}`}
                <br />
                <span className="quiet small">{`${email} · ${m.people_until({ when: until }, locale)}`}</span>
              </span>
              <input type="hidden" name="invitation" value={id} />
              <button
                className="button is-quiet is-small"
                type="submit"
                name="intent"
                value="withdraw"
                aria-label={m.people_withdraw_of({ name }, locale)}
              >
                {m.people_withdraw({}, locale)}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}
