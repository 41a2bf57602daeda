import { describe, expect, it } from 'vitest'
import { count, lookedAway } from '../../scripts/bars.ts'

const away = (rest: string) => `// oxlint-disable-next-line ${rest}`

describe('the bars', () => {
  it('count type assertions, but not `as const` nor a renamed import', () => {
    const text = `import { a as b } from './a.ts'\nconst c = [b] as const\nexport const d = c as unknown as string\n`
    expect(count('a.ts', text).assertions).toBe(2)
  })

  it('measure functions from their first line to their last, also behind letters of several bytes', () => {
    const text = `// ååååååååååå\nconst one = 'ö'\nexport function two() {\n  return one\n}\nexport const three = () => {\n  return 3 }\n`
    expect(count('a.ts', text).functions).toEqual([3, 2])
    expect(count('a.ts', text).functions).toEqual([3, 2])
  })

  it('tell `let` from `const`', () => {
    expect(count('a.ts', 'let a = 1\nconst b = 2\nconst c = 3\n')).toMatchObject({ lets: 1, constants: 2 })
  })

  it('ask for a reason in the line that tells lint to look away', () => {
    const text = [
      away('react/no-danger -- made by markdown-it'),
      away('react/no-danger'),
      away('no-console --'),
    ]
    const { all, unexplained } = lookedAway([{ path: 'a.ts', text: text.join('\n') }])
    expect(all).toHaveLength(3)
    expect(unexplained).toEqual(['a.ts:2', 'a.ts:3'])
  })
})
