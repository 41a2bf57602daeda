import { SelectField, TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import { m } from '#platform/words'
import type { Anaesthetic, DraftSegment } from '#set-up/contract'
import { ProductForm } from './product-form.panel.tsx'
import { ProtocolPanel, type ProtocolPreview } from './protocol.panel.tsx'
import { SegmentForm } from './segment-form.panel.tsx'
import { SaveButton } from './set-up-fields.panel.tsx'
import { type FrameProps, type Problems, SetUpFrame } from './set-up-frame.panel.tsx'

type Values = Readonly<Record<string, string>>

type Props = {
  readonly frame: FrameProps
  readonly values: Values
  readonly segments: readonly DraftSegment[]
  readonly shown: boolean
  readonly anaesthetics: readonly Anaesthetic[]
  readonly preview: ProtocolPreview
  readonly price: string
  readonly sent:
    | {
        readonly part: 'fields' | 'segments' | 'product'
        readonly form: Values
        readonly problems: Problems
        readonly segments: readonly DraftSegment[] | undefined
        readonly preview: ProtocolPreview | undefined
      }
    | undefined
}

export function ServicePanel({ frame, sent, ...props }: Props) {
  const locale = { locale: frame.language }
  const problems = sent?.problems ?? {}
  return (
    <SetUpFrame frame={frame} problems={problems}>
      <p className="back">
        <a href="/staff/clinic/services">
          <Icon shape="arrow-left" /> {m.setup_services({}, locale)}
        </a>
      </p>
      <h2>{props.values[`name-${frame.language}`]}</h2>
      <Shown frame={frame} shown={props.shown} />
      <h2 id="field-segments">{m.setup_segments({}, locale)}</h2>
      <p>{m.setup_segments_lead({}, locale)}</p>
      <ProtocolPanel language={frame.language} preview={sent?.preview ?? props.preview} />
      <SegmentForm
        language={frame.language}
        segments={sent?.segments ?? props.segments}
        anaesthetics={props.anaesthetics}
        problems={problems}
      />
      <h2>{m.setup_service_fields({}, locale)}</h2>
      <FieldsForm
        frame={frame}
        values={sent?.part === 'fields' ? sent.form : props.values}
        problems={problems}
        price={props.price}
      />
      <ProductForm
        language={frame.language}
        values={sent?.part === 'product' ? sent.form : {}}
        problems={problems}
        anaesthetics={props.anaesthetics}
      />
    </SetUpFrame>
  )
}

function Shown({ frame: { language }, shown }: Pick<Props, 'frame' | 'shown'>) {
  const locale = { locale: language }
  return (
    <form method="post" className="actions">
      <input type="hidden" name="part" value="show" />
      <span className={`tag ${shown ? 'is-done' : 'is-waiting'}`}>
        {shown ? m.setup_shown({}, locale) : m.setup_draft({}, locale)}
      </span>
      <button className="button is-quiet is-small" type="submit" name="do" value={shown ? 'hide' : 'show'}>
        {shown ? m.setup_hide({}, locale) : m.setup_show({}, locale)}
      </button>
    </form>
  )
}

type FieldsProps = Pick<Props, 'frame' | 'values' | 'price'> & { readonly problems: Problems }

function FieldsForm({ frame: { language }, values, problems, price }: FieldsProps) {
  const locale = { locale: language }
  const field = (name: string) => ({ name, value: values[name], error: problems[name] })
  const optional = m.optional({}, locale)
  return (
    <form className="form" method="post" noValidate>
      <input type="hidden" name="part" value="fields" />
      <SelectField
        {...field('kind')}
        label={m.setup_kind({}, locale)}
        choices={[
          { value: 'treatment', words: m.setup_kind_treatment({}, locale) },
          { value: 'analysis', words: m.setup_kind_analysis({}, locale) },
        ]}
      />
      <TextField {...field('name-sv')} label={m.setup_name_sv({}, locale)} maxLength={80} />
      <TextField {...field('name-en')} label={m.setup_name_en({}, locale)} maxLength={80} />
      <TextField {...field('summary-sv')} label={m.setup_summary_sv({}, locale)} optional={optional} />
      <TextField {...field('summary-en')} label={m.setup_summary_en({}, locale)} optional={optional} />
      <TextField
        {...field('price')}
        short
        label={m.setup_price({}, locale)}
        hint={price}
        inputMode="text"
        maxLength={20}
      />
      <TextField {...field('vat')} short label={m.setup_vat({}, locale)} maxLength={6} />
      <TextField {...field('visits')} short label={m.setup_visits({}, locale)} inputMode="numeric" />
      <fieldset className="field">
        <legend>{m.setup_rest({}, locale)}</legend>
        <div className="field-row">
          <TextField {...field('least')} short label={m.setup_least({}, locale)} optional={optional} />
          <TextField {...field('ideal')} short label={m.setup_ideal({}, locale)} optional={optional} />
          <TextField {...field('most')} short label={m.setup_most({}, locale)} optional={optional} />
        </div>
      </fieldset>
      <SaveButton language={language} />
    </form>
  )
}
