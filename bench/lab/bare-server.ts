/** The least that a server in Node can do: the same bytes from memory, whoever asks for whatever. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file = '', encoding = 'br'] = process.argv.slice(2)
const body = readFileSync(file)
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Encoding': encoding,
  'Content-Length': body.length,
}
const server = createServer((_, answer) => {
  answer.writeHead(200, headers)
  answer.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
