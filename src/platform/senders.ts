/**
 * The two ways out of the house, each there only where its server is set. A try has an outcome, which is a value:
 * who sends must know whether it may try again, and whether the message may have been taken all the same.
 */
import type { Mail, SendOutcome, Sms } from './outgoing.ts'
import { openSms } from './sms.ts'
import { openSmtp } from './smtp.ts'
import type { MailSettings, SmsSettings } from './sender-settings.ts'

export type { Mail, SendOutcome, Sms } from './outgoing.ts'

export type Senders = {
  readonly mail?: (mail: Mail) => Promise<SendOutcome>
  readonly sms?: (sms: Sms) => Promise<SendOutcome>
}

export type SenderSettings = {
  readonly mail: MailSettings | undefined
  readonly sms: SmsSettings | undefined
}

export function openSenders({ mail, sms }: SenderSettings): Senders {
  return { ...(mail && { mail: openSmtp(mail) }), ...(sms && { sms: openSms(sms) }) }
}
