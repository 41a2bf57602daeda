/**
 * Work that is done again and again in the background, at one stop after the other. A stop that fails is told of and
 * keeps nobody from the next one, and a round begins only when the one before it has ended.
 */
type Rounds = {
  /** From the end of a round to the beginning of the next. */
  readonly everyMilliseconds: number
  /** Asked anew for each round. */
  readonly stops: () => Promise<readonly (() => Promise<void>)[]>
  readonly onError: (error: unknown) => void
}

/** Returns what ends it: no stop begins after that, and it resolves when the one that is under way has ended. */
export function goRounds({ everyMilliseconds, stops, onError }: Rounds): () => Promise<void> {
  let ended = false
  let timer: NodeJS.Timeout | undefined
  let going: Promise<void> = Promise.resolve()
  const round = async () => {
    for (const stop of await stops()) {
      if (ended) return
      await stop().catch(onError)
    }
  }
  const wait = () => {
    timer = setTimeout(() => {
      going = round()
        .catch(onError)
        .then(() => (ended ? undefined : wait()))
    }, everyMilliseconds).unref()
  }
  wait()
  return async () => {
    ended = true
    clearTimeout(timer)
    await going
  }
}
