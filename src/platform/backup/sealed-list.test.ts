import { expect, test } from 'vitest'
import { type BackupList, openList, sealList } from './sealed-list.ts'

const list: BackupList = {
  lysterBackup: 1,
  at: '2027-01-05T01:00:00Z',
  checkedAt: '2027-01-05T01:00:03Z',
  postgres: '18',
  startLsn: '0/2000028',
  endLsn: '0/2000120',
  cluster: { files: 1, bytes: 3 },
  files: [{ path: 'beside/secret/key', bytes: 43, mode: 0o600, sha256: 'ab'.repeat(32) }],
}

test('the list that was sealed is the list that is opened', () => {
  expect(openList(sealList(list))).toEqual(list)
})

test('no byte of it can be changed, left out or added', () => {
  const sealed = sealList(list)
  const refused = (changed: Buffer) => {
    try {
      return openList(changed) === undefined
    } catch {
      return true
    }
  }
  for (const at of sealed.keys()) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    expect([at, refused(changed)]).toEqual([at, true])
    expect([at, refused(sealed.subarray(0, at))]).toEqual([at, true])
  }
  expect(refused(Buffer.concat([sealed, Buffer.from('\n')]))).toBe(true)
})

test('a list that would lead out of the backup is refused, however well it is sealed', () => {
  const [file] = list.files
  if (!file) throw new Error('there is no file')
  for (const path of ['../../etc/passwd', '/etc/passwd', 'beside/../../x']) {
    expect(() => openList(sealList({ ...list, files: [{ ...file, path }] }))).toThrow()
  }
})
