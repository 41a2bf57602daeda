/**
 * Who may do what: one table, read by the server before an act and by the pages that offer it. What is not in a
 * role's list it may not do. Health data are the therapist's: the desk books and calls, and does not read notes.
 * A question may hold as much of somebody's health as a note does. So the desk sees who asks, how and when she is
 * reached, which article it is about and whether it smells of harm: enough to call her, to give a time, to hand it
 * to a therapist. What she wrote, what was noted and what was answered it does not read; and nobody answers what she
 * has not read.
 */
export type Role = 'owner' | 'therapist' | 'desk'

const everybody: readonly Role[] = ['owner', 'therapist', 'desk']
const treating: readonly Role[] = ['owner', 'therapist']
const owning: readonly Role[] = ['owner']

const rights = {
  'see-day': everybody,
  'see-visit': everybody,
  'cancel-visit': everybody,
  'move-visit': everybody,
  'mark-visit': everybody,
  'block-time': everybody,
  'see-clients': everybody,
  'change-client': everybody,
  'merge-clients': everybody,
  'book-for-client': everybody,
  'see-notes': treating,
  'write-note': treating,
  'see-messages': everybody,
  'resend-message': everybody,
  'see-questions': everybody,
  'read-question': treating,
  'answer-question': treating,
  'see-guide-review': treating,
  'write-guide': treating,
  'review-guide': treating,
  'change-own-sign-in': everybody,
  'set-up-clinic': owning,
  'import-clients': owning,
  'manage-people': owning,
  'see-status': owning,
} as const satisfies Record<string, readonly Role[]>

export type Act = keyof typeof rights

export const acts = Object.keys(rights) as readonly Act[]

export function may(role: Role, act: Act): boolean {
  return rights[act].some((one: Role) => one === role)
}
