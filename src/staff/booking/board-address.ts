/** The addresses of boards: therapists are what one gets without asking, so their boards have the short ones. */
import type { By } from './boarded-day.ts'

export const bys: readonly By[] = ['therapist', 'room', 'device']

export function askedBy(query: URLSearchParams): By {
  const asked = query.get('by')
  return bys.find((one) => one === asked) ?? 'therapist'
}

type Asked = { readonly view: 'day' | 'week'; readonly by: By; readonly date?: string; readonly who?: string }

export function addressOf({ view, by, date, who }: Asked): string {
  const query = new URLSearchParams({
    ...(by !== 'therapist' && { by }),
    ...(who !== undefined && { who }),
  }).toString()
  return `/staff/${view}${date === undefined ? '' : `/${date}`}${query === '' ? '' : `?${query}`}`
}
