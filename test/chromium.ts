/**
 * The Chromium that comes from npm, made to run here: on a developer's machine, in CI, and on a bare
 * one that has neither its libraries nor a font.
 *
 * The package unpacks into the temporary folder and takes whatever `chromium` already lies there, be
 * it another version's; so each version gets a folder of its own. Its own arguments are made for
 * Amazon's functions and are never used: they hold `--single-process` (crashes) and
 * `--disable-web-security` (with which a test of a policy would lie).
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import chromium, { inflate } from '@sparticuz/chromium'

const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The unpacked browser. The first call on a machine takes some seconds, every later one almost none. */
async function chromiumPath(): Promise<string> {
  return join(await unpacked(), 'chromium')
}

/** What Playwright's `launchOptions` need. */
export async function chromiumLaunch() {
  const executablePath = await chromiumPath()
  return { executablePath, args: chromiumArguments, env: environmentFor(executablePath) }
}

/** A folder of this version, filled aside and then renamed: so two processes may both be the first. */
async function unpacked(): Promise<string> {
  const description = findPackageJSON('@sparticuz/chromium', import.meta.url)
  if (!description) throw new Error('@sparticuz/chromium is not installed')
  const { version }: { version: string } = JSON.parse(readFileSync(description, 'utf8'))
  const folder = join(tmpdir(), `lyster-chromium-${version}-${process.getuid?.() ?? 'user'}`)
  if (existsSync(folder)) return folder

  const aside = mkdtempSync(`${folder}-`)
  await inTemporaryFolder(aside, async () => {
    await chromium.executablePath()
    await inflate(join(dirname(description), 'bin', 'al2023.tar.br'))
  })
  // The package's own list of fonts names folders that only Amazon's functions have.
  const fonts = `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`
  writeFileSync(
    join(aside, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">${fonts}`,
  )
  try {
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

async function inTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env['TMPDIR']
  mkdirSync(folder, { recursive: true })
  process.env['TMPDIR'] = folder
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

function environmentFor(browser: string): Record<string, string> {
  const set = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const libraries = join(dirname(browser), 'al2023', 'lib')
  const here = process.env['LD_LIBRARY_PATH']
  return {
    ...Object.fromEntries(set),
    ...(lacksLibraries(browser) && { LD_LIBRARY_PATH: here ? `${libraries}:${here}` : libraries }),
    ...(lacksFonts() && { FONTCONFIG_FILE: join(dirname(browser), 'fonts.conf') }),
  }
}

function lacksLibraries(browser: string): boolean {
  try {
    return execFileSync('ldd', [browser], { encoding: 'utf8' }).includes('not found')
  } catch {
    return true // without ldd nothing is known, and the package's own libraries do no harm
  }
}

function lacksFonts(): boolean {
  return !existsSync('/etc/fonts/fonts.conf') || !existsSync('/usr/share/fonts')
}
