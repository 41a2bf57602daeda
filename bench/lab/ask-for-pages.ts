/**
 * Asks for one page again and again over connections that stay open, and counts the bytes that come back. Every answer
 * is as long as the first, so nothing has to be read to know that one is whole: the asking costs less than the answer.
 * Is told what to ask for on its standard input, a line each, and answers with a line.
 */
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

type Asked = {
  readonly port: number
  readonly path: string
  readonly width: number
  readonly milliseconds: number
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked: Asked = JSON.parse(line)
  process.stdout.write(`${JSON.stringify(await askFor(asked))}\n`)
}

async function askFor({ port, path, width, milliseconds }: Asked) {
  const request = Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: br\r\n\r\n`,
  )
  const size = await sizeOfAnswer(port, request)
  const began = performance.now()
  const until = began + milliseconds
  const counts = await Promise.all(
    Array.from({ length: width }, () => askUntil(port, request, { size, until })),
  )
  const answers = counts.reduce((sum, count) => sum + count, 0)
  return { answers, seconds: (performance.now() - began) / 1000, size }
}

function askUntil(
  port: number,
  request: Buffer,
  { size, until }: { size: number; until: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    let [answers, bytes] = [0, 0]
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(request))
    socket.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes < size) return
      if (bytes > size) return reject(new Error(`An answer of ${bytes} bytes where ${size} were asked for.`))
      bytes = 0
      answers += 1
      if (performance.now() < until) socket.write(request)
      else socket.end(() => resolve(answers))
    })
    socket.on('error', reject)
  })
}

/** Waits for the whole of one: its head says how long its body is, or it comes in pieces that end with an empty one. */
function sizeOfAnswer(port: number, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let told = Buffer.alloc(0)
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(request))
    socket.on('data', (part: Buffer) => {
      told = Buffer.concat([told, part])
      const head = told.indexOf('\r\n\r\n') + 4
      if (head < 4) return
      const length = /content-length: (\d+)/i.exec(told.subarray(0, head).toString('latin1'))?.[1]
      const whole =
        length === undefined
          ? told.subarray(-5).toString('latin1') === '0\r\n\r\n'
          : told.length === head + Number(length)
      if (whole) socket.end(() => resolve(told.length))
    })
    socket.on('error', reject)
  })
}
