/** What a journey sees beyond what a person sees: scripts, policies, the HTML as it was served, and axe. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, type Response } from '@playwright/test'
import { HtmlValidate } from 'html-validate'

export type Watched = {
  /** Addresses of scripts that the page asked for. */
  readonly scripts: readonly string[]
  /** What the browser or the page complained of: refused by the policy, thrown, logged as an error. */
  readonly complaints: readonly string[]
  /** The last document served to the page itself. */
  readonly document: () => Response | undefined
  /** The `content-security-policy` of that document. */
  readonly policy: () => string
}

const watching = new WeakMap<Page, Watched>()

/** Begins to watch a page; asked again, it goes on with the same record. */
export function watchScripts(page: Page): Watched {
  const already = watching.get(page)
  if (already) return already
  const scripts: string[] = []
  const complaints: string[] = []
  const documents: Response[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  page.on('response', (response) => {
    const own = response.frame() === page.mainFrame() && response.request().isNavigationRequest()
    if (own && ![301, 302, 303, 307, 308].includes(response.status())) documents.push(response)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // Chromium reports an answer of 4xx as an error; a refusal is no fault of the page.
    const refused =
      message.text().startsWith('Failed to load resource') && message.location().url === page.url()
    if (message.type() === 'error' && !refused) complaints.push(message.text())
  })
  const document = () => documents.at(-1)
  const watched = {
    scripts,
    complaints,
    document,
    policy: () => document()?.headers()['content-security-policy'] ?? '',
  }
  watching.set(page, watched)
  return watched
}

/** Asserts that the page asked for no script and that its policy would have allowed none. */
export function expectNoScript(page: Page): void {
  const watched = watchScripts(page)
  expect(watched.document(), 'a document was served since the page was first watched').toBeDefined()
  expect(watched.policy()).toContain("script-src 'none'")
  expect(watched.scripts).toEqual([])
  expect(watched.complaints).toEqual([])
}

/** Asserts that axe finds nothing against WCAG 2.2 A and AA on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations, passes } = await withScript(page, (seen) =>
    new AxeBuilder({ page: seen })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .setLegacyMode() // our pages hold no frames, and the other way opens a second page
      .analyze(),
  )
  const found = violations.map(({ id, help, nodes }) => {
    const places = nodes.map(
      ({ target, failureSummary }) => `  ${target.join(' ')}\n    ${failureSummary ?? ''}`,
    )
    return `${id}: ${help}\n${places.join('\n')}`
  })
  expect(found.join('\n'), `axe on ${page.url()}`).toBe('')
  expect(passes.length, 'rules that axe had something to judge by').toBeGreaterThan(0)
}

/**
 * axe waits for timers, and those stand still in a browser without script. There the same document,
 * as it was served, is laid before axe in a twin of the page that has script.
 */
async function withScript<Seen>(page: Page, look: (page: Page) => Promise<Seen>): Promise<Seen> {
  const isOff = await page.evaluate(() => matchMedia('(scripting: none)').matches)
  const served = watchScripts(page).document()
  const browser = page.context().browser()
  if (!isOff || !browser) return look(page)
  if (!served) throw new Error('Without script, only a page watched before it was opened can be judged.')

  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const context = await browser.newContext({
    javaScriptEnabled: true, // a journey's own settings would otherwise hold here too
    storageState: await page.context().storageState(),
    viewport: page.viewportSize(),
    colorScheme: isDark ? 'dark' : 'light',
  })
  try {
    const twin = await context.newPage()
    const { 'content-encoding': _, 'content-length': __, ...headers } = served.headers()
    const answer = { status: served.status(), headers, body: await served.body() }
    await twin.route(page.url(), (route) => route.fulfill(answer))
    await twin.goto(page.url())
    return await look(twin)
  } finally {
    await context.close()
  }
}

const html = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    // React writes `<!DOCTYPE html>`, void elements as `<br/>` and characters as they are.
    'doctype-style': 'off',
    'void-style': 'off',
    'no-raw-characters': 'off',
    // Our style sheets come from the same house as the page; files from elsewhere the policy lets in none.
    'require-sri': ['error', { target: 'crossorigin' }],
    // Length limits and text styles are no faults of HTML.
    'long-title': 'off',
    'tel-non-breaking': 'off',
    // A form is known by its heading; the browsers' own rule for buttons is enough.
    'no-implicit-button-type': 'off',
  },
})

/** Asserts that the HTML that was served, before any browser mended it, is valid. */
export async function expectValidHtml(page: Page): Promise<void> {
  const served = await watchScripts(page).document()?.text()
  const text = served ?? (await (await page.request.get(page.url())).text())
  const { results } = await html.validateString(text)
  const found = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  )
  expect(found.join('\n'), `the HTML of ${page.url()}`).toBe('')
}
