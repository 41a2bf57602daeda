/**
 * The map of the rooms as the imports draw it: who calls whom. `node scripts/map.ts --write` puts it into
 * ARCHITECTURE.md; a test compares, so the picture cannot drift from the code.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

type Cruise = {
  readonly modules: readonly { source: string; dependencies: readonly { resolved: string }[] }[]
}

const file = 'ARCHITECTURE.md'
const fence = /```mermaid\n[\s\S]*?```/

export function drawMap(): string {
  const words = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src']
  const cruise = JSON.parse(
    execFileSync('node_modules/.bin/depcruise', words, { encoding: 'utf8', maxBuffer: 2 ** 28 }),
  ) as Cruise
  const arrows = new Set<string>()
  for (const { source, dependencies } of cruise.modules) {
    if (/[.](test|makers)[.]tsx?$/.test(source)) continue
    for (const { resolved } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)]
      if (from && to && from !== to && to !== 'platform') arrows.add(`  ${from} --> ${to}`)
    }
  }
  return `\`\`\`mermaid\nflowchart LR\n${[...arrows].toSorted().join('\n')}\n\`\`\``
}

export function mapInArchitecture(): string | undefined {
  return fence.exec(readFileSync(file, 'utf8'))?.[0]
}

function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1]
}

if (import.meta.main) {
  const map = drawMap()
  if (process.argv.includes('--write')) {
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(fence, () => map),
    )
  } else process.stdout.write(`${map}\n`)
}
