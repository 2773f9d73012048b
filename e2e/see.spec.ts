/** Tokens, rules and attention: what was done to a text, and what the model's layers looked at. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { analyze, demoTest, expect, open, openOption, readScores, ready, test } from './page'

const tokens = (page: Page, side: 'a' | 'b') =>
  page.getByTestId('token').and(page.locator(`[data-side=${side}]`))

/** Parts of a panel that scroll up and down. */
const scrollers = (page: Page, panel: string) =>
  page.getByTestId(panel).evaluate(
    (place) =>
      [place, ...place.querySelectorAll('*')].filter((one) => {
        const { overflowY } = getComputedStyle(one)
        return ['auto', 'scroll'].includes(overflowY) && one.scrollHeight > one.clientHeight + 1
      }).length,
  )

demoTest('tokens: pieces with their places, named characters, cut, modes, exact input', async ({ page }) => {
  await open(page, '?lang=en&view=tokens')
  await ready(page)
  const text = 'Ｈｅｌｌｏ\u00a0world\u200b cafe\u0301 你好'
  await page.getByTestId('text-a').fill(text)
  await page.getByTestId('text-b').fill('short')
  await expect(tokens(page, 'a').first()).toHaveAttribute('data-id', '0')
  const found = await tokens(page, 'a').evaluateAll((all) => all.map((one) => ({ ...one.dataset })))
  expect(found.at(-1)).toMatchObject({ id: '2' })
  const hello = found.find(({ start, end }) => text.slice(Number(start), Number(end)) === 'Ｈｅｌｌｏ')
  expect(hello).toBeDefined()
  await expect(tokens(page, 'b')).not.toHaveCount(0)
  const normalized = page.getByTestId('panel-tokens')
  await expect(normalized).toContainText(/NO-BREAK SPACE/i)
  await expect(normalized).toContainText(/ZERO WIDTH SPACE/i)
  await expect(page.getByTestId('normalized-change').first()).toBeVisible()
  await expect(page.getByTestId('tokens-diff').first()).toHaveAttribute('data-equal', /true|false/)

  await test.step('one Tab stop: arrows walk, Enter pins, Escape releases', async () => {
    const piece = (index: number) => tokens(page, 'a').and(page.locator(`[data-index="${index}"]`))
    await tokens(page, 'a').and(page.locator('[tabindex="0"]')).focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await expect(piece(1)).toBeFocused()
    await expect(page.getByTestId('tokens-looked-a')).toContainText('1 · ')
    await page.keyboard.press('Enter')
    await expect(piece(1)).toHaveAttribute('data-pinned', 'true')
    await page.keyboard.press('Escape')
    await expect(piece(1)).toHaveAttribute('data-pinned', 'false')
  })

  await test.step('one scroller, and the head stays', async () => {
    await page.getByTestId('text-a').fill(`${text} `.repeat(150))
    await expect(page.getByTestId('tokens-summary').first()).toHaveAttribute('data-truncated', 'true')
    await expect.poll(() => scrollers(page, 'panel-tokens')).toBe(1)
    await page.getByTestId('panel-tokens').locator('summary').last().scrollIntoViewIfNeeded()
    await expect(page.getByTestId('tokens-side')).toBeInViewport()
    await expect(page.getByTestId('tokens-looked-a')).toBeInViewport()
  })
})

test('rules: off by default, a plain replace as naive as production’s, seen everywhere, exported', async ({
  page,
}) => {
  await open(page, '?lang=en&view=tokens')
  await ready(page)
  const text = 'but u w8 ®'
  await page.getByTestId('text-a').fill(text)
  await page.getByTestId('text-b').fill('but you wait')
  await analyze(page)
  const before = await readScores(page)

  await page.getByTestId('rules-open-a').click()
  const dialog = page.getByTestId('rules-dialog')
  await expect(dialog).toBeVisible()
  await expect(dialog.getByTestId('rule').and(page.locator('[data-enabled=true]'))).toHaveCount(0)
  await dialog.getByTestId('rule-toggle-abbreviations').click()
  await dialog.getByTestId('rule-toggle-symbols').click()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('rules-changes-a')).toHaveAttribute('data-count', /^[1-9]/)
  await expect(page.getByTestId('stale').first()).toBeVisible()
  await analyze(page)
  expect((await readScores(page)).dense).toBeGreaterThan(before.dense)

  await test.step('offsets lead back to the text as given', async () => {
    await expect(page.getByTestId('tokens-rule').first()).toHaveAttribute(
      'data-kind',
      /abbreviations|symbols/,
    )
    const words = await tokens(page, 'a').evaluateAll((all) =>
      all.map(({ dataset }) => [Number(dataset['start']), Number(dataset['end'])] as const),
    )
    expect(words.map(([start, end]) => text.slice(start, end).trim())).toContain('w8')
  })

  await test.step('plain turns "but" into "byout"', async () => {
    await page.getByTestId('rules-open-a').click()
    await dialog.getByTestId('rule-match-plain').first().click()
    await expect(dialog).toContainText('byout')
    const download = page.waitForEvent('download')
    await dialog.getByTestId('rules-export').click()
    const json = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
    expect(json).toMatchObject({ format: 'm3scope/rules', version: 1 })
  })
})

