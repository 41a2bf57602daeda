import { HintAndError, TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { type ColourName, colourFromWords, colourNames, look, schemeOf } from '#set-up/pure'
import { colourWords } from './look-words.ts'
import type { Problems } from './set-up-frame.panel.tsx'

type ColoursProps = {
  readonly language: Language
  readonly values: Readonly<Record<string, string>>
  readonly problems: Problems
}

export function ColoursForm({ language, values, problems }: ColoursProps) {
  const locale = { locale: language }
  return (
    <form className="form" method="post" noValidate>
      <h2>{m.setup_colours({}, locale)}</h2>
      <p>{m.setup_colours_hint({}, locale)}</p>
      <input type="hidden" name="part" value="colours" />
      {colourNames.map((name) => (
        <div key={name}>
          <TextField
            name={name}
            label={colourWords(name, language)}
            hint={m.setup_colour_hint({ own: ownColour(name) }, locale)}
            value={values[name] ?? ''}
            error={problems[name]}
            maxLength={7}
            optional={m.setup_optional({}, locale)}
            short
          />
          <Swatch name={name} colour={colourFromWords(values[name] ?? '') ?? ownColour(name)} />
        </div>
      ))}
      <div className="actions">
        <button className="button" type="submit">
          {m.setup_save_colours({}, locale)}
        </button>
      </div>
    </form>
  )
}

/** The colour on the ground of its scheme; drawn by attributes, since the policy forbids a style. */
function Swatch({ name, colour }: { readonly name: ColourName; readonly colour: string }) {
  return (
    <svg width="128" height="40" viewBox="0 0 128 40" aria-hidden="true">
      <rect width="128" height="40" rx="6" fill={look[schemeOf(name)].grounds[0]} />
      <rect x="8" y="8" width="112" height="24" rx="4" fill={colour} />
    </svg>
  )
}

function ownColour(name: ColourName): string {
  const { act, warmth } = look[schemeOf(name)]
  return name.startsWith('act') ? act : warmth
}

type LogoProps = {
  readonly language: Language
  readonly clinic: string
  readonly logo: string | undefined
  readonly error: string | undefined
}

export function LogoForm({ language, clinic, logo, error }: LogoProps) {
  const locale = { locale: language }
  const field = {
    name: 'logo',
    label: m.setup_logo_file({}, locale),
    hint: m.setup_logo_hint({}, locale),
    error,
  }
  return (
    <form className="form" method="post" encType="multipart/form-data" noValidate>
      <h2>{m.setup_logo({}, locale)}</h2>
      <input type="hidden" name="part" value="logo" />
      {logo && (
        <p>
          <img src={`/logo?v=${logo}`} alt={clinic} height="40" />
        </p>
      )}
      <div className="field">
        <label htmlFor="field-logo">{field.label}</label>
        <HintAndError frame={field} />
        <input
          className="control"
          id="field-logo"
          name="logo"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-describedby={error ? 'hint-logo error-logo' : 'hint-logo'}
          aria-invalid={error ? true : undefined}
        />
      </div>
      <div className="actions">
        <button className="button" type="submit" name="do" value="upload">
          {m.setup_logo_upload({}, locale)}
        </button>
        {logo && (
          <button className="button is-quiet" type="submit" name="do" value="remove">
            {m.setup_logo_remove({}, locale)}
          </button>
        )}
      </div>
    </form>
  )
}
