import type { AuthLibrary } from './library.ts'

export type Session = {
  readonly id: string
  /** What the browser called itself when it signed in. */
  readonly browser: string
  readonly begunAt: Date
  readonly seenAt: Date
  readonly isThisOne: boolean
}

export type Sessions = {
  /** The signed-in person's own, the newest first. */
  readonly list: (headers: Headers) => Promise<readonly Session[]>
  /** Ends one of her own; false when it is not hers or gone already. */
  readonly end: (headers: Headers, id: string) => Promise<boolean>
  readonly endOthers: (headers: Headers) => Promise<number>
  /** Ends all of somebody's: she has left, or signs out everywhere. */
  readonly endAll: (user: string) => Promise<void>
}

export function sessionsOf(auth: AuthLibrary): Sessions {
  const own = async (headers: Headers) => {
    const current = await auth.api.getSession({ headers })
    if (!current) return []
    const { internalAdapter } = await auth.$context
    const rows = await internalAdapter.listSessions(current.user.id)
    return rows
      .filter((row) => row.expiresAt.getTime() > Date.now())
      .map((row) => ({ row, isThisOne: row.token === current.session.token }))
  }
  const endRows = async (rows: readonly { readonly row: { readonly token: string } }[]) => {
    const { internalAdapter } = await auth.$context
    for (const { row } of rows) await internalAdapter.deleteSession(row.token)
    return rows.length
  }
  return {
    list: async (headers) =>
      (await own(headers))
        .map(({ row, isThisOne }) => ({
          id: row.id,
          browser: row.userAgent ?? '',
          begunAt: row.createdAt,
          seenAt: row.updatedAt,
          isThisOne,
        }))
        .toSorted((a, b) => b.begunAt.getTime() - a.begunAt.getTime()),
    end: async (headers, id) => (await endRows((await own(headers)).filter(({ row }) => row.id === id))) > 0,
    endOthers: async (headers) => endRows((await own(headers)).filter(({ isThisOne }) => !isThisOne)),
    endAll: async (user) => {
      const { internalAdapter } = await auth.$context
      await internalAdapter.deleteUserSessions(user)
    },
  }
}
