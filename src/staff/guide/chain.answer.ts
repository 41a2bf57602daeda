import { data } from 'react-router'
import { readChain } from '#guide/desk'
import { chainAsCsv } from '#guide/pure'
import { requestContext } from '#platform/context'
import type { Route } from './+types/chain.answer'
import { atWorkFor } from '../may.server.ts'
import { textFrom } from './shown.server.ts'

/** The chain of a text as a file, for whoever audits the clinic. */
export async function loader({ params, context }: Route.LoaderArgs) {
  atWorkFor(context, 'see-guide-review')
  const text = textFrom(params)
  const { format } = params
  if (format !== 'csv' && format !== 'json') throw data(null, { status: 404 })
  const chain = await context.get(requestContext).inClinic((trx) => readChain(trx, text))
  if ('refused' in chain) throw data(null, { status: 404 })
  const name = `${text.articleId}.${text.language}.${format}`
  const body = format === 'csv' ? `\uFEFF${chainAsCsv(chain)}` : JSON.stringify({ ...text, chain }, null, 2)
  return new Response(body, {
    headers: {
      'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
}
