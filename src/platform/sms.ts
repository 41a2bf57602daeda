/** SMS by one POST in the form that 46elks takes: from, to, message, with basic authentication. */
import type { SmsSettings } from './sender-settings.ts'
import type { SendOutcome, Sms } from './outgoing.ts'

const patienceMs = 20_000

export function openSms(settings: SmsSettings): (sms: Sms) => Promise<SendOutcome> {
  const pass = Buffer.from(`${settings.user}:${settings.password}`).toString('base64')
  return async ({ to, text }) => {
    try {
      const answer = await fetch(settings.url, {
        method: 'POST',
        headers: { authorization: `Basic ${pass}` },
        body: new URLSearchParams({ from: settings.from, to, message: text }),
        signal: AbortSignal.timeout(patienceMs),
        redirect: 'error',
      })
      await answer.arrayBuffer()
      return outcomeFrom(answer.status)
    } catch (error) {
      return wasNeverTaken(error)
        ? { sent: false, again: 'later', why: 'no-answer' }
        : { sent: false, again: 'in-doubt', why: 'in-doubt' }
    }
  }
}

function outcomeFrom(code: number): SendOutcome {
  if (code >= 200 && code < 300) return { sent: true }
  if (code === 401 || code === 403) return { sent: false, again: 'later', why: 'sign-in', code }
  if (code === 429 || code >= 500) return { sent: false, again: 'later', why: 'later', code }
  return { sent: false, again: 'never', why: 'refused', code }
}

const beforeTheRequest = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** True where no connection came about, so that nothing was handed over. */
function wasNeverTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' && beforeTheRequest.has(code)
}
