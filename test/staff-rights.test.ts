/**
 * Every staff address, asked with every method by every role, against the one table of rights. Which right an
 * address asks for is declared here; an address that is declared nowhere fails, so nobody adds one and forgets.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Act, may, type Role } from '../src/clinic/pure/index.ts'
import { type OpenPages, openPages } from './open-pages.ts'

/** 'anybody' is whoever is at work; a method that is not named is answered 404, 405 or a way elsewhere, by nobody's right. */
type Asks = {
  readonly GET?: Act | 'anybody'
  readonly POST?: Act | 'anybody'
  /** Forms of the same address that ask for another right, by what tells them apart. */
  readonly forms?: readonly { readonly fields: Record<string, string>; readonly act: Act }[]
}

const setUp = { GET: 'set-up-clinic', POST: 'set-up-clinic' } as const

const declared: Readonly<Record<string, Asks>> = {
  'staff/staff.page': {},
  'staff/home.page': { GET: 'anybody' },
  'staff/not-found.page': {},
  'staff/language.answer': { GET: 'anybody', POST: 'anybody' },
  'staff/booking/day.page': { GET: 'see-day' },
  'staff/booking/week.page': { GET: 'see-day' },
  'staff/booking/changes.answer': { GET: 'see-day' },
  'staff/booking/version.answer': { GET: 'see-day' },
  'staff/booking/visit.page': {
    GET: 'see-visit',
    POST: 'cancel-visit',
    forms: [{ fields: { mark: 'arrived' }, act: 'mark-visit' }],
  },
  'staff/booking/move.page': { GET: 'move-visit', POST: 'move-visit' },
  'staff/booking/places.answer': { GET: 'move-visit' },
  'staff/settle/settle.page': { GET: 'move-visit', POST: 'move-visit' },
  'staff/settle/block.page': { GET: 'block-time', POST: 'block-time' },
  'staff/messages/messages.page': { GET: 'see-messages', POST: 'resend-message' },
  'staff/messages/templates.page': { GET: 'see-messages' },
  'staff/questions/inbox.page': { GET: 'see-questions' },
  'staff/questions/question.page': {
    GET: 'see-questions',
    POST: 'answer-question',
    forms: [
      { fields: { act: 'take' }, act: 'see-questions' },
      { fields: { act: 'wait' }, act: 'see-questions' },
      { fields: { act: 'note' }, act: 'see-questions' },
      { fields: { act: 'template-visit' }, act: 'answer-question' },
    ],
  },
  'staff/questions/new-entry.page': { GET: 'write-guide', POST: 'write-guide' },
  'staff/questions/entries.page': { GET: 'see-guide-review' },
  'staff/questions/entry.page': {
    GET: 'see-guide-review',
    POST: 'write-guide',
    forms: [{ fields: { act: 'approve' }, act: 'review-guide' }],
  },
  'staff/clients/clients.page': { GET: 'see-clients' },
  'staff/clients/book.page': { GET: 'book-for-client', POST: 'book-for-client' },
  'staff/clients/import.page': { GET: 'import-clients', POST: 'import-clients' },
  'staff/clients/client.page': {
    GET: 'see-clients',
    POST: 'change-client',
    forms: [
      { fields: { act: 'note' }, act: 'write-note' },
      { fields: { act: 'undo' }, act: 'merge-clients' },
    ],
  },
  'staff/clients/merge.page': { GET: 'merge-clients', POST: 'merge-clients' },
  'staff/clinic/clinic.page': { GET: 'set-up-clinic' },
  'staff/clinic/address.page': setUp,
  'staff/clinic/hours.page': setUp,
  'staff/clinic/rooms.page': setUp,
  'staff/clinic/weeks.page': setUp,
  'staff/clinic/therapist.page': setUp,
  'staff/clinic/absences.page': setUp,
  'staff/clinic/services.page': setUp,
  'staff/clinic/service.page': setUp,
  'staff/clinic/look.page': setUp,
  'staff/clinic/messages.page': setUp,
  'staff/clinic/live.page': setUp,
  'staff/clinic/leave.page': setUp,
  'staff/guide/guide.page': { GET: 'see-guide-review' },
  'staff/guide/facts.page': { GET: 'see-guide-review' },
  'staff/guide/fact.page': { GET: 'see-guide-review', POST: 'write-guide' },
  'staff/guide/text.page': { GET: 'write-guide', POST: 'write-guide' },
  'staff/guide/approve.page': { GET: 'review-guide', POST: 'review-guide' },
  'staff/guide/chain.page': { GET: 'see-guide-review', POST: 'review-guide' },
  'staff/guide/chain.answer': { GET: 'see-guide-review' },
  'staff/operate/status.page': { GET: 'see-status' },
  'staff/people/people.page': { GET: 'manage-people', POST: 'manage-people' },
  'staff/people/person.page': { GET: 'manage-people', POST: 'manage-people' },
  'staff/me/passkey-add.answer': { POST: 'change-own-sign-in' },
  'staff/me/me.page': { GET: 'change-own-sign-in', POST: 'change-own-sign-in' },
  'staff/me/second-factor.page': { GET: 'change-own-sign-in', POST: 'change-own-sign-in' },
}
/** Before the gate: nobody is at work there yet, or nobody needs to be. */
const outside = [
  'staff/sign-in.page',
  'staff/sign-in-code.page',
  'staff/sign-out.answer',
  'staff/people/invitation.page',
  'staff/me/passkey-sign-in.answer',
]
const roles: readonly Role[] = ['owner', 'therapist', 'desk']

