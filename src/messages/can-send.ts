import type { SenderSettings } from '#platform/senders'

/** Which ways to a client there are here. A call is always possible: the staff make it. */
export function canSend({ mail, sms }: SenderSettings): { readonly email: boolean; readonly sms: boolean } {
  return { email: mail !== undefined, sms: sms !== undefined }
}
