import { describe, expect, it } from 'vitest'
import { addressesIn, missingFrom } from '../../scripts/lockfile.ts'

const binary = { 'b-darwin-arm64': '1.2.3', 'b-linux-x64-musl': '1.2.3' }

describe('the lockfile', () => {
  it('is whole when every optional package is in it, beside who offers it or above', () => {
    const packages = {
      '': {},
      'node_modules/a': { optionalDependencies: { b: '1.0.0', c: '1.0.0' } },
      'node_modules/a/node_modules/b': { version: '1.0.0' },
      'node_modules/c': { version: '1.0.0' },
    }
    expect(missingFrom({ packages })).toEqual({})
  })

  it('lacks the binaries of platforms that the registry did not have, and says what they are for', () => {
    const packages = { 'node_modules/a': { dev: true, optionalDependencies: binary } }
    expect(missingFrom({ packages })).toEqual({
      'node_modules/b-darwin-arm64': {
        version: '1.2.3',
        cpu: ['arm64'],
        dev: true,
        optional: true,
        os: ['darwin'],
      },
      'node_modules/b-linux-x64-musl': {
        version: '1.2.3',
        cpu: ['x64'],
        dev: true,
        libc: ['musl'],
        optional: true,
        os: ['linux'],
      },
    })
  })

  it('leaves alone what is offered in a range: its version cannot be known', () => {
    expect(
      missingFrom({ packages: { 'node_modules/a': { optionalDependencies: { b: '^1.0.0' } } } }),
    ).toEqual({})
  })

  it('tells which packages name the registry that they came from; a folder is no address', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0', resolved: 'https://registry.example/a-1.0.0.tgz' },
      'node_modules/b': { resolved: 'not-on-npm/b' },
      'node_modules/c': { version: '1.0.0' },
    }
    expect(addressesIn({ packages })).toEqual(['node_modules/a'])
  })
})
