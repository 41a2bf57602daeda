/** Compiles the words and builds the pages, each only when something it is made from has changed. */
import { runCommand } from './commands.ts'
import { fingerprint, isStale, stampAs } from './fingerprint.ts'
import { packAssets } from './pack-assets.ts'
import { compileWords } from './words.ts'

const pages = {
  stamp: 'build/pages.stamp',
  from: [
    'src',
    'messages',
    'public',
    'scripts/*.ts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'project.inlang/settings.json',
    'react-router.config.ts',
    'vite.config.ts',
  ],
  except: /^src\/platform\/words\/|[.]test[.]tsx?$|makers[.]tsx?$/,
  leaves: ['build/client', 'build/client-modules.json', 'build/server/index.js'],
}

export async function build(): Promise<void> {
  await compileWords()
  if (!isStale(pages)) return
  process.stdout.write('Building the pages …\n')
  const print = fingerprint(pages)
  const environment = { NODE_ENV: 'production' }
  const ended = await runCommand({ run: ['react-router', 'build'], output: 'kept', environment })
  if (ended.code !== 0) throw new Error(`The pages could not be built.\n${ended.output}`)
  await packAssets('build/client/assets')
  stampAs(pages, print)
}

if (import.meta.main) {
  try {
    await build()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
  process.exit() // the words' compiler leaves timers behind
}
