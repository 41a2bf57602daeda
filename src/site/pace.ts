import type { RouterContextProvider } from 'react-router'
import { takeToken } from '#clinic'
import { requestContext } from '#platform/context'

const paces = {
  hold: { most: 12, perMinute: 6 },
  confirm: { most: 12, perMinute: 6 },
  cancel: { most: 20, perMinute: 10 },
  move: { most: 20, perMinute: 10 },
  ask: { most: 5, perMinute: 2 },
  'look-for-answers': { most: 20, perMinute: 10 },
}

/** True when this address has sent more forms of a kind than a person does. */
export async function isTooFast(
  context: Readonly<RouterContextProvider>,
  kind: keyof typeof paces,
): Promise<boolean> {
  const { inClinic, config, address, now } = context.get(requestContext)
  if (!config.rateLimits) return false
  return !(await inClinic((trx) =>
    takeToken(trx, { name: `${kind}:${address}`, ...paces[kind], now: now() }),
  ))
}
