import { index, type RouteConfigEntry, route } from '@react-router/dev/routes'

/**
 * Everything under /staff stands behind the gate of staff.page.tsx, addresses that do not exist included. Outside
 * it are only the forms to sign in, an invitation, and the way out, which somebody without a place here must be
 * able to take too.
 */
export const staffRoutes: RouteConfigEntry[] = [
  route('staff/sign-in', 'staff/sign-in.page.tsx'),
  route('staff/sign-in/code', 'staff/sign-in-code.page.tsx'),
  route('staff/passkey/sign-in', 'staff/me/passkey-sign-in.answer.ts'),
  route('staff/sign-out', 'staff/sign-out.answer.ts'),
  route('staff/invitation/:secret', 'staff/people/invitation.page.tsx'),
  route('staff', 'staff/staff.page.tsx', [
    index('staff/home.page.tsx'),
    route('day/:date?', 'staff/booking/day.page.tsx'),
    route('week/:date?', 'staff/booking/week.page.tsx'),
    route('changes', 'staff/booking/changes.answer.ts'),
    route('changes/version', 'staff/booking/version.answer.ts'),
    route('visits/:visit', 'staff/booking/visit.page.tsx'),
    route('visits/:visit/move', 'staff/booking/move.page.tsx'),
    route('visits/:visit/places', 'staff/booking/places.answer.ts'),
    route('clients', 'staff/clients/clients.page.tsx'),
    route('clients/book/:client?', 'staff/clients/book.page.tsx'),
    route('clients/import', 'staff/clients/import.page.tsx'),
    route('clients/:client', 'staff/clients/client.page.tsx'),
    route('clients/:client/merge/:other', 'staff/clients/merge.page.tsx'),
    route('messages', 'staff/messages/messages.page.tsx'),
    route('messages/templates', 'staff/messages/templates.page.tsx'),
    route('clinic', 'staff/clinic/clinic.page.tsx'),
    route('clinic/address', 'staff/clinic/address.page.tsx'),
    route('clinic/hours', 'staff/clinic/hours.page.tsx'),
    route('clinic/rooms', 'staff/clinic/rooms.page.tsx'),
    route('clinic/weeks', 'staff/clinic/weeks.page.tsx'),
    route('clinic/weeks/:therapist', 'staff/clinic/therapist.page.tsx'),
    route('clinic/absences', 'staff/clinic/absences.page.tsx'),
    route('clinic/services', 'staff/clinic/services.page.tsx'),
    route('clinic/services/:service', 'staff/clinic/service.page.tsx'),
    route('clinic/look', 'staff/clinic/look.page.tsx'),
    route('clinic/messages', 'staff/clinic/messages.page.tsx'),
    route('clinic/live', 'staff/clinic/live.page.tsx'),
    route('clinic/leave', 'staff/clinic/leave.page.tsx'),
    route('people', 'staff/people/people.page.tsx'),
    route('people/:person', 'staff/people/person.page.tsx'),
    route('status', 'staff/operate/status.page.tsx'),
    route('me', 'staff/me/me.page.tsx'),
    route('passkey/add', 'staff/me/passkey-add.answer.ts'),
    route('me/second-factor', 'staff/me/second-factor.page.tsx'),
    route('language', 'staff/language.answer.ts'),
    route('*', 'staff/not-found.page.tsx'),
  ]),
]
