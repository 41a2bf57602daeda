/** A real SMTP server that keeps what it takes, and says what a test wants it to say. */
import type { AddressInfo, Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

export type TakenMail = { readonly to: string; readonly id: string; readonly raw: Buffer }

export type MailSink = {
  readonly port: number
  readonly url: string
  readonly taken: TakenMail[]
  readonly parsed: () => Promise<ParsedMail[]>
  readonly close: () => Promise<void>
}

type Says = {
  /** Asked with the recipient; a code refuses it. */
  readonly refuse?: (to: string) => number | undefined
  /** Called when a mail is whole and before its sender is told so. */
  readonly onTaken?: (mail: TakenMail, sink: readonly TakenMail[]) => void
  /** Sign-in that is asked for. */
  readonly password?: string
  /** Takes the mail and never says so: the connection breaks. */
  readonly breaksOff?: (to: string) => boolean
  readonly port?: number
}

export async function openMailSink(says: Says = {}): Promise<MailSink> {
  const taken: TakenMail[] = []
  const sockets = new Set<Socket>()
  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = new SMTPServer({
    hideSTARTTLS: true,
    disableReverseLookup: true,
    authOptional: says.password === undefined,
    allowInsecureAuth: true,
    logger: false,
    onAuth: (auth, _session, done) =>
      auth.password === says.password ? done(null, { user: auth.username ?? '' }) : done(new Error('no')),
    onRcptTo: ({ address }, _session, done) => {
      const code = says.refuse?.(address)
      done(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }))
    },
    onData: (stream, session, done) => {
      void keep(stream, session).then((mail) => {
        taken.push(mail)
        says.onTaken?.(mail, taken)
        if (says.breaksOff?.(mail.to)) cutAll()
        else done()
      })
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(says.port ?? 0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    taken,
    parsed: () => Promise.all(taken.map(({ raw }) => simpleParser(raw))),
    close: () => {
      cutAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function keep(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<TakenMail> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array))
  const raw = Buffer.concat(parts)
  const id = /^Message-ID: <([^@>]+)/im.exec(raw.toString('utf8'))?.[1] ?? ''
  return { to: session.envelope.rcptTo[0]?.address ?? '', id, raw }
}
