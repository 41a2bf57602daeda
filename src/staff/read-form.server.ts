import { data } from 'react-router'

/** The fields of a form that was sent. A body that is no form is read as an empty one, which the fields then refuse. */
export async function readForm(request: Request): Promise<Readonly<Record<string, string>>> {
  if (request.method !== 'POST') throw data(null, { status: 405 })
  const form = await request.formData().catch(() => new FormData())
  const fields = [...form].filter((field): field is [string, string] => typeof field[1] === 'string')
  return Object.fromEntries(fields.map(([name, text]) => [name, text.replace(unwritable, '')]))
}

/** Signs that nobody can type and the database cannot keep; tabs and new lines stay. */
const unwritable = /[^\P{Cc}\t\n\r]/gu
