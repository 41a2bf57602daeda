import { expect, test } from 'vitest'
import { drawMap, mapInArchitecture } from '../../scripts/map.ts'

test('the map in ARCHITECTURE.md is the one that the imports draw', () => {
  expect(mapInArchitecture()).toBe(drawMap())
})
