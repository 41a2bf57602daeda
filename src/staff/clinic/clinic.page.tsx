import { Icon } from '#look/icon.panel.tsx'
import { m } from '#platform/words'
import { whatIsThere } from '#set-up'
import { type Lack, lacksOf, steps } from '#set-up/pure'
import type { Route } from './+types/clinic.page'
import { type FrameProps, SetUpFrame } from './set-up-frame.panel.tsx'
import { readPage } from './set-up-page.server.ts'
import { lackWords, pageWords } from './set-up-words.ts'

export async function loader(args: Route.LoaderArgs) {
  const { frame, setUp } = await readPage(args, 'start')
  // What is lacking does not hang on messages: a clinic may do without them.
  const there = whatIsThere(setUp, false)
  const lacks = Object.fromEntries(steps.map((step) => [step, step === 'live' ? [] : lacksOf(step, there)]))
  return { frame, lacks }
}

/** The guided first hour: what is done, what is lacking, and the next step. */
export default function ClinicPage({ loaderData: { frame, lacks } }: Route.ComponentProps) {
  const locale = { locale: frame.language }
  const done = frame.steps.filter((one) => one.done).length
  // Messages can wait: a clinic that calls opens without them.
  const next = frame.steps.find((one) => !one.done && one.step !== 'messages')?.step
  return (
    <SetUpFrame frame={frame}>
      <p className="lead">
        {next ? m.setup_progress({ done, of: frame.steps.length }, locale) : m.setup_progress_all({}, locale)}
      </p>
      <ol className="set-up-list">
        {frame.steps.map((one) => (
          <StepRow key={one.step} frame={frame} {...one} lacks={lacks[one.step] ?? []} />
        ))}
      </ol>
      <div className="actions">
        {next && (
          <a className="button" href={`/staff/clinic/${next}`}>
            {m.setup_next({ step: pageWords(next, frame.language) }, locale)}
            <Icon shape="arrow-right" />
          </a>
        )}
        {frame.demonstration && <a href="/staff/clinic/leave">{m.setup_leave({}, locale)}</a>}
      </div>
    </SetUpFrame>
  )
}

type RowProps = FrameProps['steps'][number] & { readonly frame: FrameProps; readonly lacks: readonly Lack[] }

function StepRow({ frame: { language }, step, done, lacks }: RowProps) {
  const locale = { locale: language }
  return (
    <li>
      <a href={`/staff/clinic/${step}`}>{pageWords(step, language)}</a>
      <span className={`tag ${done ? 'is-done' : 'is-waiting'}`}>
        {done ? m.setup_done({}, locale) : m.setup_not_done({}, locale)}
      </span>
      {lacks.length > 0 && (
        <span className="quiet small">{lacks.map((lack) => lackWords(lack, language)).join(' ')}</span>
      )}
    </li>
  )
}
