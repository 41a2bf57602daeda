import { redirect } from 'react-router'
import { firstPath } from './own-path.ts'

export function loader() {
  throw redirect(firstPath)
}

/** Never drawn; a page and not an answer, so that the gate may draw its form here. */
export default function HomePage() {
  return null
}
