/**
 * Who may import whom (ARCHITECTURE.md tells why). The rooms stand in the order in which a client
 * passes them; a folder that is in no list is itself an offence. `test/rules/import-rules.test.ts`
 * plants one offence for each rule and sees it found.
 */
const journey = [
  'clinic',
  'clients',
  'people',
  'messages',
  'guide',
  'questions',
  'screening',
  'analysis',
  'plans',
  'booking',
  'visits',
  'recovery',
  'outcomes',
  // Not a step: here the owner makes the clinic that all of them stand in, so it may call every room.
  'set-up',
]
/** `demonstration` is one too: it fills a clinic as its people would, through the rooms' doors. */
const entrances = ['site', 'staff', 'api', 'fhir', 'demonstration']
const anyEntrance = `^src/(${entrances.join('|')})/`
const room = `^src/(${journey.join('|')})/`
const known = [room, `^src/(${entrances.join('|')}|platform)/`, '^src/[^/]+[.]tsx?$']
const door = '^src/[^/]+/(index|desk|contract|makers|pure/index)[.]ts$'
const light = '^src/[^/]+/(contract|pure/index)[.]ts$'
/** What the platform has for both sides: words, the language's type, and what both entrances are drawn with. */
const drawing = '^src/platform/((words|language|say|time)[.]ts$|(words|look)/)'
/** A page's other files serve its loader too; that none of the server slips through them, the client bundle shows. */
const browser = '^src/(platform/look/.*|(site|staff)/.*([.]panel[.]tsx|[.]worker[.]ts|/use-[^/]+[.]ts))$'
const tests = '([.](test|makers)|/makers)[.]tsx?$'
const outside = '^(test|journeys|bench|faults|scripts)/'
/** Made by the framework while it builds: there is no such file. */
const virtual = '(^|/)[+]types/|^virtual:'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    ...journey
      .slice(0, -1)
      .map((here, i) =>
        forbid(
          `journey-order-${here}`,
          'A room knows only the rooms the client has already passed.',
          { path: `^src/${here}/`, pathNot: tests },
          { path: `^src/(${journey.slice(i + 1).join('|')})/` },
        ),
      ),
    forbid(
      'use-the-door',
      'Another room is reached by one of its doors.',
      { path: room },
      { path: room, pathNot: ['^src/$1/', door] },
    ),
    forbid(
      'entrances-use-the-door',
      'So do entrances.',
      { path: anyEntrance, pathNot: tests },
      { path: room, pathNot: door },
    ),
    forbid(
      'nobody-imports-an-entrance',
      'Entrances compose; nothing is built on them.',
      { path: '^src/([^/]+)/' },
      { path: anyEntrance, pathNot: '^src/$1/' },
    ),
    forbid(
      'pure-is-pure',
      'pure/ takes values and returns values.',
      { path: '^src/([^/]+)/pure/', pathNot: tests },
      { pathNot: ['^src/[^/]+/pure/', 'node_modules/(temporal-polyfill|schema-dts)/'] },
    ),
    forbid(
      'pure-types-only',
      'schema-dts holds types and nothing else.',
      { path: '^src/([^/]+)/pure/' },
      { path: 'node_modules/schema-dts/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'contract-is-light',
      'contract.ts is read by the browser too.',
      { path: '^src/[^/]+/contract[.]ts$' },
      { pathNot: ['^src/[^/]+/(contract[.]ts$|pure/)', '^src/platform/language[.]ts$', 'node_modules/zod/'] },
    ),
    forbid(
      'platform-is-below',
      'The platform knows no room.',
      { path: '^src/platform/' },
      { path: '^src/(?!platform/)' },
    ),
    forbid(
      'panels-run-in-a-browser',
      'Contracts and pure parts, never the server.',
      { path: browser, pathNot: tests },
      { path: '^src/', pathNot: ['^src/(site|staff)/', drawing, light] },
    ),
    forbid(
      'no-unknown-folder',
      'Every folder under src is a room, an entrance or the platform.',
      {},
      { path: '^src/', pathNot: known },
    ),
    forbid(
      'sql-in-stores-only',
      'Only *.store.ts and the platform touch the driver.',
      { path: '^src/', pathNot: ['[.]store[.]ts$', '^src/platform/', tests] },
      { path: 'node_modules/(kysely|pg|pg-[^/]+)/' },
    ),
    forbid(
      'tests-stay-tests',
      'What ships never imports a test or its makers.',
      { path: '^src/', pathNot: tests },
      { path: tests },
    ),
    forbid(
      'src-stands-alone',
      'What ships needs none of the folders around it.',
      { path: '^src/', pathNot: tests },
      { path: outside },
    ),
    forbid(
      'imports-resolve',
      'An import that leads nowhere is judged by no other rule.',
      {},
      { couldNotResolve: true, pathNot: virtual },
    ),
    forbid('no-cycles', 'Two files that need each other are one file.', {}, { circular: true }),
  ],
  options: {
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|src/platform/words)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
