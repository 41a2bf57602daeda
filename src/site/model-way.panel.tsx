import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { ConcernPicture } from './look/concern-picture.panel.tsx'

/** From reading about the skin to looking at it. */
export function ModelWay({ language }: { readonly language: Language }) {
  const locale = { locale: language }
  return (
    <aside className="guide-model no-print">
      <ConcernPicture concern="basics" />
      <p>
        <a href={`/${language}/guide/skin-model`}>{m.model_title({}, locale)}</a>
        <span>{m.guide_site_model({}, locale)}</span>
      </p>
    </aside>
  )
}
