/** The import rules of `.dependency-cruiser.mjs` over every folder that holds code. */
import { existsSync } from 'node:fs'
import { runCommand } from './commands.ts'

const folders = ['src', 'test', 'journeys', 'scripts', 'bench', 'faults'].filter((folder) =>
  existsSync(folder),
)
const ended = await runCommand({ run: ['depcruise', ...folders], output: 'kept' })
// It parses with swc, but still warns at length that it cannot use TypeScript 7's compiler.
process.stdout.write(ended.output.replace(/^.*missing-tsc-transpiler[^]*/m, ''))
process.exitCode = ended.code
