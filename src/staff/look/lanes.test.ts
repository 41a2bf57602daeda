import { describe, expect, test } from 'vitest'
import { lanesFor } from './lanes.ts'

describe('lanes of a column', () => {
  test('a visit alone keeps the full width', () => {
    expect(lanesFor([{ from: 0, span: 18 }])).toEqual([{ lane: 1, lanes: 1 }])
  })

  test('a visit that begins while another client rests stands beside it', () => {
    expect(
      lanesFor([
        { from: 0, span: 18 },
        { from: 2, span: 9 },
      ]),
    ).toEqual([
      { lane: 1, lanes: 2 },
      { lane: 2, lanes: 2 },
    ])
  })

  test('visits that only meet do not share the width', () => {
    expect(
      lanesFor([
        { from: 0, span: 18 },
        { from: 18, span: 9 },
      ]),
    ).toEqual([
      { lane: 1, lanes: 1 },
      { lane: 1, lanes: 1 },
    ])
  })

  test('a lane that is free again is used again, whatever order the visits come in', () => {
    const [last, first, second] = lanesFor([
      { from: 10, span: 9 },
      { from: 0, span: 18 },
      { from: 2, span: 8 },
    ])
    expect([first, second, last]).toEqual([
      { lane: 1, lanes: 2 },
      { lane: 2, lanes: 2 },
      { lane: 2, lanes: 2 },
    ])
  })

  test('nobody on the day means no lanes', () => {
    expect(lanesFor([])).toEqual([])
  })
})
