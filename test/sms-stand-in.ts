/** A small real server in the form of 46elks: it keeps what it takes, and answers what a test wants. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TakenSms = { readonly from: string; readonly to: string; readonly message: string }

export type SmsStandIn = {
  readonly env: Readonly<Record<string, string>>
  readonly taken: TakenSms[]
  readonly close: () => Promise<void>
}

export async function openSmsStandIn(statusFor: (to: string) => number = () => 200): Promise<SmsStandIn> {
  const taken: TakenSms[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'))
      const isKnown = request.headers.authorization === `Basic ${Buffer.from('u1:p1').toString('base64')}`
      const status = isKnown ? statusFor(form.get('to') ?? '') : 401
      if (status === 200)
        taken.push({
          from: form.get('from') ?? '',
          to: form.get('to') ?? '',
          message: form.get('message') ?? '',
        })
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ id: `s${taken.length}`, status: 'created' }))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    env: {
      LYSTER_SMS_URL: `http://127.0.0.1:${port}/a1/sms`,
      LYSTER_SMS_USER: 'u1',
      LYSTER_SMS_PASSWORD: 'p1',
      LYSTER_SMS_FROM: 'Kliniken',
    },
    taken,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
