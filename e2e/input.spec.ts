/** Ways that text comes in, good and bad. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import iconv from 'iconv-lite'
import { installHtmlParser } from '../src/engine/text/html/parser'
import { htmlToText } from '../src/engine/text/html/to-text'
import { parseWithParse5 } from '../src/platform/parse5'
import { TEXT_LIMIT } from '../src/core/limits'
import { analyze, analyzeAnew, dropFiles, expect, expectText, open, paste, ready, test, textOf } from './page'

const sample = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../test/samples/${name}`, import.meta.url)))
const error = 'error'

installHtmlParser(parseWithParse5)

// One load of the page serves several steps: a load costs more than they do.
test('files: decoded, named, decoded otherwise; two fill A and B; a binary one is refused', async ({
  page,
}) => {
  await open(page, '?lang=en')
  await test.step('a GBK file', async () => {
    const bytes = sample('chats/speaker-only-gbk.txt')
    const text = iconv.decode(bytes, 'gb18030').replace(/\r\n?/g, '\n')
    await dropFiles(page, 'text-a', [{ name: '对话.txt', bytes }])
    await expectText(page, 'a', text)
    await expect(page.getByTestId('encoding-a')).toContainText(/GB18030/i)
    await page.getByTestId('encoding-a').click()
    await page.getByRole('menuitem', { name: /Big5/i }).click()
    await expect.poll(() => textOf(page, 'a')).not.toBe(text)
    await expect(page.getByTestId('encoding-a')).toContainText(/Big5/i)
  })
  await test.step('two files; every encoding comes out', async () => {
    const text = '繁體中文的查詢：如何申請退款？'
    await dropFiles(page, 'text-b', [
      { name: 'a.txt', bytes: iconv.encode(text, 'utf16-le', { addBOM: true }) },
      { name: 'b.md', bytes: iconv.encode(text, 'big5') },
    ])
    await expectText(page, 'a', text)
    await expectText(page, 'b', text)
  })
  await test.step('a binary file leaves the text alone', async () => {
    await page.getByTestId('text-a').fill('keep me')
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82)
    await dropFiles(page, 'text-a', [{ name: 'picture.txt', bytes: png }])
    await expect(page.getByTestId(error)).toHaveAttribute('data-code', 'file/binary')
    await expect(page.getByTestId(error)).toContainText('picture.txt')
    await expectText(page, 'a', 'keep me')
  })
})

test('clipboard and HTML become plain text, nothing of it runs; swap and clear; all of it is undone', async ({
  page,
}) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()))
  const html = sample('clipboard/word.html').toString('utf8')
  await open(page, '?lang=en')
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
  await test.step('HTML source is stripped with one click, and undone', async () => {
    const source = '<div class="msg"><p>Hello&nbsp;<b>World</b></p><p>二</p></div>'
    await page.getByTestId('text-b').fill(source)
    await page.getByTestId('strip-html-b').click()
    await expectText(page, 'b', htmlToText(source))
    await page.getByTestId('text-b').press('Control+z')
    await expectText(page, 'b', source)
  })
  await test.step('swap, clear and their undo', async () => {
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

test('what is scored and what is not: the line of max_length, empty texts, broken and strange characters', async ({
  page,
}) => {
  await open(page)
  await ready(page)
  await test.step('an empty or blank text is explained, not scored', async () => {
    await page.getByTestId('text-a').fill('something')
    await page.getByTestId('text-b').fill(' \n\t ')
    await page.getByTestId('analyze').click()
    await expect(page.getByTestId(error)).toHaveAttribute('data-code', 'text/blank')
    await expect(page.getByTestId('score-dense')).toHaveAttribute('data-state', 'empty')
    await page.getByTestId('text-b').fill('now there is one')
    await expect(page.getByTestId(error)).toHaveCount(0)
    await analyze(page)
  })
  await test.step('max_length draws its line in the text and counts what it cuts', async () => {
    await page.getByTestId('text-a').fill('退款 '.repeat(600))
    await expect(page.getByTestId('tokens-a')).toHaveAttribute('data-truncated', 'true')
    await expect(page.getByTestId('tokens-a')).toContainText('/512')
    await expect(page.getByTestId('cut-line')).toBeAttached()
    await page.getByTestId('text-a').fill('退款')
    await expect(page.getByTestId('tokens-a')).toHaveAttribute('data-truncated', 'false')
    await expect(page.getByTestId('cut-line')).toHaveCount(0)
  })
  await test.step('a lone surrogate is refused with its place, and mended with one click', async () => {
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
  ] as const)
    await test.step(`${what}: scores, never NaN`, async () => {
      await page
        .getByTestId('text-a')
        .evaluate((element, value) => ((element as HTMLElement & { value: string }).value = value), text)
      await page.getByTestId('text-b').fill('如何申请退款？')
      await analyzeAnew(page)
      const score = await page.getByTestId('score-dense').getAttribute('data-value')
      expect(Number.isFinite(Number(score)) && score !== '').toBe(true)
    })
})
