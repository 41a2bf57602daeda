import { data } from 'react-router'

/** Any other address in a language is not here. */
export function loader() {
  throw data(null, { status: 404 })
}

export default function LostPage() {
  return undefined
}
