import type { MessageState } from '#messages/contract'

export const filters = ['all', 'waiting', 'failed', 'sent', 'withdrawn'] as const
export type Filter = (typeof filters)[number]

export function filterFrom(asked: string | null): Filter {
  return filters.find((filter) => filter === asked) ?? 'all'
}

export function statesOf(filter: Filter): { readonly states?: readonly MessageState[] } {
  switch (filter) {
    case 'all':
      return {}
    case 'waiting':
      return { states: ['waiting', 'sending'] }
    case 'failed':
    case 'sent':
    case 'withdrawn':
      return { states: [filter] }
  }
}
