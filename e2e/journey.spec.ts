/** The main job: two texts in, five scores out, each open to its numbers. */
import { EXAMPLES } from '../src/core/text/examples'
import { readGolden } from '../test/parity'
import {
  analyze,
  analyzeAnew,
  demoTest,
  expect,
  expectText,
  open,
  phase,
  readScores,
  ready,
  SCORES,
  test,
  threadedTest,
} from './page'

const golden = readGolden('demo')

threadedTest('the examples give FlagEmbedding’s five scores', async ({ page }) => {
  await open(page)
  for (const name of SCORES)
    await expect(page.getByTestId(`score-${name}`)).toHaveAttribute('data-state', 'empty')
  for (const [index, example] of EXAMPLES.entries())
    await test.step(example.id, async () => {
      const pair = golden.pairs.find((each) => each.query === example.a && each.passage === example.b)!
      if (index === 0) await page.getByTestId(`welcome-${example.id}`).click()
      else {
        await page.getByTestId('examples').click()
        await page.getByTestId(`example-${example.id}`).click()
      }
      await expectText(page, 'a', example.a)
      await expectText(page, 'b', example.b)
      await analyzeAnew(page)
      const scores = await readScores(page)
      for (const name of SCORES)
        expect(Math.abs(scores[name] - pair.scores.default![name])).toBeLessThanOrEqual(1e-5)
      await expect(page.getByTestId('demo-label')).toBeVisible()
    })
})

test('every score opens into the numbers that it was made of', async ({ page }) => {
  await open(page, '?lang=en')
  await page.getByTestId('text-a').fill('如何申请退款？')
  await page
    .getByTestId('text-b')
    .fill('打开订单详情页，点击“申请售后”，选择退款原因并提交，审核通过后款项将原路退回。')
  await page.getByTestId('text-b').press('Control+Enter')
  await phase(page, 'done')
  const scores = await readScores(page)
  for (const name of SCORES) {
    await page.getByTestId(`score-${name}`).click()
    const breakdown = page.getByTestId(`breakdown-${name}`)
    await expect(breakdown).toBeVisible()
    await expect(breakdown).toContainText(scores[name].toFixed(4))
  }
})

test('weights and mode change the fused scores at once, without going stale; a changed text makes them stale', async ({
  page,
}) => {
  await open(page)
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  const before = await readScores(page)
  await page.getByTestId('option-weights').click()
  await page.getByTestId('weight-dense').fill('3')
  await page.getByTestId('weight-dense').press('Enter')
  await expect
    .poll(async () => (await readScores(page))['sparse+dense'])
    .toBeCloseTo((before.sparse + 3 * before.dense) / 4, 9)
  await page.keyboard.press('Escape')
  await page.getByTestId('mode-all').click()
  await expect(page.getByTestId('mode')).toHaveAttribute('data-value', 'all')
  await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'false')

  // A changed text: the next run encodes only that text.
  await page.getByTestId('text-a').fill('连接超时怎么办')
  await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'true')
  await analyze(page)
  await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'false')
  await expect(page.getByTestId('score-strip')).toContainText(/B .*缓存|缓存.*B/)
})

test('texts, settings and language survive a reload', async ({ page }) => {
  await open(page, '?lang=en')
  await page.getByTestId('text-a').fill('first line\nsecond line')
  await page.getByTestId('text-b').fill('other')
  await page.getByTestId('mode-colbert').click()
  await page.reload()
  await expectText(page, 'a', 'first line\nsecond line')
  await expectText(page, 'b', 'other')
  await expect(page.getByTestId('mode')).toHaveAttribute('data-value', 'colbert')
  await page.goto('./')
  await expect(page.getByTestId('analyze')).toContainText('分析')
})

test('no character of the interface is left untranslated', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  // What is Chinese on purpose: the examples' texts, words quoted from them, the way to the other language.
  const meant = [...EXAMPLES.flatMap(({ a, b }) => [a, b]), '显示器', '缺货', '退款', '中文']
  const text = meant.reduce((rest, each) => rest.replaceAll(each, ''), await page.locator('body').innerText())
  expect(text).not.toMatch(/\p{Script=Han}/u)
  await page.goto('./?lang=zh-CN')
  await expect(page.getByTestId('analyze')).toContainText('分析')
})

