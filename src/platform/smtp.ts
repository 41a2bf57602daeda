/**
 * Mail over SMTP. The connection is nodemailer's own and not its transport, since only so is it known
 * whether a failure came before the message was handed over (try again) or after (it may have been taken).
 */
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailSettings } from './sender-settings.ts'
import type { Mail, SendOutcome } from './outgoing.ts'

/** All together shorter than the time for which a message is claimed (messages/hand-over.ts). */
const patience = {
  dnsTimeout: 5_000,
  connectionTimeout: 8_000,
  greetingTimeout: 8_000,
  socketTimeout: 15_000,
}
const keptMs = 3_000

export function openSmtp(settings: MailSettings): (mail: Mail) => Promise<SendOutcome> {
  const url = new URL(settings.url)
  const server = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    // A password never crosses a network in clear.
    requireTLS: url.username !== '' && !/^(localhost|127\..*|\[::1\])$/.test(url.hostname),
    ...patience,
  }
  const credentials = url.username && {
    user: decodeURIComponent(url.username),
    pass: decodeURIComponent(url.password),
  }
  const line = openLine(server, credentials || undefined)
  return async (mail) => {
    const raw = await rawFrom(mail, settings)
    let handedOver = false
    let connection: SMTPConnection | undefined
    try {
      connection = await line.take()
      handedOver = true
      await taken(connection, { from: settings.from, to: [mail.to.address] }, raw)
      line.keep(connection)
      return { sent: true }
    } catch (error) {
      connection?.close()
      return outcomeFrom(error, handedOver)
    }
  }
}

type Credentials = { readonly user: string; readonly pass: string }

/**
 * A connection is kept for the next mail for a moment. Before it is used again the server is asked whether it still
 * listens, so a mail is never handed to a connection that has died meanwhile.
 */
function openLine(server: SMTPConnection.Options, credentials: Credentials | undefined) {
  let kept: { readonly connection: SMTPConnection; readonly timer: NodeJS.Timeout } | undefined
  const letGo = () => {
    clearTimeout(kept?.timer)
    const connection = kept?.connection
    kept = undefined
    return connection
  }
  return {
    take: async (): Promise<SMTPConnection> => {
      const old = letGo()
      if (old && (await stillListens(old))) return old
      old?.close()
      const connection = new SMTPConnection(server)
      connection.on('error', () => undefined)
      await during(connection, (done) => connection.connect(done))
      if (credentials) await during(connection, (done) => connection.login({ credentials }, done))
      return connection
    },
    keep: (connection: SMTPConnection): void => {
      letGo()?.quit()
      kept = { connection, timer: setTimeout(() => letGo()?.quit(), keptMs).unref() }
    },
  }
}

async function stillListens(connection: SMTPConnection): Promise<boolean> {
  return during(connection, (done) => connection.reset(done)).then(
    () => true,
    () => false,
  )
}

async function rawFrom(mail: Mail, settings: MailSettings): Promise<Buffer> {
  const { calendar } = mail
  const composer = new MailComposer({
    messageId: `<${mail.id}@${settings.from.split('@')[1] ?? 'localhost'}>`,
    from: { name: mail.from, address: settings.from },
    replyTo: { name: mail.from, address: mail.replyTo },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ...(calendar && {
      attachments: [
        {
          filename: calendar.fileName,
          content: calendar.text,
          contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
        },
      ],
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

function taken(
  connection: SMTPConnection,
  envelope: { readonly from: string; readonly to: string[] },
  raw: Buffer,
): Promise<void> {
  return during(connection, (done) => connection.send(envelope, raw, done))
}

/** One step of a connection: it ends with its answer, or with the connection. */
function during(
  connection: SMTPConnection,
  start: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The connection ended.'))
    const settle = (error?: Error | null) => {
      connection.off('error', settle)
      connection.off('end', ended)
      if (error) reject(error)
      else resolve()
    }
    connection.on('error', settle)
    connection.on('end', ended)
    start(settle)
  })
}

/** 4xx is "later" and 5xx "no", said before or after the message; silence after it was handed over is doubt. */
function outcomeFrom(error: unknown, handedOver: boolean): SendOutcome {
  const code = errorPart(error, 'responseCode')
  const kind = errorPart(error, 'code')
  if (kind === 'EAUTH') {
    return { sent: false, again: 'later', why: 'sign-in', code: typeof code === 'number' ? code : undefined }
  }
  if (typeof code === 'number' && code >= 500) return { sent: false, again: 'never', why: 'refused', code }
  if (typeof code === 'number' && code >= 400) return { sent: false, again: 'later', why: 'later', code }
  if (kind === 'EENVELOPE') return { sent: false, again: 'never', why: 'address' }
  return handedOver
    ? { sent: false, again: 'in-doubt', why: 'in-doubt' }
    : { sent: false, again: 'later', why: 'no-answer' }
}

function errorPart(error: unknown, name: string): unknown {
  return error instanceof Error ? Object.entries(error).find(([key]) => key === name)?.[1] : undefined
}
