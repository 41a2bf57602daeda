import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, expectNoScript, expectValidHtml, watchScripts } from '../../journeys/watching.ts'
import { chromiumLaunch } from '../chromium.ts'

const page = (body: string, head = '') =>
  `<!DOCTYPE html><html lang="sv"><head><title>Boka ett besök</title>${head}</head><body><main><h1>Boka</h1>${body}</main></body></html>`

const form =
  '<form method="post" action="/good"><p><label for="name">Namn</label> <input id="name" name="name"></p><p><button>Boka</button></p></form>'

const pages: Readonly<Record<string, string>> = {
  '/good': page(form),
  '/script': page(form, '<script src="/app.js"></script>'),
  '/inline': page(`${form}<script>document.title = 'x'</script>`),
  '/unlabelled': page(
    '<form method="post" action="/good"><p><input name="name"></p><p><button>Boka</button></p></form>',
  ),
  '/pale': page('<p style="color:#ccc;background:#fff">Blek text</p>'),
  '/nested': page('<p>Ett <div>stycke</div> i ett stycke</p>'),
  '/doubled': page('<p id="a">Ett</p><p id="a">Två</p>'),
}

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
  'a watched page (%o)',
  (context) => {
    const server = createServer((request, response) => {
      const policy = request.url === '/open' ? "script-src 'self'" : "script-src 'none'"
      const text = pages[request.url ?? ''] ?? page(form)
      response.writeHead(request.method === 'POST' ? 422 : 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
      })
      response.end(text)
    })
    let browser: Browser
    let tab: Page

    beforeAll(async () => {
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
      browser = await chromium.launch(await chromiumLaunch())
    })
    afterAll(async () => {
      await browser.close()
      server.close()
    })

    const visit = async (path: string) => {
      const { port } = server.address() as AddressInfo
      tab = await browser.newPage(context)
      watchScripts(tab)
      await tab.goto(`http://127.0.0.1:${port}${path}`)
    }

    it('that is in order passes', async () => {
      await visit('/good')
      await expectAccessible(tab)
      await expectValidHtml(tab)
      expectNoScript(tab)
    })

    it('that answers a form with 422 is judged as it was answered', async () => {
      await visit('/good')
      await Promise.all([
        tab.waitForResponse((answer) => answer.status() === 422),
        tab.getByRole('button').click(),
      ])
      expect(watchScripts(tab).document()?.status()).toBe(422)
      await expectValidHtml(tab)
      expectNoScript(tab)
    })

    // Without script a browser does not even ask: this one offence can only be seen with it.
    if (context.javaScriptEnabled)
      it('that asks for a script, or would run one, is found', async () => {
        await visit('/script')
        expect(() => expectNoScript(tab)).toThrow('app.js')
        await visit('/inline')
        expect(() => expectNoScript(tab)).toThrow('Content Security Policy')
      })

    it('whose policy allows a script is found', async () => {
      await visit('/open')
      expect(() => expectNoScript(tab)).toThrow("script-src 'none'")
    })

    it('with a field without a name, or pale text, is found', async () => {
      await visit('/unlabelled')
      await expect(expectAccessible(tab)).rejects.toThrow('label')
      await visit('/pale')
      await expect(expectAccessible(tab)).rejects.toThrow('color-contrast')
    })

    it('whose HTML the browser had to mend is found', async () => {
      await visit('/nested')
      await expect(expectValidHtml(tab)).rejects.toThrow('close-order')
      await visit('/doubled')
      await expect(expectValidHtml(tab)).rejects.toThrow('no-dup-id')
    })
  },
)
