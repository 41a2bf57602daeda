import type { Language } from '#platform/language'
import { m } from '#platform/words'
import script from './passkey.script.ts?worker&url'

export type ShownPasskey = { readonly id: string; readonly name: string }

export function PasskeyList({
  passkeys,
  language,
}: {
  readonly passkeys: readonly ShownPasskey[]
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <>
      <h2>{m.people_passkeys({}, locale)}</h2>
      <p>{m.people_passkeys_then({}, locale)}</p>
      <ul className="visit-rows">
        {passkeys.map(({ id, name }) => (
          <li key={id}>
            <form className="row-form" method="post">
              <span>{name}</span>
              <input type="hidden" name="passkey" value={id} />
              <button
                className="button is-quiet is-small"
                type="submit"
                name="intent"
                value="passkey-remove"
                aria-label={m.people_passkey_remove_of({ name }, locale)}
              >
                {m.people_passkey_remove({}, locale)}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <PasskeyButton
        act="add"
        words={m.people_passkey_add({}, locale)}
        next="/staff/me"
        language={language}
      />
    </>
  )
}

type ButtonProps = {
  readonly act: 'add' | 'sign-in'
  readonly words: string
  readonly next: string
  readonly language: Language
}

/** Hidden until the script has seen that the browser knows passkeys; without script it stays so. */
export function PasskeyButton({ act, words, next, language }: ButtonProps) {
  return (
    <div className="passkey" hidden data-passkey={act} data-next={next}>
      <button className="button is-quiet" type="button">
        {words}
      </button>
      <p className="field-error" role="alert" hidden>
        {m.people_passkey_failed({}, { locale: language })}
      </p>
      <script type="module" src={script} />
    </div>
  )
}
