import { addAudit } from '#clinic'
import { searchClients } from '#clients'
import type { ClinicTransaction } from '#platform/db'
import { sayPhone } from '#platform/say'
import type { Temporal } from 'temporal-polyfill'
import type { FoundCards } from './book.panel.tsx'

const most = 8

type Asked = {
  readonly query: URLSearchParams
  readonly by: `staff:${string}`
  readonly at: Temporal.Instant
}

/** Whom the desk may mean, each as a way to book the same wish for her. Nothing is searched until something is asked. */
export async function findCards(trx: ClinicTransaction, { query, by, at }: Asked): Promise<FoundCards> {
  const asked = (query.get('who') ?? '').slice(0, 200)
  const wish = new URLSearchParams(query)
  wish.delete('who')
  if (asked.trim() === '') return { asked: '', wish: [...wish], found: undefined }
  const { clients } = await searchClients(trx, { text: asked, limit: most })
  const subject = by.replace('staff:', '')
  const detail = { clients: clients.map(({ id }) => id) }
  await addAudit(trx, { at, actor: by, act: 'clients-searched', subject, detail })
  return {
    asked,
    wish: [...wish],
    found: clients.map(({ id, name, phone, email }) => ({
      id,
      name,
      reached: [phone === '' ? '' : sayPhone(phone), email].filter(Boolean).join(', '),
      href: `/staff/clients/book/${id}?${wish.toString()}`,
    })),
  }
}
