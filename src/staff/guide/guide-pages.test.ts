/** The staff's pages of the guide, as built: what they refuse, and what they give. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenPages, openPages } from '../../../test/open-pages.ts'
import { approveShort, certifyBoth, publishShort, type Reviewers, shortDraft } from '#guide/makers'

let at: OpenPages
let cookie: string
let who: Reviewers
let hash: string
beforeAll(async () => {
  at = await openPages()
  cookie = await at.signedIn()
  who = await certifyBoth(at)
})
afterAll(() => at.close())
beforeEach(async () => {
  for (const table of [
    'review_withdrawal',
    'review_request',
    'review',
    'article_version',
    'article',
    'fact_version',
    'fact',
  ])
    await at.raw(`delete from ${table}`)
  hash = await publishShort(at)
})

const text = '/staff/guide/short-text/sv'
const page = async (path: string) => {
  const answer = await at.ask(path, { headers: { cookie } })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const form = {
  title: shortDraft.title,
  summary: shortDraft.summary,
  body: shortDraft.body,
  concern: shortDraft.concern,
  'question-1': shortDraft.questions[0]?.question ?? '',
  'answer-1': shortDraft.questions[0]?.answer ?? '',
  began: '1',
}
const send = async (path: string, fields: Record<string, string>) => {
  const answer = await at.send(path, fields, cookie)
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
}

describe('the list', () => {
  test('says what needs review, and so does every page’s bar', async () => {
    expect((await page('/staff/guide')).text).toContain('Aldrig godkänd')
    expect((await page('/staff/day')).text).toContain('1 att granska')
    await approveShort(at, { hash, by: who.bo })
    expect((await page('/staff/guide')).text).toContain('Inget väntar på granskning.')
    expect((await page('/staff/day')).text).not.toContain('att granska')
  })
})

describe('writing', () => {
  test('saves the draft, and what was typed comes back from what is refused', async () => {
    const refused = await send(text, { ...form, summary: 'Det är säkert för dig.', intent: 'save' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Det är säkert för dig.')
    expect(refused.text).toContain('lovar för mycket')
    const saved = await send(text, { ...form, summary: 'En annan mening.', intent: 'save' })
    expect([saved.status, saved.to]).toEqual([303, `${text}?done=saved`])
    const late = await send(text, { ...form, summary: 'En tredje mening.', intent: 'save' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('En tredje mening.')
    expect(late.text).toContain('Någon annan har sparat')
  })

  test('a preview, a search and a mark keep nothing', async () => {
    const preview = await send(text, { ...form, body: '## Ny rubrik\n\nKort text.', intent: 'preview' })
    expect(preview.text).toContain('<h2 id="ny-rubrik">Ny rubrik</h2>')
    const found = await send(text, { ...form, intent: 'find', sought: 'unused' })
    expect(found.text).toContain('insert:unused')
    const inserted = await send(text, { ...form, intent: 'insert:unused', sought: 'unused' })
    expect(inserted.text).toContain('En annan mening.[^unused]')
    expect(await at.raw(`select from article_version`)).toHaveLength(1)
  })

  test('lines that end as browsers end them are the same text', async () => {
    const sent = await send(text, { ...form, body: form.body.replaceAll('\n', '\r\n'), intent: 'save' })
    expect(sent.to).toBe(`${text}?done=unchanged`)
  })

  test('a question whose words are taken away is gone, and a new one is kept', async () => {
    const asked = { 'question-1': '', 'answer-1': '', 'question-2': 'Varför?', 'answer-2': 'Därför.' }
    await send(text, { ...form, ...asked, intent: 'save' })
    const [row] = await at.raw<{ questions: unknown }>('select questions from article')
    expect(row?.questions).toEqual([{ question: 'Varför?', answer: 'Därför.' }])
  })
})

describe('approving', () => {
  test('by a stale hash is refused, and says that nothing is approved', async () => {
    await send(text, { ...form, summary: 'En annan mening.', intent: 'save' })
    const answer = await send(`${text}/approve`, { hash })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Inget är godkänt')
    expect(await at.raw('select from review')).toHaveLength(0)
  })

  test('of what stands there is given, and said with its day', async () => {
    const shown = await page(`${text}/approve`)
    expect(shown.text).toContain('certifierad hudterapeut')
    expect(shown.text).toContain('4 januari 2028')
    const seen = /name="hash" value="([^"]+)"/.exec(shown.text)?.[1] ?? ''
    expect(seen).toBe(hash)
    expect((await send(`${text}/approve`, { hash: seen })).to).toBe(`${text}?done=approved`)
    const reader = await at.ask('/sv/guide/kort-text')
    expect(await reader.text()).toContain('Alva Exempel')
  })
})

describe('the chain', () => {
  test('is given as a table and as JSON', async () => {
    await approveShort(at, { hash, by: who.bo })
    const csv = await page(`${text}/chain/csv`)
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(csv.text).toContain(`approved,Bo Exempel,${hash}`)
    const json: unknown = JSON.parse((await page(`${text}/chain/json`)).text)
    expect(json).toMatchObject({
      articleId: 'short-text',
      chain: [{ act: 'approved', hash }, { act: 'saved' }],
    })
    expect((await page(`${text}/chain/pdf`)).status).toBe(404)
  })

  test('keeps an approval that was taken back, and the public no longer reads it', async () => {
    await approveShort(at, { hash, by: who.bo })
    const review = /value="([0-9a-f-]{36})"/.exec((await page(`${text}/chain`)).text)?.[1] ?? ''
    expect((await send(`${text}/chain`, { review })).status).toBe(303)
    expect((await page(`${text}/chain`)).text).toContain('Tog tillbaka godkännandet')
    expect((await at.ask('/sv/guide/kort-text')).status).toBe(404)
  })
})

describe('a fact', () => {
  const fields = {
    value: '4',
    unit: 'dagar',
    sv: 'Fyra.',
    en: 'Four.',
    source: 'S',
    sourceUrl: '',
    grade: 'memory',
  }

  test('says what is built on it, and what its change leaves to be reviewed', async () => {
    await approveShort(at, { hash, by: who.bo })
    expect((await page('/staff/guide/facts/days-red')).text).toContain(shortDraft.title)
    const changed = await send('/staff/guide/facts/days-red', { ...fields, began: '1' })
    expect(changed.to).toBe('/staff/guide/facts/days-red?saved=1')
    expect((await page('/staff/guide')).text).toContain('En uppgift är ändrad')
    expect((await send('/staff/guide/facts/days-red', { ...fields, began: '1' })).status).toBe(409)
  })

  test('with a source that leads nowhere, or words that promise, is not kept', async () => {
    const wrong = await send('/staff/guide/facts/days-red', {
      ...fields,
      sourceUrl: 'javascript:1',
      began: '1',
    })
    expect(wrong.status).toBe(422)
    const promising = await send('/staff/guide/facts/days-red', { ...fields, en: 'It is safe.', began: '1' })
    expect(promising.status).toBe(422)
    expect(promising.text).toContain('safe')
  })

  test('that is nowhere is 404', async () => {
    expect((await page('/staff/guide/facts/nowhere')).status).toBe(404)
    expect((await page('/staff/guide/nowhere/sv')).status).toBe(404)
    expect((await page('/staff/guide/short-text/de')).status).toBe(404)
  })
})
