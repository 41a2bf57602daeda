import { TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'

type Link = { readonly href: string; readonly words: string }

export type ListedClient = {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly next: Link | undefined
  readonly same: readonly Link[]
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly asked: string
  readonly more: boolean
  readonly mayImport: boolean
  readonly clients: readonly ListedClient[]
}

export function ClientsPanel({ language, clinic, asked, more, mayImport, clients }: Props) {
  const locale = { locale: language }
  const title = m.register_clients({}, locale)
  const none = asked.trim() === '' ? m.register_none_yet({}, locale) : m.register_found_none({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
        <a className="button is-quiet" href="/staff/clients/book">
          {m.register_book_new({}, locale)}
        </a>
        {mayImport && (
          <a className="button is-quiet" href="/staff/clients/import">
            {m.register_import({}, locale)}
          </a>
        )}
      </div>
      <search>
        <form className="search-form" method="get" action="/staff/clients">
          <TextField
            name="q"
            kind="search"
            label={m.register_search({}, locale)}
            hint={m.register_search_hint({}, locale)}
            value={asked}
            maxLength={200}
            autoComplete="off"
          />
          <button className="button" type="submit">
            {m.register_search_go({}, locale)}
          </button>
        </form>
      </search>
      <h2>{asked.trim() === '' ? m.register_newest({}, locale) : m.register_found({}, locale)}</h2>
      {clients.length === 0 ? (
        <p className="lead">{none}</p>
      ) : (
        <Found clients={clients} language={language} />
      )}
      {more && asked.trim() !== '' && <p className="quiet">{m.register_found_more({}, locale)}</p>}
    </main>
  )
}

function Found({
  clients,
  language,
}: {
  readonly clients: readonly ListedClient[]
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <section className="scrolls client-rows" tabIndex={0} aria-label={m.register_found({}, locale)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{m.register_col_name({}, locale)}</th>
            <th scope="col">{m.register_col_phone({}, locale)}</th>
            <th scope="col">{m.register_col_next({}, locale)}</th>
            <th scope="col">
              <span className="visually-hidden">{m.register_book({}, locale)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {clients.map((client) => (
            <Row key={client.id} client={client} language={language} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ client, language }: { readonly client: ListedClient; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <tr>
      <th scope="row">
        <a href={`/staff/clients/${client.id}`}>{client.name}</a>
        {client.same.length > 0 && (
          <>
            <br />
            <a className="tag is-waiting" href={client.same[0]?.href}>
              {m.register_same({}, locale)}
            </a>
          </>
        )}
      </th>
      <td>
        <span className="nowrap">{client.phone}</span>
        <br />
        <span className="client-email quiet small">{client.email}</span>
      </td>
      <td>
        {client.next ? (
          <a href={client.next.href}>{client.next.words}</a>
        ) : (
          <span className="quiet">{m.register_no_next({}, locale)}</span>
        )}
      </td>
      <td>
        <a className="button is-quiet is-small" href={`/staff/clients/book/${client.id}`}>
          {m.register_book({}, locale)}
          <span className="visually-hidden"> {client.name}</span>
        </a>
      </td>
    </tr>
  )
}