demoTest('attention: the text first, every head, a layer’s matrix, similarity by layer', async ({ page }) => {
  await open(page, '?lang=en&view=attention')
  await ready(page)
  await page.getByTestId('text-a').fill('显示器缺货怎么退款')
  await page.getByTestId('text-b').fill('您购买的显示器目前缺货，可以申请退款。')
  await expect(page.getByTestId('panel-attention')).toContainText(/not an explanation/i)
  await page.getByTestId('attention-run').click()
  const grid = page.getByTestId('attention-grid')
  await expect(grid).toHaveAttribute('data-layers', '12')
  await expect(grid).toHaveAttribute('data-heads', '12')
  await expect(page.getByTestId('attention-status')).toHaveAttribute('data-phase', 'done')
  expect(Number(await page.getByTestId('attention-rowsum').getAttribute('data-value'))).toBeLessThan(1e-4)

  const token = (index: number) => page.locator(`[role=option][data-index="${index}"]`)
  await test.step('special tokens have no colour, and what they take is said', async () => {
    await expect(page.getByTestId('attention-special-share')).toContainText(/<s> and <\/s> take [\d.]+ %/)
    await expect(token(0)).toHaveAttribute('data-left-out', 'true')
    await expect(page.getByTestId('attention-formula')).toContainText('Mean over the 12 attention heads')
  })

  await test.step('a click shows where a token looks, the keys walk', async () => {
    await expect(token(0)).toHaveAttribute('data-query', 'true')
    await token(3).click()
    await expect(token(3)).toHaveAttribute('data-query', 'true')
    await expect(token(1)).toHaveAttribute('data-weight', /\d/)
    await page.keyboard.press('ArrowRight')
    await expect(token(4)).toBeFocused()
    await expect(page.getByTestId('attention-looked')).toContainText('3 → 4')
    await page.keyboard.press('Escape')
    await expect(token(0)).toHaveAttribute('data-query', 'true')
  })

  await test.step('a thumbnail opens its head', async () => {
    await grid.focus()
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
    await expect(page.getByTestId('attention-reduce')).toHaveAttribute('data-value', 'head')
    await expect(page.getByTestId('attention-layer')).toHaveValue('10')
    await expect(page.getByTestId('attention-head')).toHaveValue('1')
  })

  for (const reduce of ['mean', 'max', 'all', 'rollout', 'head']) {
    await page.getByTestId(`attention-reduce-${reduce}`).click()
    await expect(page.getByTestId('attention-reduce')).toHaveAttribute('data-value', reduce)
  }

  await test.step('the row of a token sums to 1, whatever the colours', async () => {
    await page.getByTestId('attention-scale-percentile').click()
    await page.getByTestId('attention-table-switch').click()
    const weights = await page
      .getByTestId('attention-weight')
      .evaluateAll((all) => all.map((one) => Number(one.dataset['value'])))
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4)
    expect(await scrollers(page, 'panel-attention')).toBeLessThanOrEqual(1)
    await expect(page.getByTestId('attention-view')).toBeInViewport()
  })

  await test.step('the matrix of a layer has a part of its own', async () => {
    await page.getByTestId('attention-view-matrix').click()
    await expect(page.getByTestId('attention-matrix')).toHaveAttribute('data-layer', '10')
  })

  const download = page.waitForEvent('download')
  await page.getByTestId('attention-json').click()
  const json = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  expect(json).toMatchObject({ format: 'm3scope/attention', version: 1, shown: { layer: 10, head: 1 } })

  await test.step('similarity after each layer ends in the dense score', async () => {
    await page.getByTestId('attention-view-similarity').click()
    await page.getByTestId('similarity-run').click()
    await expect(page.getByTestId('similarity-status')).toHaveAttribute('data-phase', 'done')
    const last = page.getByTestId('similarity-layer').last()
    const values = [Number(await last.getAttribute('data-cls')), Number(await last.getAttribute('data-mean'))]
    await analyze(page)
    const { dense } = await readScores(page)
    expect(Math.min(...values.map((value) => Math.abs(value - dense)))).toBeLessThan(1e-5)
  })
})

test('attention asked of a graph that runs whole says why there is none', async ({ page }) => {
  await open(page, '?lang=en&view=attention')
  await ready(page)
  await page.getByTestId('welcome-keyword').or(page.getByTestId('examples')).first().click()
  await page.getByTestId('example-keyword').click()
  await openOption(page, 'threads')
  await page.getByTestId('whole-true').click()
  await page.keyboard.press('Escape')
  await ready(page)
  await expect(page.getByTestId('attention')).toHaveAttribute('data-state', 'unavailable')
  await expect(page.getByTestId('panel-attention')).toContainText(/runs whole/i)
})
