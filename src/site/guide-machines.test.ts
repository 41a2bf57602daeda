/** What programs and red flags take from the guide: the days of its approvals, its languages, and no unapproved word. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPages, openPages } from '../../test/open-pages.ts'
import { publishLibrary } from '#guide'
import { approveShort, certifyBoth, publishShort } from '#guide/makers'

let at: OpenPages
beforeAll(async () => {
  at = await openPages()
  const approval = { reviewer: 'Alva Exempel', credential: { sv: 'Hudterapeut', en: 'Skin therapist' } }
  const days = { reviewedOn: '2026-12-01', nextReviewOn: '2027-12-01', fictitious: false }
  await at.db.inClinic(at.clinic.id, (trx) => publishLibrary(trx, { ...approval, ...days }))
  const { bo } = await certifyBoth(at)
  await approveShort(at, { hash: await publishShort(at), by: bo })
})
afterAll(() => at.close())

const text = async (path: string) => (await at.ask(path)).text()

describe('the day of a text', () => {
  test('in the feed is that of its approval, and the newest stands first', async () => {
    const feed = await text('/sv/guide/feed.xml')
    const [head = '', first = '', second = ''] = feed.split('<entry>')
    expect(head).toContain('<updated>2027-01-04T00:00:00Z</updated>')
    expect(first).toContain('/sv/guide/kort-text')
    expect(first).toContain('<published>2026-11-01T00:00:00Z</published>')
    expect(first).toContain('<updated>2027-01-04T00:00:00Z</updated>')
    expect(second).toContain('<updated>2026-12-01T00:00:00Z</updated>')
  })

  test('in the list of pages is that of the text in that language', async () => {
    const sitemap = await text('/sitemap.xml')
    expect(sitemap).toMatch(/\/sv\/guide\/kort-text<\/loc><lastmod>2027-01-04</)
    expect(sitemap).toMatch(/\/en\/guide\/acne-scars<\/loc><lastmod>2026-12-01</)
  })

  test('told to search engines is that of the approval too', async () => {
    expect(await text('/sv/guide/kort-text')).toContain('"dateModified":"2027-01-04"')
  })
})

describe('a page', () => {
  test('names no twin in a language that the clinic does not speak', async () => {
    expect(await text('/sv/guide/dagarna-efter')).toMatch(/hreflang="en"/i)
    await at.raw(`update clinic set languages = '{sv}'`)
    expect(await text('/sv/guide/dagarna-efter')).not.toMatch(/hreflang="en"/i)
    expect(await text('/sitemap.xml')).not.toContain('hreflang="en"')
    await at.raw(`update clinic set languages = '{sv,en}'`)
  })
})

describe('the red flags beside a question', () => {
  test('tell nothing that has changed since it was approved', async () => {
    const ask = async () => {
      const answer = await at.send('/sv/ask', { act: 'look', question: 'Jag har feber och det kommer var.' })
      return answer.text()
    }
    const before = await ask()
    expect(before).toContain('urgent')
    await at.raw(`update fact set value = 'tusen', wording = '{"sv":"Ingen har godkänt.","en":"Unapproved."}',
      source = 'Ingen har godkänt.'`)
    const after = await ask()
    expect(after).toContain('urgent')
    expect(after).not.toMatch(/Ingen har godkänt|tusen/)
  })
})
