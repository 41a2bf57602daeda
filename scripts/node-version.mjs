/**
 * Run before every other script, and by whatever Node the machine has: so it must stay plain
 * JavaScript that an old Node can read. `npm ci` brings a Node 24 along for Linux (x64, arm64) and
 * Windows (x64), and npm puts it first in the path of its scripts; elsewhere this sentence is seen.
 */
const needed = [24, 12]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `Lyster needs Node ${needed.join('.')} or later, and this is Node ${process.versions.node}` +
      ` (${process.platform} ${process.arch}): install Node 24 and run the same command again.\n`,
  )
  process.exit(1)
}
