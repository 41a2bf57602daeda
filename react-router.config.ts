import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'src',
  routeDiscovery: { mode: 'initial' },
  // Who may send a form is decided once, for every verb, in src/platform/gate.ts. This second check would refuse
  // pages with a secret in their address (they send no referrer, so browsers say `Origin: null`) and HTTPS proxies.
  allowedActionOrigins: ['**'],
} satisfies Config
