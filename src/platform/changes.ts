/**
 * That something in a clinic's calendar has changed, told to whoever looks at it. A use marks its transaction; what
 * was marked is told once, after the commit, for all clinics together and at most ten times a second. It is never
 * told inside the transaction: Postgres lets only one at a time commit that has something to notify, so bookings
 * would queue for it. A hint says which clinic and nothing else, and may be lost: a page asks by itself as well.
 */
export const changesChannel = 'lyster_changes'

const gatherMilliseconds = 100

const noted = new WeakMap<object, Set<string>>()

/** Marks a transaction as one that changes what the clinic's board shows; nothing is told if it is rolled back. */
export function noteChange(trx: { readonly clinic: string }): void {
  noted.set(trx, (noted.get(trx) ?? new Set()).add(trx.clinic))
}

/** The clinics that a transaction was marked for. */
export function notedIn(trx: object): Iterable<string> {
  return noted.get(trx) ?? []
}

export type Hints = {
  readonly give: (clinics: Iterable<string>) => void
  /** What has not been told yet is let go. */
  readonly close: () => Promise<void>
}

/** Gathers for a moment, so that a clinic where much happens at once is told of once. */
export function openHints(
  tell: (clinics: readonly string[]) => Promise<unknown>,
  onError: (error: unknown) => void,
): Hints {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let telling: Promise<unknown> = Promise.resolve()
  const flush = () => {
    timer = undefined
    const clinics = [...waiting]
    waiting.clear()
    telling = tell(clinics).catch(onError)
  }
  return {
    give: (clinics) => {
      for (const clinic of clinics) waiting.add(clinic)
      if (waiting.size > 0) timer ??= setTimeout(flush, gatherMilliseconds).unref()
    },
    close: async () => {
      clearTimeout(timer)
      await telling
    },
  }
}
