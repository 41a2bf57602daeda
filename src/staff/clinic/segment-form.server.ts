/**
 * A service's segments as rows of a form. Each button sends the whole form: moving, adding and removing change the
 * rows that come back and nothing else, until she saves.
 */
import type { Kind } from '#clinic/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { DraftSegment } from '#set-up/contract'
import { inBoth } from './service-form.server.ts'
import type { Problems } from './set-up-frame.panel.tsx'

type Form = Readonly<Record<string, string>>

const kinds: readonly Kind[] = ['therapist', 'room', 'device']
/** Nobody has so many parts to a visit; a form that says so was not sent from our page. */
const most = 30

export function segmentsFromForm(form: Form): DraftSegment[] {
  const count = Math.min(most, Number(/^\d{1,2}$/.exec(form['count'] ?? '')?.[0] ?? 0))
  return Array.from({ length: count }, (_, at) => {
    const of = (name: string) => (form[`${name}-${at}`] ?? '').trim()
    const minutes = /^\d{1,3}$/.test(of('minutes')) ? Number(of('minutes')) : undefined
    return {
      name: { sv: of('sv').slice(0, 60), en: of('en').slice(0, 60) },
      minutes,
      anaesthetic: of('product') || undefined,
      holds: kinds.filter((kind) => of(`holds-${kind}`) !== ''),
      clientPresent: of('present') !== '',
    }
  })
}

/** 'up-2', 'down-0', 'remove-1', 'add'; anything else leaves the rows as they are. */
export function afterButton(segments: readonly DraftSegment[], button: string): DraftSegment[] {
  if (button === 'add') return segments.length < most ? [...segments, another] : [...segments]
  const [act, place] = button.split('-')
  const at = Number(place)
  const one = segments[at]
  if (!one) return [...segments]
  const without = segments.filter((_, index) => index !== at)
  if (act === 'remove') return without
  const to = act === 'up' ? at - 1 : act === 'down' ? at + 1 : at
  return [...without.slice(0, Math.max(0, to)), one, ...without.slice(Math.max(0, to))]
}

const another: DraftSegment = {
  name: { sv: '', en: '' },
  minutes: 30,
  anaesthetic: undefined,
  holds: ['therapist', 'room'],
  clientPresent: true,
}

export function segmentProblems(segments: readonly DraftSegment[], language: Language): Problems {
  const locale = { locale: language }
  const problems: Record<string, string> = {}
  for (const [at, { name, minutes, anaesthetic }] of segments.entries()) {
    if (name.sv === '' && name.en === '') problems[`${language}-${at}`] = m.setup_missing({}, locale)
    if (!anaesthetic && (minutes === undefined || minutes < 1 || minutes > 480)) {
      problems[`minutes-${at}`] = m.setup_bad_number({ least: 1, most: 480 }, locale)
    }
  }
  return problems
}

export function asKept(segments: readonly DraftSegment[]): DraftSegment[] {
  return segments.map((segment) => ({ ...segment, name: inBoth(segment.name) }))
}