let at: OpenPages
let cookie: string
const filled = new Map<string, string>()
beforeAll(async () => {
  at = await openPages()
  filled.set(':visit', (await at.book())[0] ?? '')
  const staff = await at.raw<{ id: string }>(`select staff_id as id from staff where name = 'Bo Exempel'`)
  filled.set(':person', staff[0]?.id ?? '')
  cookie = await at.signedIn()
})
afterAll(() => at.close())

function pathOf(id: string): string {
  const full = (one: string): string => {
    const route = at.pages.routes[one]
    return route ? `${route.parentId ? full(route.parentId) : ''}/${route.path ?? ''}` : ''
  }
  const path = full(id)
    .replace(/\/+/g, '/')
    .replace(/\/:\w+\?$/, '')
    .replace('*', 'nowhere')
  return path.replace(/:\w+/g, (name) => filled.get(name) ?? '01965a3e-0000-7000-8000-000000000001')
}

function staffRoutes(): string[] {
  return Object.keys(at.pages.routes).filter((id) => id.startsWith('staff/') && !outside.includes(id))
}

test('every staff address declares what right it asks for', () => {
  expect(staffRoutes().filter((id) => !(id in declared))).toEqual([])
  expect(Object.keys(declared).filter((id) => !staffRoutes().includes(id))).toEqual([])
})

describe.each(roles)('the %s', (role) => {
  beforeAll(async () => {
    await at.raw(`update staff set role = $1 where name = 'Alva Exempel'`, [role])
  })

  test.each(Object.keys(declared))('may do at %s what the table says, and no more', async (id) => {
    const asks = declared[id]
    const tries = [
      { method: 'GET', asked: asks?.GET, fields: undefined },
      { method: 'POST', asked: asks?.POST, fields: {} },
      ...(asks?.forms ?? []).map(({ fields, act }) => ({ method: 'POST', asked: act, fields })),
    ]
    for (const { method, asked, fields } of tries) {
      const allowed = asked === undefined || asked === 'anybody' || may(role, asked)
      for (const path of [pathOf(id), `${pathOf(id)}.data`]) {
        const form = fields ? { body: new URLSearchParams(fields) } : {}
        const headers = { cookie, 'sec-fetch-site': 'same-origin' }
        const { status } = await at.ask(path, { method, headers, ...form })
        expect(status === 403, `${method} ${path} answered ${status}`).toBe(!allowed)
        expect(status, `${method} ${path}`).not.toBe(401)
        expect(status, `${method} ${path}`).toBeLessThan(500)
      }
    }
  })

  test('is led only to pages that she may see', async () => {
    const text = await (await at.ask('/staff/day', { headers: { cookie } })).text()
    const nav = /<nav[\s\S]*?<\/nav>/.exec(text)?.[0] ?? ''
    const led = [...nav.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')
    expect(led.length).toBeGreaterThanOrEqual(2)
    for (const href of led) expect((await at.ask(href, { headers: { cookie } })).status, href).toBe(200)
    expect(led.includes('/staff/people')).toBe(may(role, 'manage-people'))
  })
})
