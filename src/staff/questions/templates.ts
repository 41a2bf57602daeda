/** Beginnings and ends that the house writes alike: put into the answer, where they are changed before it is sent. */
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'

export const templates = ['greeting', 'visit', 'care', 'close'] as const
export type Template = (typeof templates)[number]

type Filling = {
  readonly name: string
  readonly phone: string
  readonly staff: string
  readonly language: Language
}

/** In the language in which it was asked, whatever the writer reads. */
function templateText(template: Template, { name, phone, staff, language }: Filling): string {
  const locale = { locale: language }
  switch (template) {
    case 'greeting':
      return m.questions_inbox_text_greeting({ name: firstName(name) }, locale)
    case 'visit':
      return m.questions_inbox_text_visit({}, locale)
    case 'care':
      return m.questions_inbox_text_care({ phone: sayPhone(phone) }, locale)
    case 'close':
      return m.questions_inbox_text_close({ staff }, locale)
  }
}

/** A greeting stands before what was typed, the rest after it. */
export function withTemplate(body: string, template: Template, filling: Filling): string {
  const text = templateText(template, filling)
  const typed = body.trim()
  if (typed === '') return text
  return template === 'greeting' ? `${text}\n\n${typed}` : `${typed}\n\n${text}`
}

export function sayTemplate(template: Template, language: Language): string {
  const words = {
    greeting: m.questions_inbox_template_greeting,
    visit: m.questions_inbox_template_visit,
    care: m.questions_inbox_template_care,
    close: m.questions_inbox_template_close,
  }
  return words[template]({}, { locale: language })
}

function firstName(name: string): string {
  return name.trim().split(/\s+/, 1)[0] ?? name
}
