/** Style sheets, scripts and drawings are packed once, when they are built; the server picks by what the browser takes. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const packs = /\.(?:css|js|svg)$/
/** Below this the header that tells of it costs what is won. */
const smallestBytes = 500

export async function packAssets(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => packs.test(name))
  await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name)
      const bytes = await readFile(file)
      if (bytes.length < smallestBytes) return
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes))
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
    }),
  )
}
