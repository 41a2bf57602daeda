import type { RouteConfig } from '@react-router/dev/routes'
import { siteRoutes } from './site/routes.ts'
import { staffRoutes } from './staff/routes.ts'

export default [...siteRoutes, ...staffRoutes] satisfies RouteConfig
