/**
 * The pictures of the healing model: skin in section, the year's collagen, four still moments. They are drawn by
 * guide/pure as marks; the classes of skin-model.css give them their colours.
 */
import {
  collagenView,
  drawCollagen,
  drawSkin,
  type HealingParameters,
  moments,
  sayMoment,
  saySkin,
  skinAt,
  skinView,
  type SkinWords,
  stillMoments,
} from '#guide/pure'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { SkinChoice } from '../skin-choice.ts'
import script from '../skin-model.script.ts?worker&url'

type Pictured = {
  readonly choice: SkinChoice
  readonly parameters: HealingParameters
  readonly words: SkinWords
  readonly language: Language
}

export function SkinNowFigure({ choice, parameters, words, language }: Pictured) {
  const locale = { locale: language }
  const days = moments[choice.moment] ?? 0
  const now = skinAt({ ...choice, days }, parameters)
  return (
    <div className="model-figure">
      <figure>
        <Drawn
          name="skin"
          marks={drawSkin(now, { days }, words.decimal)}
          view={skinView}
          title={m.model_picture({}, locale)}
        />
        <figcaption>{m.model_scale({}, locale)}</figcaption>
      </figure>
      <Slider moment={choice.moment} said={sayMoment(days, words)} language={language} />
      <Key language={language} />
      <h2>{m.model_says({}, locale)}</h2>
      <ul className="model-says" data-said="says" aria-live="polite">
        {saySkin(now, { ...choice, days }, words).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}

type SliderProps = { readonly moment: number; readonly said: string; readonly language: Language }

function Slider({ moment, said, language }: SliderProps) {
  return (
    <div className="model-time">
      <label htmlFor="moment">
        {m.model_moment({}, { locale: language })}: <strong data-said="moment">{said}</strong>
      </label>
      <input
        id="moment"
        name="moment"
        form="skin-model"
        type="range"
        min={0}
        max={moments.length - 1}
        step={1}
        defaultValue={moment}
        aria-valuetext={said}
      />
    </div>
  )
}

export function CollagenFigure({ choice, parameters, language }: Pictured) {
  const locale = { locale: language }
  const days = moments[choice.moment] ?? 0
  return (
    <figure className="model-figure">
      <h2>{m.model_chart({}, locale)}</h2>
      <Drawn
        name="collagen"
        marks={drawCollagen(parameters, { sessions: choice.sessions, days })}
        view={collagenView}
        title={m.model_chart({}, locale)}
      />
      <figcaption>
        {m.model_chart_months({}, locale)}. {m.model_chart_text({}, locale)}
      </figcaption>
    </figure>
  )
}

export function StillMoments({ choice, parameters, words, language }: Pictured) {
  return (
    <section className="model-stills" aria-labelledby="stills">
      <h2 id="stills">{m.model_stills({}, { locale: language })}</h2>
      <ol>
        {stillMoments.map((days) => {
          const now = skinAt({ ...choice, days }, parameters)
          const said = sayMoment(days, words)
          return (
            <li key={days}>
              <figure>
                <Drawn marks={drawSkin(now, { days }, words.decimal)} view={skinView} title={said} />
                <figcaption>
                  <strong>{said}</strong> {words.phases[now.phase]}
                </figcaption>
              </figure>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** With it the form answers while it is moved; without it the form's button does the same. */
export function ModelScript() {
  return <script type="module" src={script} />
}

type DrawnProps = {
  readonly name?: string
  readonly marks: string
  readonly view: { readonly width: number; readonly height: number }
  readonly title: string
}

function Drawn({ name, marks, view, title }: DrawnProps) {
  return (
    <svg
      className="model-picture"
      viewBox={`0 0 ${view.width} ${view.height}`}
      role="img"
      aria-label={title}
      data-drawn={name}
      // oxlint-disable-next-line react/no-danger -- marks that guide/pure makes of numbers
      dangerouslySetInnerHTML={{ __html: marks }}
    />
  )
}

function Key({ language }: { readonly language: Language }) {
  const locale = { locale: language }
  const entries = [
    ['is-epidermis', m.model_key_epidermis({}, locale)],
    ['is-dermis', m.model_key_dermis({}, locale)],
    ['is-weave', m.model_key_weave({}, locale)],
    ['is-three', m.model_key_three({}, locale)],
    ['is-one', m.model_key_one({}, locale)],
    ['is-channel', m.model_key_channel({}, locale)],
    ['is-unsure', m.model_key_unsure({}, locale)],
  ] as const
  return (
    <ul className="model-key" aria-label={m.model_key({}, locale)}>
      {entries.map(([look, words]) => (
        <li key={look}>
          <span className={`model-mark ${look}`} />
          {words}
        </li>
      ))}
    </ul>
  )
}
