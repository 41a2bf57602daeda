import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { openLog } from './log.ts'

function listening(level: 'debug' | 'info' = 'debug') {
  const lines: string[] = []
  const log = openLog(level, new Writable({ write: (line, _, done) => done(void lines.push(String(line))) }))
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

const canaries = [
  '19121212-1212',
  'vera@klinik.example',
  '+46 70 174 06 05',
  'Q2FuYXJ5VG9rZW4tMTIzNDU2',
  'rodnad vid näsan',
]
const [pnr = '', email = '', phone = '', token = '', note = ''] = canaries

test('a field that is not named does not reach the log, whoever passes it', () => {
  const { log, lines, last } = listening()
  log.info({ request: 'r1', status: 200, body: note, headers: { cookie: token }, client: email }, 'a request')
  expect(last()).toMatchObject({ request: 'r1', status: 200, msg: 'a request' })
  log.child({ name: phone, clinic: 'c1' }).warn('a child')
  expect(last()).toMatchObject({ clinic: 'c1', msg: 'a child' })
  log.info({ path: { deep: pnr } }, 'an object where a word should be')
  for (const canary of canaries) expect(lines.join('')).not.toContain(canary)
})

test('an error tells its kind, code and place, and nothing that a person has typed', () => {
  const { log, lines, last } = listening()
  const database = Object.assign(new Error(`invalid input syntax for type uuid: "${token}"`), {
    code: '22P02',
    detail: `Key (email)=(${email}) already exists.`,
    where: note,
    parameters: [pnr],
    constraint: 'client_email',
  })
  const wrapped = new Error(`no place for ${phone} and ${pnr} from ${email} by ${token}`, { cause: database })
  log.error({ err: wrapped, request: 'r2' }, 'a request broke')
  expect(last()).toMatchObject({
    err: { type: 'Error', cause: { code: '22P02', constraint: 'client_email' } },
  })
  expect(JSON.stringify(last())).toContain('log.test.ts')
  log.error(wrapped)
  log.error({ err: wrapped })
  log.error(wrapped, `about '${note}'`)
  log.warn({ reason: `the mail server said "${note}" of ${email}` }, 'not sent')
  log.warn(`no one answers at ${email} on ${phone}`)
  expect(lines).toHaveLength(6)
  for (const canary of canaries) expect(lines.join('')).not.toContain(canary)
})

test('ids, times and small numbers stay readable', () => {
  const { log, last } = listening()
  const id = '0b6f6f6e-1111-4222-8333-123456789012'
  log.error({ err: new Error(`The visit ${id} has 3 segments and needs 90 minutes.`), visit: id }, 'broke')
  expect(last()).toMatchObject({
    visit: id,
    err: { words: `The visit ${id} has 3 segments and needs 90 minutes.` },
  })
})

test('what is below the level is not written', () => {
  const { log, lines } = listening('info')
  log.debug({ request: 'r' }, 'a request')
  expect(lines).toEqual([])
})
