/** Every staff address that the routes know, asked by somebody who is signed out. The list is the routes' own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPages, openPages, stranger } from './open-pages.ts'

let at: OpenPages
beforeAll(async () => {
  at = await openPages()
  await at.book()
})
afterAll(() => at.close())

/** Where somebody stands who is not in yet. */
const outside = [
  'staff/sign-in.page',
  'staff/sign-in-code.page',
  'staff/people/invitation.page',
  'staff/me/passkey-sign-in.answer',
]

type Door = { readonly id: string; readonly path: string }

/** Each way that a route can be asked: optional parts with and without, a splat with something in it. */
function staffDoors(): Door[] {
  const { routes } = at.pages
  const fullPath = (id: string): string => {
    const route = routes[id]
    if (!route) return ''
    return `${route.parentId ? fullPath(route.parentId) : ''}/${route.path ?? ''}`.replace(/\/+/g, '/')
  }
  return Object.keys(routes)
    .filter((id) => id.startsWith('staff/') && !outside.includes(id))
    .flatMap((id) => spellings(fullPath(id)).map((path) => ({ id, path })))
}

function spellings(path: string): string[] {
  const filled = path
    .replace(':visit', '01965a3e-0000-7000-8000-000000000001')
    .replace('*', 'nowhere/at-all')
    .replace(/:[a-zA-Z]+(?![a-zA-Z]*[?])/g, '01965a3e-0000-7000-8000-000000000001')
    .replace(/(.)\/$/, '$1')
  const maybe = /\/:([a-zA-Z]+)\?/.exec(filled)
  if (!maybe) return [filled]
  const value = maybe[1] === 'date' ? '2027-01-12' : '01965a3e-0000-7000-8000-000000000001'
  return [filled.replace(maybe[0], ''), filled.replace(maybe[0], `/${value}`)]
}

/** A page, the twin of its values, and the twin narrowed to one route, as a router in a browser would ask. */
function twinsOf({ id, path }: Door): string[] {
  return [
    path,
    `${path}/`,
    `${path}.data`,
    `${path}/_.data`,
    `${path}.data?_routes=${encodeURIComponent(id)}`,
    `${path}.data?_routes=root`,
    path.toUpperCase(),
  ]
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

describe('signed out', () => {
  test('the list of addresses is made from the routes and is not empty', () => {
    const paths = staffDoors().map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining(['/staff', '/staff/day', '/staff/messages', '/staff/nowhere/at-all']),
    )
    expect(paths.length).toBeGreaterThanOrEqual(8)
    expect(paths.join()).not.toMatch(/[:*?]/)
  })

  test.each(methods)('every staff address and every twin of one refuses %s with 401', async (method) => {
    const answers: string[] = []
    for (const path of staffDoors().flatMap(twinsOf)) {
      const answer = await at.ask(path, { method, headers: { 'sec-fetch-site': 'same-origin' } })
      const text = await answer.text()
      answers.push(`${answer.status} ${path}`)
      expect(text).not.toContain('Vera')
      expect(text).not.toContain('Alva')
    }
    expect(answers.filter((answer) => !answer.startsWith('401'))).toEqual([])
  })

  test('what was asked is not done and not looked at', async () => {
    const [visit] = await at.book('Otto Exempel')
    const answer = await at.send(`/staff/visits/${visit}`, { which: 'all', reason: 'utan nyckel' })
    expect(answer.status).toBe(401)
    expect(await at.raw(`select 1 from visit where state = 'cancelled'`)).toEqual([])
    expect(await at.raw(`select 1 from audit where actor like 'staff:%'`)).toEqual([])
  })

  test('a page answers with the form to sign in, which leads back to it', async () => {
    const answer = await at.ask('/staff/day/2027-01-12?by=room')
    const html = await answer.text()
    expect(answer.status).toBe(401)
    expect(html).toContain('action="/staff/sign-in"')
    expect(html).toContain('value="/staff/day/2027-01-12?by=room"')
    expect(html).toContain('<meta name="robots" content="noindex"')
  })

  test('a cookie that somebody made up opens nothing and breaks nothing', async () => {
    for (const cookie of [
      'lyster.session_token=abc.def',
      'lyster.session_token=%E0%A4%A',
      'lyster-language=xx',
      '=;=',
    ]) {
      const answer = await at.ask('/staff/day', { headers: { cookie } })
      expect(`${answer.status} ${cookie}`).toBe(`401 ${cookie}`)
    }
  })

  test('a form from another site is refused before anybody is asked who she is', async () => {
    const answer = await at.ask('/staff/sign-in', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(403)
  })
})

describe('signed in without a place at this clinic', () => {
  test('every page says so kindly with 403, its twin too, and the way out works', async () => {
    const cookie = await at.signedIn(stranger)
    for (const { path, id } of staffDoors()) {
      if (id === 'staff/sign-out.answer') continue
      const page = await at.ask(path, { headers: { cookie } })
      const twin = await at.ask(`${path}.data`, { headers: { cookie } })
      expect(`${page.status} ${twin.status} ${path}`).toBe(`403 403 ${path}`)
    }
    const page = await (await at.ask('/staff/day', { headers: { cookie } })).text()
    expect(page).toContain('action="/staff/sign-out"')
    expect((await at.send('/staff/sign-out', {}, cookie)).status).toBe(303)
    expect((await at.ask('/staff/day', { headers: { cookie } })).status).toBe(401)
  })
})
