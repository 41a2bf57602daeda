import { describe, expect, test } from 'vitest'
import { type Bookable, heldBy, missingKind, obstacleTo } from './why-not.server.ts'

const word = { sv: '', en: '' }
/** Welcomed by the therapist, rests alone, needled, and the room is cleaned. */
const visit = {
  start: 1000,
  segments: [
    { name: word, start: 1000, end: 1010, holds: ['therapist', 'room'] as const },
    { name: word, start: 1010, end: 1040, holds: ['room'] as const },
    { name: word, start: 1040, end: 1070, holds: ['therapist', 'room', 'device'] as const },
    { name: word, start: 1070, end: 1080, holds: ['room'] as const },
  ],
}
const held = heldBy(visit)
const open = [{ start: 540, end: 1020 }]

function aTherapist(taken: Bookable['taken'] = []): Bookable {
  return { id: 'sara', kind: 'therapist', open, taken }
}

describe('what is in the way', () => {
  const ofHer = held.get('therapist') ?? []

  test('is nothing while the therapist is only needed elsewhere during the rest', () => {
    const sara = aTherapist([{ start: 610, end: 640, why: 'busy' }])
    expect(obstacleTo(sara, 600, ofHer)).toBeUndefined()
  })

  test('is the visit that she is busy with, with its own time', () => {
    const sara = aTherapist([{ start: 645, end: 700, why: 'busy' }])
    expect(obstacleTo(sara, 600, ofHer)).toEqual({
      resource: 'sara',
      why: 'busy',
      during: { start: 645, end: 700 },
    })
  })

  test('touching is not in the way', () => {
    expect(obstacleTo(aTherapist([{ start: 670, end: 700, why: 'busy' }]), 600, ofHer)).toBeUndefined()
  })

  test('is her hours where the visit would begin before them or go on after them', () => {
    expect(obstacleTo(aTherapist(), 530, ofHer)?.why).toBe('off')
    expect(obstacleTo(aTherapist(), 950, ofHer)).toBeUndefined()
    expect(obstacleTo(aTherapist(), 955, ofHer)?.why).toBe('off')
  })
})

describe('what is missing beside her', () => {
  const room = (id: string, taken: Bookable['taken'] = []): Bookable => ({ id, kind: 'room', open, taken })
  const pen: Bookable = { id: 'pen', kind: 'device', open, taken: [] }
  const busy = [{ start: 600, end: 700, why: 'busy' as const }]

  test('is a kind of which everything is taken', () => {
    expect(missingKind([room('1', busy), room('2', busy), pen], 620, { held, beside: 'therapist' })).toBe(
      'room',
    )
    expect(missingKind([room('1', busy), pen], 620, { held, beside: 'room' })).toBe('therapist')
  })

  test('is nothing while one of them is free', () => {
    expect(missingKind([room('1', busy), room('2'), pen], 620, { held, beside: 'therapist' })).toBeUndefined()
  })
})
