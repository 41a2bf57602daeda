/** What an address says of a move a moment ago: which visit, and the signed move that would undo it. */
export type JustMoved = { readonly visit: string; readonly undo: string | undefined }

export function afterMove(back: string, { visit, undo }: JustMoved): string {
  const more = new URLSearchParams({ moved: visit, ...(undo && { undo }) })
  return `${back}${back.includes('?') ? '&' : '?'}${more}`
}

export function movedFrom({ searchParams }: URL): JustMoved | undefined {
  const visit = searchParams.get('moved') ?? ''
  if (!/^[0-9a-f-]{36}$/.test(visit)) return undefined
  return { visit, undo: searchParams.get('undo')?.slice(0, 8000) || undefined }
}
