import { describe, expect, it } from 'vitest'
import { isDone, lacksOf, steps, type WhatIsThere } from './progress.ts'

const empty: WhatIsThere = {
  clinic: { name: '', street: '', postcode: '', city: '', phone: '', email: '', live: false },
  openDays: 0,
  rooms: 0,
  devices: 0,
  therapists: 0,
  working: 0,
  shown: [],
  sends: false,
}
const whole: WhatIsThere = {
  clinic: {
    name: 'Hud',
    street: 'Gatan 1',
    postcode: '211 00',
    city: 'Malmö',
    phone: '+46',
    email: 'a@b',
    live: false,
  },
  openDays: 5,
  rooms: 1,
  devices: 1,
  therapists: 2,
  working: 2,
  shown: [['therapist', 'room', 'device']],
  sends: false,
}

describe('how far a clinic has come', () => {
  it('lacks everything at first, in the order in which it is given', () => {
    expect(lacksOf('live', empty)).toEqual([
      'name',
      'address',
      'phone',
      'email',
      'opening-hours',
      'room',
      'therapist',
      'service',
    ])
    expect(steps.filter((step) => isDone(step, empty))).toEqual(['look'])
  })

  it('lacks nothing when all is there, and is not live before somebody says so', () => {
    expect(lacksOf('live', whole)).toEqual([])
    expect(isDone('live', whole)).toBe(false)
    expect(isDone('live', { ...whole, clinic: { ...whole.clinic, live: true } })).toBe(true)
  })

  it('opens without messages, whose step is ticked when one can go out', () => {
    expect(isDone('messages', whole)).toBe(false)
    expect(isDone('messages', { ...whole, sends: true })).toBe(true)
    expect(lacksOf('messages', whole)).toEqual([])
  })

  it('needs a pen only where a service holds one', () => {
    expect(lacksOf('rooms', { ...whole, devices: 0 })).toEqual(['device-for-service'])
    expect(lacksOf('rooms', { ...whole, devices: 0, shown: [['therapist', 'room']] })).toEqual([])
  })

  it('asks for hours where a therapist has none', () => {
    expect(lacksOf('weeks', { ...whole, working: 0 })).toEqual(['working-hours'])
  })
})
