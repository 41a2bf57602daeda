/** A worker of its own process, so that a test can kill it: sends what waits in the database that it is given. */
import { Temporal } from 'temporal-polyfill'
import { readConfig } from '../src/platform/config.ts'
import { openDb } from '../src/platform/db.ts'
import { keysFrom } from '../src/platform/keys.ts'
import { openLog } from '../src/platform/log.ts'
import { startMessages } from '../src/start-messages.ts'

const connection = JSON.parse(process.env['WORKER_CONNECTION'] ?? '{}')
await startMessages({
  config: readConfig({
    LYSTER_SMTP_URL: process.env['WORKER_SMTP'] ?? '',
    LYSTER_MAIL_FROM: 'post@klinik.example',
  }),
  db: openDb(connection, () => undefined),
  keys: keysFrom(Buffer.alloc(32, 7)),
  log: openLog('silent'),
  now: () => Temporal.Now.instant(),
  connection,
  pace: { lookEveryMs: 100, claimSeconds: 2 },
})
