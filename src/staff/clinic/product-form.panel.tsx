import { TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { Anaesthetic } from '#set-up/contract'
import { SaveButton } from './set-up-fields.panel.tsx'
import type { Problems } from './set-up-frame.panel.tsx'

type Props = {
  readonly language: Language
  readonly values: Readonly<Record<string, string>>
  readonly problems: Problems
  readonly anaesthetics: readonly Anaesthetic[]
}

/** Anaesthetics with where their minutes come from, and one more. */
export function ProductForm({ language, values, problems, anaesthetics }: Props) {
  const locale = { locale: language }
  return (
    <section>
      <h2>{m.setup_products({}, locale)}</h2>
      <ul className="set-up-rows">
        {anaesthetics.map(({ id, name, minutes, source }) => (
          <li key={id}>
            {`${name[language]}, ${m.setup_minutes_of({ count: minutes }, locale)}`}
            <br />
            <span className="quiet small">{source}</span>
          </li>
        ))}
      </ul>
      <form className="form" method="post" noValidate>
        <input type="hidden" name="part" value="product" />
        <TextField
          name="product"
          label={m.setup_product_name({}, locale)}
          value={values['product']}
          error={problems['product']}
          maxLength={80}
        />
        <TextField
          name="product-minutes"
          short
          inputMode="numeric"
          label={m.setup_minutes({}, locale)}
          value={values['product-minutes']}
        />
        <TextField
          name="source"
          label={m.setup_source({}, locale)}
          value={values['source']}
          maxLength={200}
        />
        <SaveButton language={language} />
      </form>
    </section>
  )
}
