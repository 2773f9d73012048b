/** Ways that text comes in, good and bad. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import iconv from 'iconv-lite'
import { installHtmlParser } from '../src/engine/text/html/parser'
import { htmlToText } from '../src/engine/text/html/to-text'
import { parseWithParse5 } from '../src/platform/parse5'
import { TEXT_LIMIT } from '../src/core/limits'
import { analyze, dropFiles, expect, expectText, open, paste, phase, ready, test, textOf } from './page'

const sample = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../test/samples/${name}`, import.meta.url)))
const error = 'error'

test.use({ site: 'tiny' })

installHtmlParser(parseWithParse5)

test('a GBK file dropped on A is decoded, named, and can be decoded otherwise', async ({ page }) => {
  const bytes = sample('chats/speaker-only-gbk.txt')
  const text = iconv.decode(bytes, 'gb18030').replace(/\r\n?/g, '\n')
  await open(page, '?lang=en')
  await dropFiles(page, 'text-a', [{ name: '对话.txt', bytes }])
  await expectText(page, 'a', text)
  await expect(page.getByTestId('encoding-a')).toContainText(/GB18030/i)
  await page.getByTestId('encoding-a').click()
  await page.getByRole('menuitem', { name: /Big5/i }).click()
  await expect.poll(() => textOf(page, 'a')).not.toBe(text)
  await expect(page.getByTestId('encoding-a')).toContainText(/Big5/i)
})

test('two files fill A and B; every encoding comes out', async ({ page }) => {
  await open(page)
  const text = '繁體中文的查詢：如何申請退款？'
  await dropFiles(page, 'text-b', [
    { name: 'a.txt', bytes: iconv.encode(text, 'utf16-le', { addBOM: true }) },
    { name: 'b.md', bytes: iconv.encode(text, 'big5') },
  ])
  await expectText(page, 'a', text)
  await expectText(page, 'b', text)
})

test('a binary file gets a clear error and leaves the text alone', async ({ page }) => {
  await open(page)
  await page.getByTestId('text-a').fill('keep me')
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82)
  await dropFiles(page, 'text-a', [{ name: 'picture.txt', bytes: png }])
  await expect(page.getByTestId(error)).toHaveAttribute('data-code', 'file/binary')
  await expect(page.getByTestId(error)).toContainText('picture.txt')
  await expectText(page, 'a', 'keep me')
})

test('Word’s clipboard becomes plain text; nothing of it is inserted as HTML or run', async ({ page }) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()))
  const html = sample('clipboard/word.html').toString('utf8')
  await open(page)
  await paste(page, 'text-a', html, 'the plain form')
  await expectText(page, 'a', htmlToText(html))
  const text = await textOf(page, 'a')
  for (const line of [
    '充电故障排查',
    '1) 关机&拔线',
    '2) 用软毛刷清理，电压 5V<6V',
    '型号\t接口',
    'X100\tType-C®',
  ])
    expect(
      text.split('\n').some((each) => each.includes(line)),
      line,
    ).toBe(true)
  expect(text).not.toMatch(/not text|never run|<\/|mso/)
  expect(await page.getByTestId('text-a').locator('table, img, script, span[style]').count()).toBe(0)
  expect(dialogs).toEqual([])
  await page.getByTestId('use-plain-a').click()
  await expectText(page, 'a', 'the plain form')
})

test('HTML source is stripped with one click, and undone', async ({ page }) => {
  await open(page)
  const source = '<div class="msg"><p>Hello&nbsp;<b>World</b></p><p>二</p></div>'
  await page.getByTestId('text-b').fill(source)
  await page.getByTestId('strip-html-b').click()
  await expectText(page, 'b', htmlToText(source))
  await page.getByTestId('text-b').press('Control+z')
  await expectText(page, 'b', source)
})

test('swap, clear and their undo', async ({ page }) => {
  await open(page, '?lang=en')
  await page.getByTestId('text-a').fill('one')
  await page.getByTestId('text-b').fill('two')
  await page.getByRole('button', { name: 'Swap' }).click()
  await expectText(page, 'a', 'two')
  await expectText(page, 'b', 'one')
  await page.getByTestId('undo').click()
  await expectText(page, 'a', 'one')
  await page.getByRole('button', { name: 'Clear A' }).click()
  await expectText(page, 'a', '')
  await page.getByTestId('undo').click()
  await expectText(page, 'a', 'one')
})

test('max_length draws its line in the text and counts what it cuts', async ({ page }) => {
  await open(page)
  await ready(page)
  await page.getByTestId('text-a').fill('退款 '.repeat(600))
  await expect(page.getByTestId('tokens-a')).toHaveAttribute('data-truncated', 'true')
  await expect(page.getByTestId('tokens-a')).toContainText('/512')
  await expect(page.getByTestId('cut-line')).toBeAttached()
  await page.getByTestId('text-a').fill('退款')
  await expect(page.getByTestId('tokens-a')).toHaveAttribute('data-truncated', 'false')
  await expect(page.getByTestId('cut-line')).toHaveCount(0)
})

test('5 MB do not freeze the page; the limit is said, the first part is one click away', async ({ page }) => {
  await open(page)
  await page.getByTestId('text-b').fill('untouched')
  const bytes = new TextEncoder().encode('日志行 log line 0123456789\n'.repeat(170_000))
  expect(bytes.length).toBeGreaterThan(5_000_000)
  await dropFiles(page, 'text-a', [{ name: 'huge.txt', bytes }])
  await expect(page.getByTestId(error)).toHaveAttribute('data-code', 'text/too-long')
  await expect(page.getByTestId(error)).toContainText('huge.txt')
  await expectText(page, 'a', '')
  await page.getByTestId('take-first-a').click()
  await expect.poll(async () => (await textOf(page, 'a')).length).toBe(TEXT_LIMIT)
  await page.getByTestId('text-b').press('End')
  await page.keyboard.type('!')
  await expectText(page, 'b', 'untouched!')
})

test('an empty or blank text is explained, not scored', async ({ page }) => {
  await open(page)
  await page.getByTestId('text-a').fill('something')
  await page.getByTestId('text-b').fill(' \n\t ')
  await page.getByTestId('analyze').click()
  await expect(page.getByTestId(error)).toHaveAttribute('data-code', 'text/empty')
  await expect(page.getByTestId('score-dense')).toHaveAttribute('data-state', 'empty')
  await page.getByTestId('text-b').fill('now there is one')
  await expect(page.getByTestId(error)).toHaveCount(0)
  await analyze(page)
})

test('a lone surrogate is refused with its place, and mended with one click', async ({ page }) => {
  await open(page)
  await page.getByTestId('text-b').fill('fine')
  await page
    .getByTestId('text-a')
    .evaluate((element) => ((element as HTMLElement & { value: string }).value = 'cut \ud83d off'))
  await page.getByTestId('analyze').click()
  await expect(page.getByTestId(error)).toHaveAttribute('data-code', 'text/lone-surrogate')
  await expect(page.getByTestId(error)).toContainText('4')
  await page.getByTestId('replace-a').click()
  await expectText(page, 'a', 'cut \ufffd off')
  await analyze(page)
})

for (const [what, text] of [
  ['100,000 characters without a space', '无空格'.repeat(33_334)],
  ['NUL and control characters', 'a\u0000b\u0001c\u200bd\u00ade'],
  ['emoji sequences', '👩‍👩‍👧‍👦👍🏽🇨🇳❤️‍🔥'],
  ['right-to-left text', 'كيف أطلب استرداد المبلغ؟ איך מבקשים החזר'],
] as const) {
  test(`${what}: scores, never NaN`, async ({ page }) => {
    await open(page)
    await page
      .getByTestId('text-a')
      .evaluate((element, value) => ((element as HTMLElement & { value: string }).value = value), text)
    await page.getByTestId('text-b').fill('如何申请退款？')
    await analyze(page)
    expect(Number.isFinite(Number(await page.getByTestId('score-dense').getAttribute('data-value')))).toBe(
      true,
    )
    await phase(page, 'done')
  })
}
