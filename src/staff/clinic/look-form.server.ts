/** What the page of the look was sent: languages, colours or a logo, each a form of its own. */
import { languages, type Language } from '#platform/language'
import type { ClinicTransaction } from '#platform/db'
import { m } from '#platform/words'
import { changeClinic, setColours, setLogo } from '#set-up'
import { type ColourName, colourFromWords, colourNames, type FaintColour } from '#set-up/pure'
import { colourWords } from './look-words.ts'
import type { Problems } from './set-up-frame.panel.tsx'

type Kept = { readonly kept: true } | { readonly refused: Problems }
type Keep = (trx: ClinicTransaction) => Promise<Kept>
export type LookForm = {
  readonly values: Readonly<Record<string, string>>
  readonly chosen: readonly Language[] | undefined
  /** What cannot be read at all; nothing is kept then. */
  readonly problems: Problems
  readonly keep: Keep
}

const nothing: Problems = {}

export async function readLookForm(request: Request, language: Language): Promise<LookForm> {
  const form = await request.formData().catch(() => new FormData())
  const part = form.get('part')
  if (part === 'colours') return readColours(form, language)
  if (part === 'logo') return readLogoForm(form, language)
  const chosen = languages.filter((one) => form.getAll('languages').includes(one))
  const keep: Keep = async (trx) => {
    const answer = await changeClinic(trx, { languages: chosen })
    const words = m.setup_no_language({}, { locale: language })
    return 'refused' in answer ? { refused: { languages: words } } : { kept: true }
  }
  return { values: {}, chosen, problems: nothing, keep }
}

function readColours(form: FormData, language: Language): LookForm {
  const written = colourNames.map((name) => [name, textOf(form.get(name))] as const)
  const fault = m.setup_no_colour({}, { locale: language })
  const problems: Record<string, string> = {}
  const colours: Partial<Record<ColourName, string>> = {}
  for (const [name, text] of written) {
    const colour = colourFromWords(text)
    if (colour) colours[name] = colour
    else if (text !== '') problems[name] = fault
  }
  const keep: Keep = async (trx) => {
    const answer = await setColours(trx, colours)
    if (!('refused' in answer)) return { kept: true }
    return {
      refused: Object.fromEntries(answer.faint.map((one) => [one.colour, sayFaint(one, language)])),
    }
  }
  return { values: Object.fromEntries(written), chosen: undefined, problems, keep }
}

async function readLogoForm(form: FormData, language: Language): Promise<LookForm> {
  const locale = { locale: language }
  const file = form.get('logo')
  const removes = form.get('do') === 'remove'
  const bytes =
    !removes && file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
  const problems: Problems = removes || bytes ? nothing : { logo: m.setup_logo_missing({}, locale) }
  const keep: Keep = async (trx) => {
    const answer = await setLogo(trx, bytes)
    if (!('refused' in answer)) return { kept: true }
    const tooLarge = answer.refused === 'too-large'
    return { refused: { logo: tooLarge ? m.setup_logo_large({}, locale) : m.setup_logo_kind({}, locale) } }
  }
  return { values: {}, chosen: undefined, problems, keep }
}

function sayFaint({ colour, against, ratio }: FaintColour, language: Language): string {
  const locale = { locale: language }
  const told = {
    colour: colourWords(colour, language),
    ratio: ratio.toLocaleString(language, { minimumFractionDigits: 2 }),
  }
  return against === 'page' ? m.setup_faint_on_page(told, locale) : m.setup_faint_on_button(told, locale)
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value.trim() : ''
}
