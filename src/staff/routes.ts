import { index, type RouteConfigEntry, route } from '@react-router/dev/routes'

/**
 * Everything under /staff stands behind the gate of staff.page.tsx, addresses that do not exist included. Outside
 * it are only the form to sign in and the way out, which somebody without a place here must be able to take too.
 */
export const staffRoutes: RouteConfigEntry[] = [
  route('staff/sign-in', 'staff/sign-in.page.tsx'),
  route('staff/sign-out', 'staff/sign-out.answer.ts'),
  route('staff', 'staff/staff.page.tsx', [
    index('staff/home.page.tsx'),
    route('day/:date?', 'staff/booking/day.page.tsx'),
    route('visits/:visit', 'staff/booking/visit.page.tsx'),
    route('messages', 'staff/messages/messages.page.tsx'),
    route('language', 'staff/language.answer.ts'),
    route('*', 'staff/not-found.page.tsx'),
  ]),
]
