import type { RouterContextProvider } from 'react-router'
import { searchGuide } from '#guide'
import { requestContext } from '#platform/context'
import type { NearArticles } from './near-articles.ts'
import { siteContext } from './site-context.ts'

const mostShown = 3

/** Looks for the words of the address. */
export async function nearTo(
  context: Readonly<RouterContextProvider>,
  address: string,
): Promise<NearArticles> {
  const { language } = context.get(siteContext)
  const question = address.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
  if (question === '') return { near: [] }
  const found = await context.get(requestContext).inClinic((trx) => searchGuide(trx, { language, question }))
  return { near: found.slice(0, mostShown).map(({ slug, title }) => ({ slug, title })) }
}
