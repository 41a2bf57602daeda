import { readHealingModel } from '#guide'
import { moments, sayBand, sayMoment, skinAt, zones } from '#guide/pure'
import { SelectField } from '#look/field.panel.tsx'
import { requestContext } from '#platform/context'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import type { Route } from './+types/skin-model.page'
import { headAt } from './head.ts'
import { CollagenFigure, ModelScript, SkinNowFigure, StillMoments } from './look/skin-model.panel.tsx'
import modelCss from './look/skin-model.css?url'
import { siteContext } from './site-context.ts'
import { lengths, sessionCounts, skinChoiceFrom } from './skin-choice.ts'
import { sayZone, skinWordsFor } from './skin-model-words.ts'

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: modelCss }]

export async function loader({ context, url }: Route.LoaderArgs) {
  const { inClinic, config } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const model = await inClinic((trx) => readHealingModel(trx))
  return { clinic, language, model, choice: skinChoiceFrom(url.searchParams), url: config.url }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const locale = { locale: loaderData.language }
  return headAt('/guide/skin-model', loaderData, {
    title: `${m.model_title({}, locale)} – ${loaderData.clinic.name}`,
    description: m.model_lead({}, locale),
  })
}

export default function SkinModelPage({ loaderData }: Route.ComponentProps) {
  const { clinic, language, model, choice } = loaderData
  const locale = { locale: language }
  const pictured = { choice, language, parameters: model.parameters, words: skinWordsFor(language) }
  return (
    <main id="main" className="model">
      <div className="page-head">
        <h1>{m.model_title({}, locale)}</h1>
        <p className="lead">{m.model_lead({}, locale)}</p>
        <p className="model-honest">{m.model_honest({}, locale)}</p>
      </div>
      <div className="model-stage">
        <Controls {...loaderData} />
        <SkinNowFigure {...pictured} />
      </div>
      <CollagenFigure {...pictured} />
      <div className="model-notes">
        <p>{m.model_length_note({}, locale)}</p>
        <p>{m.model_sessions_note({}, locale)}</p>
      </div>
      <StillMoments {...pictured} />
      <MomentTable {...loaderData} />
      <Sources {...loaderData} />
      <p className="model-side">{m.model_side({ phone: sayPhone(clinic.phone) }, locale)}</p>
      <ModelScript />
    </main>
  )
}

type Shown = Route.ComponentProps['loaderData']

function Controls({ language, model, choice }: Shown) {
  const locale = { locale: language }
  const words = skinWordsFor(language)
  return (
    <form
      id="skin-model"
      className="model-controls"
      method="get"
      data-skin-model
      data-parameters={JSON.stringify(model.parameters)}
      data-words={JSON.stringify(words)}
      aria-label={m.model_choose({}, locale)}
    >
      <SelectField
        name="zone"
        label={m.model_zone({}, locale)}
        value={choice.zone}
        choices={zones.map((zone) => ({ value: zone, words: sayZone(zone, language) }))}
      />
      <SelectField
        name="length"
        label={m.model_length({}, locale)}
        value={String(choice.lengthMm)}
        choices={lengths.map((length) => ({
          value: String(length),
          words: m.model_mm({ length: String(length).replace('.', words.decimal) }, locale),
        }))}
      />
      <SelectField
        name="sessions"
        label={m.model_sessions({}, locale)}
        value={String(choice.sessions)}
        choices={sessionCounts.map((count) => ({ value: String(count), words: String(count) }))}
      />
      <button className="button" type="submit">
        {m.model_show({}, locale)}
      </button>
    </form>
  )
}

function MomentTable({ language, model, choice }: Shown) {
  const locale = { locale: language }
  const words = skinWordsFor(language)
  const percent = (share: { low: number; high: number }) =>
    sayBand({ low: 100 * share.low, high: 100 * share.high }, 0, words)
  const rows = moments.map((days) => ({ days, now: skinAt({ ...choice, days }, model.parameters) }))
  return (
    <details className="model-more">
      <summary>{m.model_table({}, locale)}</summary>
      <section className="table-scroller" aria-label={m.model_table({}, locale)} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{m.model_table_time({}, locale)}</th>
              <th scope="col">{m.model_table_redness({}, locale)}</th>
              <th scope="col">{m.model_table_open({}, locale)}</th>
              <th scope="col">{m.model_table_three({}, locale)}</th>
              <th scope="col">{m.model_table_one({}, locale)}</th>
              <th scope="col">{m.model_table_sum({}, locale)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ days, now }) => (
              <tr key={days}>
                <th scope="row">{sayMoment(days, words)}</th>
                <td>{percent(now.redness)}</td>
                <td>{percent(now.open)}</td>
                <td>{sayBand(now.typeThree, 0, words)}</td>
                <td>{sayBand(now.typeOne, 0, words)}</td>
                <td>{sayBand(now.collagen, 0, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

function Sources({ language, model }: Shown) {
  const locale = { locale: language }
  const grades = {
    verified: m.model_grade_verified({}, locale),
    judgement: m.model_grade_judgement({}, locale),
    derived: m.model_grade_derived({}, locale),
    memory: m.model_grade_memory({}, locale),
  }
  return (
    <section className="model-rests" aria-labelledby="rests">
      <h2 id="rests">{m.model_rests({}, locale)}</h2>
      <p>{m.model_fitted({}, locale)}</p>
      <p>{m.model_predicts({}, locale)}</p>
      <p>{m.model_cannot({}, locale)}</p>
      <details className="model-more">
        <summary>{m.model_rows({}, locale)}</summary>
        <ul className="model-rows">
          {model.rows.map((row) => (
            <li key={row.factId}>
              <p>
                <strong>
                  {row.value} {row.unit}
                </strong>
                . {row.wording[language]}
              </p>
              <p className="quiet">
                {row.sourceUrl ? <a href={row.sourceUrl}>{row.source}</a> : row.source}. {grades[row.grade]}
              </p>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
