import { TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { Place } from '#set-up/contract'
import { type FrameProps, type Problems, SetUpFrame } from './set-up-frame.panel.tsx'
import { VisitLinks } from './visit-links.panel.tsx'

type Props = {
  readonly frame: FrameProps
  readonly places: readonly Place[]
  readonly sent:
    | {
        readonly place: string
        readonly name: string
        readonly problems: Problems
        readonly visits: readonly { readonly href: string | undefined; readonly words: string }[]
      }
    | undefined
}

export function PlacesPanel({ frame, places, sent }: Props) {
  const locale = { locale: frame.language }
  const list = (kind: Place['kind'], heading: string, addLabel: string) => (
    <section>
      <h2>{heading}</h2>
      <ul className="set-up-rows">
        {places
          .filter((place) => place.kind === kind)
          .map((place) => (
            <PlaceRow key={place.id} language={frame.language} place={place} sent={sent} />
          ))}
      </ul>
      <NameForm language={frame.language} id={`new-${kind}`} label={addLabel} name="" sent={sent} isNew />
    </section>
  )
  return (
    <SetUpFrame frame={frame} problems={sent?.problems}>
      <p>{m.setup_rooms_lead({}, locale)}</p>
      <VisitLinks visits={sent?.visits ?? []} />
      {list('room', m.setup_rooms_heading({}, locale), m.setup_new_room({}, locale))}
      {list('device', m.setup_devices_heading({}, locale), m.setup_new_device({}, locale))}
    </SetUpFrame>
  )
}

type RowProps = { readonly language: Language; readonly place: Place; readonly sent: Props['sent'] }

function PlaceRow({ language, place, sent }: RowProps) {
  const locale = { locale: language }
  if (place.retired)
    return (
      <li>
        <form method="post" className="actions">
          <input type="hidden" name="place" value={place.id} />
          <span className="quiet">{m.setup_retired({ name: place.name }, locale)}</span>
          <Act value="restore" words={m.setup_restore({}, locale)} of={place.name} />
        </form>
      </li>
    )
  return (
    <li>
      <NameForm
        language={language}
        id={place.id}
        label={m.setup_place_name({}, locale)}
        name={place.name}
        sent={sent}
      />
    </li>
  )
}

type NameProps = {
  readonly language: Language
  readonly id: string
  readonly label: string
  readonly name: string
  readonly sent: Props['sent']
  readonly isNew?: true
}

function NameForm({ language, id, label, name, sent, isNew }: NameProps) {
  const locale = { locale: language }
  const mine = sent?.place === id ? sent : undefined
  return (
    <form method="post" className="form set-up-row" noValidate>
      <input type="hidden" name="place" value={id} />
      <TextField
        name={`name-${id}`}
        label={label}
        value={mine?.name ?? name}
        error={mine?.problems[`name-${id}`]}
        maxLength={60}
      />
      <div className="actions">
        <Act value="save" words={isNew ? m.setup_add({}, locale) : m.setup_rename({}, locale)} of={name} />
        {!isNew && (
          <>
            <Act value="up" words={m.setup_up({}, locale)} of={name} />
            <Act value="down" words={m.setup_down({}, locale)} of={name} />
            <Act value="retire" words={m.setup_retire({}, locale)} of={name} />
          </>
        )}
      </div>
    </form>
  )
}

function Act({ value, words, of }: { readonly value: string; readonly words: string; readonly of: string }) {
  return (
    <button className="button is-quiet is-small" type="submit" name="do" value={value}>
      {words}
      {of !== '' && <span className="visually-hidden"> {of}</span>}
    </button>
  )
}
