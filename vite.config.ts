import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'
import { clientModules } from './scripts/client-bundle.ts'

/**
 * Rooms and the platform exist once: the server build leaves every `#` door to Node, which runs the source. Only
 * what is drawn or read as an asset (#look) is bundled.
 */
const doorsStayOutside: Plugin = {
  name: 'doors-stay-outside',
  enforce: 'pre',
  apply: 'build',
  resolveId(id) {
    const door = id.startsWith('#') && !id.startsWith('#look/')
    return this.environment.name === 'ssr' && door ? { id, external: true } : undefined
  },
}

export default defineConfig({
  plugins: [doorsStayOutside, reactRouter(), clientModules()],
  build: { assetsInlineLimit: 0 },
})
