import { expect, test } from 'vitest'
import { judgeStatus, type StatusFacts, worstOf } from './judge-status.ts'

const well: StatusFacts = {
  backup: { ageHours: 20, broken: 0 },
  messages: { waiting: 3, failed: 0, canSend: true },
  jobs: { failed: 0 },
  disk: 'well',
  rottenPages: 0,
}

test('a machine that is well is green throughout', () => {
  expect(new Set(Object.values(judgeStatus(well)))).toEqual(new Set(['green']))
  expect(worstOf(judgeStatus({ ...well, jobs: undefined }))).toBe('green')
})

test.each([
  ['backup', 'green', { backup: { ageHours: 26, broken: 0 } }],
  ['backup', 'amber', { backup: { ageHours: 26.1, broken: 0 } }],
  ['backup', 'red', { backup: { ageHours: 50.1, broken: 0 } }],
  ['backup', 'red', { backup: { ageHours: undefined, broken: 0 } }],
  ['backup', 'red', { backup: { ageHours: 1, broken: 1 } }],
  ['messages', 'amber', { messages: { waiting: 0, failed: 1, canSend: true } }],
  ['messages', 'amber', { messages: { waiting: 1, failed: 0, canSend: false } }],
  ['messages', 'green', { messages: { waiting: 0, failed: 0, canSend: false } }],
  ['jobs', 'amber', { jobs: { failed: 2 } }],
  ['disk', 'amber', { disk: 'low' }],
  ['disk', 'red', { disk: 'full' }],
  ['database', 'red', { rottenPages: 1 }],
] as const)('%s is %s when %j', (part, light, change) => {
  const lights = judgeStatus({ ...well, ...change })
  expect(lights[part]).toBe(light)
  expect(worstOf(lights)).toBe(light)
})
