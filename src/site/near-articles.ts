/** The articles that the words of a wrong address speak of: what its reader may have been looking for. */
export type NearArticles = { readonly near: readonly { readonly slug: string; readonly title: string }[] }

/** Read out of what a page threw. */
export function nearIn(told: unknown): NearArticles['near'] {
  return isNear(told) ? told.near : []
}

function isNear(told: unknown): told is NearArticles {
  return typeof told === 'object' && told !== null && 'near' in told && Array.isArray(told.near)
}
