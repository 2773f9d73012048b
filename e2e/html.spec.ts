/** The browser's own HTML parser gives the same text as parse5 in the terminal. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { Page } from '@playwright/test'
import { installHtmlParser } from '../src/engine/text/html/parser'
import { withEdits } from '../src/engine/text/preprocess/edit'
import { htmlEdits } from '../src/engine/text/preprocess/html'
import { parseWithParse5 } from '../src/platform/parse5'
import { HTML_CASES } from '../test/unit/text/html-corpus'
import type { read } from './html-in-browser'
import { expect, test } from './page'

installHtmlParser(parseWithParse5)

async function addReader(page: Page): Promise<void> {
  const entry = fileURLToPath(new URL('html-in-browser.ts', import.meta.url))
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'html' } },
  })
  const [first] = Array.isArray(made) ? made : [made]
  if (!first || !('output' in first)) throw new Error('nothing was built')
  await page.goto('./?lang=en')
  await page.addScriptTag({ content: first.output[0].code })
}

const readIn = (page: Page, html: string) =>
  page.evaluate((given) => (globalThis as unknown as { html: { read: typeof read } }).html.read(given), html)

test('the whole corpus gives the same text, and nothing of it runs or loads', async ({ page }) => {
  await addReader(page)
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  for (const [name, cases] of Object.entries(HTML_CASES))
    for (const [html, text] of cases)
      expect(await readIn(page, html), `${name}: ${html}`).toEqual({
        pasted: text,
        stripped: withEdits(html, htmlEdits(html)).text,
      })
  const hostile = '<img src="./no-such-picture" onerror="window.ran=1"><script>window.ran=1</script>a'
  expect(await readIn(page, hostile)).toEqual({ pasted: 'a', stripped: 'a' })
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(requests.filter((url) => url.includes('no-such-picture'))).toEqual([])
})

test('character references are the same, complete or not', async ({ page }) => {
  await addReader(page)
  const html =
    '&amp; &AMP; &hellip; &notit; &nosuch; &#0; &#x80; &#xD800; &#1114112; &NewLine; &nbsp; &lt;b&gt; &CounterClockwiseContourIntegral;'
  expect((await readIn(page, html)).stripped).toBe(withEdits(html, htmlEdits(html)).text)
})

test('deep nesting does not overflow the stack', async ({ page }) => {
  await addReader(page)
  expect((await readIn(page, `${'<div>'.repeat(2e4)}a`)).pasted).toBe('a')
})
