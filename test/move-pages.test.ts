/** The Move page and the answer to the board's script, behind the built house: what is offered, refused, moved and undone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieFrom, type OpenPages, openPages } from './open-pages.ts'

let at: OpenPages
let cookie: string
let vera: readonly string[]
let otto: readonly string[]

beforeAll(async () => {
  at = await openPages()
  cookie = await at.signedIn()
  vera = await at.book('Vera Exempel')
  otto = await at.book('Otto Exempel')
})
afterAll(() => at.close())

type Row = { readonly starts: Date; readonly therapist_id: string; readonly sequence: number }

async function rowOf(visit: string): Promise<Row> {
  const [row] = await at.raw<Row>('select starts, therapist_id, sequence from visit where visit_id = $1', [
    visit,
  ])
  if (!row) throw new Error(`No visit ${visit}.`)
  return row
}

const minuteOf = (time: Date) => time.getTime() / 60_000
const textOf = async (path: string) => (await at.ask(path, { headers: { cookie } })).text()

/** The signed move that the second step shows, which its button sends. */
async function agreeTo(visit: string, query: string) {
  const path = `/staff/visits/${visit}/move?${query}`
  const answer = await at.ask(path, { headers: { cookie } })
  const text = await answer.text()
  const move = /name="move" value="([^"]+)"/.exec(text)?.[1] ?? ''
  return { path, status: answer.status, text, move }
}

const first = (ids: readonly string[]) => ids[0] ?? ''

