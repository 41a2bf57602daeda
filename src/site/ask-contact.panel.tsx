import { RadioCards } from '#look/choice.panel.tsx'
import { SelectField, TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import { m } from '#platform/words'
import type { AskFault } from './ask-form.ts'
import { AskErrors, askPath, type AskShown, wordsOf } from './ask-question.panel.tsx'
import { KeptValues, Trap } from './kept-values.panel.tsx'
import { UrgentAdvice } from './urgent-advice.panel.tsx'

/** Who asks, and how and when she wants to be answered. */
export function ContactStep(shown: AskShown) {
  const { language, values, faults, advice, phone } = shown
  const locale = { locale: language }
  const errorOf = (fault: AskFault) => (faults.includes(fault) ? wordsOf(fault, shown) : undefined)
  return (
    <>
      <div className="page-head">
        <h1>{m.questions_ask_contact_heading({}, locale)}</h1>
      </div>
      {advice && <UrgentAdvice {...advice} phone={phone} language={language} />}
      <AskErrors {...shown} />
      <form className="form" method="post" noValidate action={askPath(shown)}>
        <KeptValues values={values} fields={['question', 'reach', 'opened']} />
        <TextField
          name="name"
          label={m.field_name({}, locale)}
          autoComplete="name"
          maxLength={200}
          value={values.name}
          error={errorOf('name')}
        />
        <Ways {...shown} error={errorOf('way')} />
        <SelectField
          name="when"
          label={m.questions_ask_when({}, locale)}
          value={values.when}
          error={errorOf('when')}
          choices={[
            { value: 'any', words: m.questions_ask_when_any({}, locale) },
            { value: 'morning', words: m.questions_ask_when_morning({}, locale) },
            { value: 'midday', words: m.questions_ask_when_midday({}, locale) },
            { value: 'afternoon', words: m.questions_ask_when_afternoon({}, locale) },
          ]}
        />
        <Consent {...shown} error={errorOf('consent')} />
        <div className="actions">
          <button className="button" type="submit" name="act" value="reach">
            {m.go_on({}, locale)}
          </button>
          <button className="link-button" type="submit" name="act" value="rewrite">
            {m.questions_ask_rewrite({}, locale)}
          </button>
        </div>
      </form>
    </>
  )
}

type WithError = AskShown & { readonly error: string | undefined }

function Ways({ language, values, sms, error }: WithError) {
  const locale = { locale: language }
  return (
    <RadioCards
      name="way"
      label={m.questions_ask_way({}, locale)}
      hint={m.questions_ask_way_hint({}, locale)}
      value={values.way}
      error={error}
      choices={[
        { value: 'phone', words: m.contact_phone({}, locale) },
        ...(sms ? [{ value: 'sms', words: m.contact_sms({}, locale) }] : []),
        { value: 'email', words: m.contact_email({}, locale) },
      ]}
    />
  )
}

function Consent({ language, values, error }: WithError) {
  const locale = { locale: language }
  return (
    <div className="field">
      {error && (
        <p className="field-error" id="error-consent">
          <Icon shape="alert" />
          <span>{error}</span>
        </p>
      )}
      <label className="choice is-plain">
        <input
          type="checkbox"
          id="field-consent"
          name="consent"
          value="yes"
          required
          defaultChecked={values.consent === 'yes'}
          aria-describedby={error ? 'error-consent' : undefined}
          aria-invalid={error ? true : undefined}
        />
        <span>{m.questions_ask_consent({}, locale)}</span>
      </label>
      <p className="quiet small">
        <a href={`/${language}/privacy`}>{m.footer_privacy({}, locale)}</a>
      </p>
    </div>
  )
}

/** The one thing that her way needs. */
export function ReachStep(shown: AskShown) {
  const { language, values, faults, advice, phone } = shown
  const locale = { locale: language }
  const isMail = values.way === 'email'
  const error = faults.includes('reach') ? wordsOf('reach', shown) : undefined
  return (
    <>
      <div className="page-head">
        <h1>{isMail ? m.questions_ask_reach_email({}, locale) : m.questions_ask_reach_phone({}, locale)}</h1>
        <p className="lead">{m.questions_ask_reach_lead({}, locale)}</p>
      </div>
      {advice && <UrgentAdvice {...advice} phone={phone} language={language} />}
      <AskErrors {...shown} />
      <form className="form" method="post" noValidate action={askPath(shown)}>
        <KeptValues values={values} fields={['question', 'name', 'way', 'when', 'consent', 'opened']} />
        <TextField
          name="reach"
          kind={isMail ? 'email' : 'tel'}
          label={isMail ? m.field_email({}, locale) : m.field_phone({}, locale)}
          hint={isMail ? undefined : m.field_phone_hint({}, locale)}
          autoComplete={isMail ? 'email' : 'tel'}
          inputMode={isMail ? 'email' : 'tel'}
          value={values.reach}
          error={error}
        />
        <Trap />
        <div className="actions">
          <button className="button" type="submit" name="act" value="send">
            {m.questions_ask_send({}, locale)}
          </button>
          <button className="link-button" type="submit" name="act" value="contact">
            {m.questions_ask_other_way({}, locale)}
          </button>
        </div>
      </form>
    </>
  )
}
