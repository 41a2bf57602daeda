import type { Language } from '#platform/language'
import { m } from '#platform/words'

type SearchFieldProps = { readonly language: Language; readonly value?: string | undefined }

/** One field and one button. The answer has an address of its own, so it can be kept and sent. */
export function SearchField({ language, value }: SearchFieldProps) {
  const locale = { locale: language }
  return (
    <search>
      <form className="guide-search" method="get" action={`/${language}/guide`}>
        <label htmlFor="guide-question">{m.guide_site_search({}, locale)}</label>
        <div className="guide-search-line">
          <input
            id="guide-question"
            className="control"
            type="search"
            name="q"
            defaultValue={value}
            maxLength={200}
            autoComplete="off"
            aria-describedby="guide-question-hint"
          />
          <button className="button" type="submit">
            {m.guide_site_search_button({}, locale)}
          </button>
        </div>
        <p id="guide-question-hint" className="field-hint">
          {m.guide_site_search_hint({}, locale)}
        </p>
      </form>
    </search>
  )
}
