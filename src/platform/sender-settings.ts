/** Where mail and SMS go out. Each is set whole or not at all: half of it would fail at the first message. */
export type MailSettings = {
  readonly url: string
  /** The address that mail comes from; the clinic's own stands as Reply-To. */
  readonly from: string
}

export type SmsSettings = {
  readonly url: string
  readonly user: string
  readonly password: string
  /** A number that can be answered, or up to eleven letters. */
  readonly from: string
}

type Given = Readonly<Record<string, unknown>>

export function readMailSettings(set: Given): MailSettings | undefined {
  const found = allOrNone(set, ['LYSTER_SMTP_URL', 'LYSTER_MAIL_FROM'])
  return found && { url: found[0] ?? '', from: found[1] ?? '' }
}

export function readSmsSettings(set: Given): SmsSettings | undefined {
  const names = ['LYSTER_SMS_URL', 'LYSTER_SMS_USER', 'LYSTER_SMS_PASSWORD', 'LYSTER_SMS_FROM']
  const found = allOrNone(set, names)
  const [url = '', user = '', password = '', from = ''] = found ?? []
  return found && { url, user, password, from }
}

function allOrNone(set: Given, names: readonly string[]): readonly string[] | undefined {
  const found = names.flatMap((name) => {
    const value = set[name]
    return typeof value === 'string' ? [value] : []
  })
  if (found.length === 0) return undefined
  if (found.length === names.length) return found
  throw new Error(`${names.join(', ')} go together: set all of them or none.`)
}
