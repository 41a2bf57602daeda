/**
 * Makes `package-lock.json` whole. A registry may lack a package for a platform that nobody here has
 * (a binary for Android, say); npm then leaves it out of the lockfile without a word, and `npm ci`
 * refuses that same lockfile: "Missing: … from lock file". Its name, version and platform are known
 * all the same, from the package that offers it, so the entry is written by hand. On its own
 * platform npm fetches it by that version; elsewhere it is passed over.
 *
 * `node scripts/lockfile.ts` complains of what is missing, with `--write` it adds it. It also complains of
 * addresses of a registry, here and in the lockfile of the benches' peers: with them, everybody would fetch
 * from where somebody once did; without them npm asks the registry that it is set to.
 */
import { readFileSync, writeFileSync } from 'node:fs'

type Entry = {
  readonly version?: string
  /** Where npm fetched it: an address, or a folder. */
  readonly resolved?: string
  readonly dev?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: unknown
}
type Added = {
  version: string
  cpu?: string[]
  dev?: true
  libc?: string[]
  license?: string
  optional: true
  os?: string[]
}
export type Lockfile = { readonly packages: Readonly<Record<string, Entry>> }

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']

/** The entries that the lockfile should hold and does not, by their place in it. */
export function missingFrom({ packages }: Lockfile): Record<string, Added> {
  const missing = Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => place !== '' && !isFound(packages, place, name))
      .filter(([, version]) => /^\d+[.]\d+[.]\d+[-\w.]*$/.test(version))
      .map(([name, version]): [string, Added] => [`node_modules/${name}`, entryFor(name, version, entry)]),
  )
  return Object.fromEntries(missing)
}

/** The places of the entries that name the address of a registry. */
export function addressesIn({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([place, { resolved }]) => (resolved?.includes('://') ? place : []))
}

/** As Node looks for it: beside the one who asks, then in each folder above. */
function isFound(packages: Lockfile['packages'], place: string, name: string): boolean {
  if (packages[`${place}/node_modules/${name}`]) return true
  const above = place.lastIndexOf('/node_modules/')
  return above < 0
    ? Boolean(packages[`node_modules/${name}`])
    : isFound(packages, place.slice(0, above), name)
}

function entryFor(name: string, version: string, offeredBy: Entry): Added {
  const words = name.replace(/^@[^/]+\//, '').split(/[-.]/)
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  const libc = { musl: 'musl', musleabihf: 'musl', gnu: 'glibc', gnueabihf: 'glibc' }
  const library = Object.entries(libc).find(([word]) => os === 'linux' && words.includes(word))?.[1]
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(offeredBy.dev && { dev: true as const }),
    ...(library && { libc: [library] }),
    optional: true,
    ...(os && { os: [os] }),
  }
}

if (import.meta.main) {
  const lock: Lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const missing = missingFrom(lock)
  const names = Object.keys(missing)
  for (const file of [
    'package-lock.json',
    'bench/peers/package-lock.json',
    'bench/lighthouse/package-lock.json',
  ]) {
    const addressed = addressesIn(JSON.parse(readFileSync(file, 'utf8')))
    if (addressed.length === 0) continue
    process.stderr.write(`${file} names where npm fetched ${addressed.join(', ')}\n`)
    process.stderr.write('make it again with `npm install --omit-lockfile-registry-resolved`\n')
    process.exitCode = 1
  }
  if (process.argv.includes('--write')) {
    const all = Object.entries({ ...lock.packages, ...missing })
    const packages = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en')))
    writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
    process.stdout.write(`${names.length} entries added\n`)
  } else if (names.length > 0) {
    process.stderr.write(`package-lock.json lacks ${names.join(', ')}\n`)
    process.stderr.write('npm ci would refuse it: run `node scripts/lockfile.ts --write`\n')
    process.exitCode = 1
  }
}