describe('the Move page', () => {
  test('offers times and a form for one of her own, and carries no script', async () => {
    const answer = await at.ask(`/staff/visits/${first(vera)}/move`, { headers: { cookie } })
    const text = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'")
    expect(text).toContain('Tider som passar')
    expect([...text.matchAll(/href="\?start=\d+/g)].length).toBeGreaterThanOrEqual(3)
    expect(text).not.toContain('<script')
  })

  test('a day that is none is said at its field', async () => {
    const { status, text } = await agreeTo(first(vera), 'date=2027-02-30&time=10:00')
    expect(status).toBe(422)
    expect(text).toContain('Skriv en dag')
  })

  test('a time that the clock skips that night is no time', async () => {
    const { status, text } = await agreeTo(first(vera), 'date=2027-03-28&time=02:30')
    expect(status).toBe(422)
    expect(text).toContain('Skriv ett klockslag')
  })

  test('says who is in the way, and offers times near it', async () => {
    const taken = await rowOf(first(otto))
    const query = `start=${minuteOf(taken.starts)}&therapist=${taken.therapist_id}`
    const { status, text } = await agreeTo(first(vera), query)
    expect(status).toBe(409)
    expect(text).toMatch(/(Alva|Bo) Exempel är upptagen \d\d:\d\d–\d\d:\d\d\./)
    expect(text).toContain('Lediga tider nära')
    expect(text).toMatch(/href="\?start=\d+/)
  })

  test('where the rest allows nothing near it, offers times that it allows', async () => {
    const { status, text } = await agreeTo(vera[2] ?? '', 'date=2027-06-19&time=10:00')
    expect(status).toBe(409)
    expect(text).toContain('Ingen terapeut är ledig då')
    expect(text).toMatch(/href="\?start=\d+/)
  })

  test('an unknown visit is not there', async () => {
    const { status } = await agreeTo('01965a3e-0000-7000-8000-000000000001', '')
    expect(status).toBe(404)
  })
})

describe('a move that was agreed to', () => {
  test('moves the visit, comes back with the way to undo it, and undoing moves it back', async () => {
    const before = await rowOf(first(vera))
    const start = minuteOf(before.starts) + 24 * 60
    const back = '/staff/day/2027-01-05?by=room'
    const { path, move, text, status } = await agreeTo(
      first(vera),
      new URLSearchParams({ start: String(start), back }).toString(),
    )
    expect(status).toBe(200)
    expect(text).toContain('Så här blir det')
    expect(text).toContain('Besök 3')

    const moved = await at.send(path, { move, reason: 'Klienten ringde' }, cookie)
    expect(moved.status).toBe(303)
    const to = new URL(moved.headers.get('location') ?? '', 'http://127.0.0.1:3000')
    expect(to.pathname).toBe('/staff/day/2027-01-05')
    expect(to.searchParams.get('by')).toBe('room')
    expect(to.searchParams.get('moved')).toBe(first(vera))
    expect(minuteOf((await rowOf(first(vera))).starts)).toBe(start)
    const board = await textOf(to.pathname + to.search)
    expect(board).toContain('Besöket är flyttat')

    const undo = to.searchParams.get('undo') ?? ''
    const undone = await at.send(`/staff/visits/${first(vera)}/move`, { move: undo }, cookie)
    expect(undone.status).toBe(303)
    const after = await rowOf(first(vera))
    expect(after.starts).toEqual(before.starts)
    expect(after.sequence).toBeGreaterThan(before.sequence + 1)
    expect(await textOf(undone.headers.get('location') ?? '')).toContain('Besöket är tillbaka')
  })

  test('that breaks the rest asks for a reason, and moves nothing without one', async () => {
    const second = vera[1] ?? ''
    const before = await rowOf(second)
    const start = minuteOf((await rowOf(first(vera))).starts) + 7 * 24 * 60
    const { path, move, text } = await agreeTo(second, `start=${start}`)
    expect(text).toMatch(/7 dagar mellan besök 1 och 2: 21 för få, regeln är minst 28/)

    for (const sent of [{ move }, { move, undo: 'yes' }]) {
      const refused = await at.send(path, sent, cookie)
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('Inget är flyttat än')
    }
    expect((await rowOf(second)).starts).toEqual(before.starts)

    const moved = await at.send(path, { move, reason: 'Terapeuten har bedömt huden' }, cookie)
    expect(moved.status).toBe(303)
    expect(minuteOf((await rowOf(second)).starts)).toBe(start)
  })

  test('is refused when somebody else moved the visit meanwhile', async () => {
    const visit = otto[2] ?? ''
    const { starts } = await rowOf(visit)
    const early = await agreeTo(visit, `start=${minuteOf(starts) + 30}`)
    const late = await agreeTo(visit, `start=${minuteOf(starts) + 60}`)
    expect((await at.send(early.path, { move: early.move }, cookie)).status).toBe(303)
    const refused = await at.send(late.path, { move: late.move }, cookie)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('Någon annan har ändrat kuren under tiden')
    expect(minuteOf((await rowOf(visit)).starts)).toBe(minuteOf(starts) + 30)
  })

  test('of a sealed text that is not ours moves nothing', async () => {
    const visit = otto[1] ?? ''
    const answer = await at.send(`/staff/visits/${visit}/move`, { move: 'something.else' }, cookie)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Förslaget gäller inte längre')
  })
})

type Answer = {
  readonly stepMinutes: number
  readonly verdicts: readonly { readonly may: string; readonly words: string }[]
  readonly columns: readonly {
    readonly column: string
    readonly day: string
    readonly runs: readonly (readonly [number, number, number])[]
  }[]
}

describe('the answer to the board', () => {
  const placesOf = async (visit: string, query: string) => {
    const answer = await at.ask(`/staff/visits/${visit}/places?${query}`, { headers: { cookie } })
    return { status: answer.status, places: answer.ok ? ((await answer.json()) as Answer) : undefined }
  }
  const verdictAt = (places: Answer | undefined, column: string, start: number) => {
    const step = places?.stepMinutes ?? 1
    const runs = places?.columns.find((one) => one.column === column)?.runs ?? []
    const run = runs.find(([from, count]) => from <= start && start < from + count * step)
    return run && places?.verdicts[run[2]]
  }
  const dayOf = ({ starts }: Row) => starts.toISOString().slice(0, 10)

  test('names who is in the way and when, and allows where she is free', async () => {
    const taken = await rowOf(first(otto))
    const { places } = await placesOf(first(vera), `day=${dayOf(taken)}&days=1&by=therapist`)
    const start = minuteOf(taken.starts)
    const there = verdictAt(places, taken.therapist_id, start)
    expect(there?.may).toBe('no')
    expect(there?.words).toMatch(/^(Alva|Bo) Exempel är upptagen \d\d:\d\d–\d\d:\d\d\.$/)
    expect(places?.verdicts.some(({ may }) => may === 'yes' || may === 'ask')).toBe(true)
  })

  test('what the Move page plans is what the board allows', async () => {
    const { starts } = await rowOf(first(vera))
    const day = starts.toISOString().slice(0, 10)
    const { places } = await placesOf(first(vera), `day=${day}&days=1&by=therapist`)
    for (const { column, runs } of places?.columns ?? []) {
      for (const [from, , verdict] of runs) {
        const { status, text } = await agreeTo(first(vera), `start=${from}&therapist=${column}`)
        const may = places?.verdicts[verdict]?.may
        expect(status === 200 && text.includes('Så här blir det'), `${column} at ${from}: ${may}`).toBe(
          may !== 'no',
        )
      }
    }
  })

  test('a day on which the rest is too short may be asked for, with the days said', async () => {
    const visit = otto[1] ?? ''
    const { starts } = await rowOf(first(otto))
    const day = new Date(starts.getTime() + 14 * 86_400_000).toISOString().slice(0, 10)
    const { places } = await placesOf(visit, `day=${day}&days=1&by=room`)
    const asks = places?.verdicts.filter(({ may }) => may === 'ask') ?? []
    expect(asks).toHaveLength(1)
    expect(asks[0]?.words).toContain('Bara 14 dagar efter besöket före: minst 28')
  })

  test('a whole week is a few kilobytes', async () => {
    const answer = await at.ask(`/staff/visits/${first(vera)}/places?day=2027-01-11&days=7&by=therapist`, {
      headers: { cookie },
    })
    expect((await answer.text()).length).toBeLessThan(6000)
  })

  test.each(['day=2027-02-30&days=1', 'day=2027-01-11&days=30', 'day=2027-01-11&by=client', ''])(
    'asked with %j there is nothing',
    async (query) => {
      expect((await placesOf(first(vera), query)).status).toBe(404)
    },
  )

  test('nobody who is not at work is told', async () => {
    const answer = await at.ask(`/staff/visits/${first(vera)}/places?day=2027-01-11`)
    expect(answer.status).toBe(401)
    expect(cookieFrom(answer)).toBe('')
  })
})