demoTest('the model comes from the browser’s cache the second time', async ({ page }) => {
  await open(page)
  await ready(page)
  const fetched: string[] = []
  page.context().on('request', (request) => fetched.push(request.url()))
  await page.reload()
  await ready(page)
  expect(fetched.some((url) => url.includes('models.json'))).toBe(true)
  expect(fetched.filter((url) => url.endsWith('.onnx'))).toEqual([])
})

/** Texts of elements that show less than they have. */
const cutTexts = (elements: (HTMLElement | SVGElement)[]) =>
  elements
    .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
    .map(({ textContent }) => textContent)

test('nothing sticks out or is cut off on a laptop and on a phone; a view keeps its choices between them', async ({
  page,
}) => {
  const sticksOut = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await page.setViewportSize({ width: 1440, height: 900 })
  await open(page)
  await page.getByTestId('welcome-dialog').click()
  await analyze(page)
  // A second run: the facts of the strip are longest when both texts come from the cache.
  await analyze(page)
  await page.getByTestId('tab-heatmap').click()
  await page.getByTestId('heatmap-run').click()
  await expect(page.getByTestId('heatmap-status')).toHaveAttribute('data-phase', 'done')
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
    [320, 700],
    [1024, 768],
  ] as const)
    await test.step(`${width} × ${height}`, async () => {
      await page.setViewportSize({ width, height })
      await page.getByTestId('tab-scores').click()
      for (const name of SCORES) {
        await page.getByTestId(`score-${name}`).click()
        await expect(page.getByTestId(`breakdown-${name}`)).toBeVisible()
        expect(await sticksOut()).toBeLessThanOrEqual(0)
      }
      await page.getByTestId('tab-heatmap').click()
      // A map has folded them.
      const lists = page.getByTestId('sentences')
      if (!(await lists.evaluate((element) => (element as HTMLDetailsElement).open)))
        await lists.locator('summary').click()
      const sentences = page.getByTestId('sentence').locator('textarea')
      await expect(sentences.first()).toBeVisible()
      expect(
        await sentences.evaluateAll((fields) =>
          fields
            .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
            .map(({ textContent }) => textContent),
        ),
      ).toEqual([])
      await page.getByTestId('tab-environment').click()
      await expect(page.getByTestId('panel-environment')).toBeVisible()
      expect(await sticksOut()).toBeLessThanOrEqual(0)
      // The last tab is open: none has been scrolled away, and none is behind a menu.
      const away = await page
        .locator('[role="tab"]:has([data-testid^="tab-"])')
        .evaluateAll((tabs) =>
          tabs
            .map((tab) => tab.getBoundingClientRect())
            .filter(({ left, right }) => left < 0 || right > innerWidth || left === right),
        )
      expect(away).toEqual([])
      if (width === 1440)
        expect(await page.getByTestId('score-strip').locator('span').evaluateAll(cutTexts)).toEqual([])
    })

  await test.step('choices of a view', async () => {
    await page.getByTestId('tab-tokens').click()
    const choice = page.getByTestId('tokens-side').getByRole('radio', { name: 'B' })
    await page.getByTestId('tokens-side-b').click()
    for (const width of [1000, 390]) {
      await page.setViewportSize({ width, height: 844 })
      await expect(choice).toBeChecked()
    }
  })

  // English names are longer than the Chinese ones.
  for (const language of ['zh-CN', 'en'] as const)
    await test.step(`a phone in ${language}`, async () => {
      if (language === 'en') await page.getByTestId('language').click()
      await expect(page.getByTestId('analyze')).toContainText(language === 'en' ? 'Analyze' : '分析')
      const modes = await page
        .getByTestId('mode')
        .locator('label')
        .evaluateAll((labels) =>
          labels.map((label) => {
            const { left, right } = label.getBoundingClientRect()
            return left >= 0 && right <= innerWidth && label.scrollWidth <= label.clientWidth
          }),
        )
      expect(modes.length).toBeGreaterThan(1)
      expect(modes).not.toContain(false)
      const facts = await page
        .getByTestId('score-strip')
        .locator('> div:last-child > span')
        .evaluateAll((lines) => lines.map((line) => line.scrollWidth - line.clientWidth))
      expect(facts.length).toBeGreaterThan(0)
      expect(Math.max(...facts)).toBeLessThanOrEqual(0)
    })
})
