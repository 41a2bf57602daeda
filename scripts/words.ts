/**
 * `messages/{sv,en}.json` → `src/platform/words/` (not in git). The strategy is a variable that
 * nothing ever sets: so a text asked for without its language throws instead of coming out in the
 * wrong one.
 */
import { fingerprint, isStale, stampAs } from './fingerprint.ts'

const words = {
  stamp: 'build/words.stamp',
  from: ['messages', 'project.inlang/settings.json', 'package-lock.json', 'scripts/words.ts'],
  leaves: ['src/platform/words/messages.js', 'src/platform/words/messages.d.ts'],
}

export async function compileWords(): Promise<void> {
  if (!isStale(words)) return
  const print = fingerprint(words)
  const { compile } = await import('@inlang/paraglide-js')
  await compile({
    project: './project.inlang',
    outdir: './src/platform/words',
    strategy: ['globalVariable'],
    outputStructure: 'locale-modules',
    emitTsDeclarations: true,
    emitReadme: false,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  })
  stampAs(words, print)
}

if (import.meta.main) {
  await compileWords()
  process.exit() // the compiler's own timers would keep the process for half a minute
}
