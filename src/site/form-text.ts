/**
 * A field of a form as text; a file or nothing is no text. Control characters that nobody types are left out: the
 * database takes none of them (NUL), and they would cost whoever pasted one all that she wrote.
 */
export function formText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.replace(/[^\P{Cc}\t\n\r]/gu, '') : ''
}
