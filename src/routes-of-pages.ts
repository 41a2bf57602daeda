/** Which route a path belongs to, as React Router's build lists them: `/sv/hold/AbC` is `/:language/hold/:hold`. */
import { matchRoutes, type RouteObject, type ServerBuild } from 'react-router'
import { pathTemplate } from './platform/gate.ts'

/** Every path of the API is cut down by its own rule; what belongs nowhere is `*`, so that nobody's typing is kept. */
export function routesOf(build: ServerBuild): (path: string) => string {
  const routes = treeUnder(build, undefined)
  return (path) => {
    if (/^\/api(\/|$)/.test(path)) return apiTemplate(path)
    if (/^\/(healthz|readyz|metrics|favicon\.svg|plain\.css)$/.test(path)) return path
    if (path.startsWith('/assets/')) return '/assets/*'
    // What cannot be decoded the router would take for a page, and say so on the terminal.
    if (!canDecode(path)) return '*'
    const matched = matchRoutes(routes, path.replace(/\.data$/, '')) ?? []
    const parts = matched.flatMap(({ route }) => route.path || [])
    return parts.length === 0 && path !== '/' ? '*' : `/${parts.join('/')}`
  }
}

function canDecode(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''
  } catch {
    return false
  }
}

const apiParts =
  /^\/api(\/v1(\/(services|courses|holds|bookings)(\/:secret(\/[a-z]{1,20})?)?)?|\/openapi\.json)?$/

function apiTemplate(path: string): string {
  const template = pathTemplate(path)
  return apiParts.test(template) ? template : '/api/*'
}

function treeUnder(build: ServerBuild, parent: string | undefined): RouteObject[] {
  return Object.values(build.routes)
    .filter((route) => route !== undefined)
    .filter((route) => route.parentId === parent)
    .map(({ id, path, index }) => {
      const where = path === undefined ? {} : { path }
      return index ? { id, ...where, index } : { id, ...where, children: treeUnder(build, id) }
    })
}
