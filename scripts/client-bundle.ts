/**
 * What runs in a browser must hold nothing of the server. The imports alone cannot show it (a page
 * may import a room's door for its loader, which the bundler strips), so the bundler itself writes
 * down which modules ended in which client chunk, and those are judged.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import type { Plugin } from 'vite'

/** Chunk → the modules in it, paths from the root of the repository. */
export type ClientModules = Record<string, readonly string[]>

const written = 'build/client-modules.json'

const servers: readonly (readonly [RegExp, string])[] = [
  [
    /(^|\/)node_modules\/(kysely|pg|pg-[^/]+|pino|better-auth|better-call|hono|@better-auth|@hono)\//,
    'a server library',
  ],
  [/(^|\/)node:|^__vite-browser-external/, 'a part of Node'],
  [/[.]store[.]ts$/, 'SQL'],
  [/^src\/platform\/(?!(words|language|say|time)[.]ts$|(words|look)\/)/, 'the platform'],
  [/^src\/(api|fhir|demonstration)\//, 'an entrance without pages'],
  [
    /^src\/(?!platform\/|site\/|staff\/|api\/|fhir\/|demonstration\/)[^/]+\/(?!pure\/|contract[.]ts$)/,
    'a room beyond contract and pure',
  ],
  [/^src\/[^/]+[.]ts$/, 'the server itself'],
]

/** For `vite.config.ts`: writes the client's modules down at each build. */
export function clientModules(): Plugin {
  return {
    name: 'client-modules',
    apply: 'build',
    generateBundle(_, bundle) {
      if (this.environment.name !== 'client') return
      const { root } = this.environment.config
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
      const modules = chunks.map((chunk) => [chunk.fileName, chunk.moduleIds.map((id) => pathIn(root, id))])
      const file = join(root, written)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${JSON.stringify(Object.fromEntries(modules), null, 2)}\n`)
    },
  }
}

/** One sentence for each module of the server found in a client chunk; a library is named once. */
export function serverModulesIn(client: ClientModules): string[] {
  const found = Object.entries(client).flatMap(([chunk, modules]) =>
    modules.flatMap((module) => {
      const named = module.replace(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\/.*$/, '$1')
      const what = servers.find(([pattern]) => pattern.test(module))?.[1]
      return what ? [`${chunk} holds ${named}: ${what}`] : []
    }),
  )
  return [...new Set(found)]
}

/** A module's path from the root; a made-up module (`\0…`) keeps its name. */
function pathIn(root: string, module: string): string {
  const path = module.replaceAll('\0', '').replace(/[?].*$/, '')
  return isAbsolute(path) ? relative(root, path).replaceAll('\\', '/') : path
}

function judge(): string[] {
  if (!existsSync(written)) return [`${written} is missing: is clientModules() in vite.config.ts?`]
  const client: ClientModules = JSON.parse(readFileSync(written, 'utf8'))
  const modules = Object.values(client).flat()
  if (!modules.some((module) => module.startsWith('src/'))) return [`${written} names no module of ours`]
  process.stdout.write(`${Object.keys(client).length} client chunks, ${modules.length} modules\n`)
  return serverModulesIn(client)
}

if (import.meta.main) {
  const found = judge()
  for (const sentence of found) process.stderr.write(`${sentence}\n`)
  process.exitCode = found.length > 0 ? 1 : 0
}
