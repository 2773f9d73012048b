/** Sentences, the heatmap, and the anatomy of its cells, as a user goes through them. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { analyze, demoTest, expect, expectText, open, readScores, ready, test } from './page'

const A = '手机充不进电了，怎么办？我换过线了，还是不行！能不能直接退货？'
const B =
  'USB接口有灰尘会导致无法充电，请用软毛刷清理。退货需在签收后7天内申请。If it does not charge, try another cable.'

const heatmapStatus = (page: Page) => page.getByTestId('heatmap-status')
const cell = (page: Page, i: number, j: number) => page.getByTestId(`heatmap-cell-${i}-${j}`)
const valueOf = async (page: Page, i: number, j: number) =>
  Number(await cell(page, i, j).getAttribute('data-value'))

async function compute(page: Page): Promise<void> {
  await page.getByTestId('heatmap-run').click()
  await expect(heatmapStatus(page)).toHaveAttribute('data-phase', 'done', { timeout: 60_000 })
}

async function begin(page: Page, a = A, b = B, query = '?lang=en&view=heatmap'): Promise<void> {
  await open(page, query)
  await ready(page)
  await page.getByTestId('text-a').fill(a)
  await page.getByTestId('text-b').fill(b)
}

test('sentence against sentence: canvas, keyboard, table, cell as scored alone, anatomy', async ({
  page,
}) => {
  await begin(page)
  await compute(page)
  const map = page.getByTestId('heatmap')
  await expect(map).toHaveAttribute('data-rows', '3')
  await expect(map).toHaveAttribute('data-cols', '3')
  await expect(page.getByTestId('heatmap-legend')).toBeVisible()

  await test.step('arrow keys walk, Enter opens, Escape releases', async () => {
    await map.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const hover = page.getByTestId('heatmap-hover')
    await expect(hover).toHaveAttribute('data-value', /\d/)
    const [i, j] = [await hover.getAttribute('data-i'), await hover.getAttribute('data-j')]
    await page.keyboard.press('Enter')
    const anatomy = page.getByTestId('anatomy')
    await expect(anatomy).toHaveAttribute('data-i', i!)
    await expect(anatomy).toHaveAttribute('data-j', j!)
  })

  await test.step('zoom and back', async () => {
    await page.getByTestId('heatmap-zoom-in').click()
    await page.getByTestId('heatmap-zoom-out').click()
    await page.getByTestId('heatmap-zoom-fit').click()
  })

  await test.step('a cell has the score that the pair has alone', async () => {
    await page.getByTestId('heatmap-table-switch').click()
    await expect(cell(page, 2, 1)).toBeVisible()
    const values = new Map<string, number>()
    for (const mode of ['dense', 'sparse', 'colbert', 'hybrid', 'all'] as const) {
      await page.getByTestId(`mode-${mode}`).click()
      values.set(mode, await valueOf(page, 2, 1))
    }
    await page.getByTestId('text-a').fill('能不能直接退货？')
    await page.getByTestId('text-b').fill('退货需在签收后7天内申请。')
    await expect(heatmapStatus(page)).toHaveAttribute('data-stale', 'true')
    await analyze(page)
    const scores = await readScores(page)
    expect(values.get('dense')).toBeCloseTo(scores.dense, 6)
    expect(values.get('sparse')).toBeCloseTo(scores.sparse, 6)
    expect(values.get('colbert')).toBeCloseTo(scores.colbert, 6)
    expect(values.get('hybrid')).toBeCloseTo(scores['sparse+dense'], 6)
    expect(values.get('all')).toBeCloseTo(scores['colbert+sparse+dense'], 6)
  })

  await test.step('CSV has the same numbers', async () => {
    const download = page.waitForEvent('download')
    await page.getByTestId('heatmap-csv').click()
    const csv = readFileSync(await (await download).path(), 'utf8')
    expect(csv).toContain('退货需在签收后7天内申请。')
    expect(csv).toMatch(/model=/)
    const png = page.waitForEvent('download')
    await page.getByTestId('heatmap-png').click()
    const bytes = readFileSync(await (await png).path())
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  })
})

test('in context, sorted, thresholded, calibrated; split edited; A against itself', async ({ page }) => {
  await begin(page)
  await page.getByTestId('mode-dense').click()
  await compute(page)
  await page.getByTestId('heatmap-table-switch').click()
  const isolated = await valueOf(page, 0, 0)

  await page.getByTestId('heatmap-way-context').click()
  await compute(page)
  const inContext = await valueOf(page, 0, 0)
  expect(Math.abs(inContext - isolated)).toBeGreaterThan(1e-4)
  await expect(page.getByTestId('panel-heatmap')).toContainText(/in context/i)

  await test.step('the colour range', async () => {
    const range = page.getByTestId('heatmap-legend')
    const auto = Number(await range.getAttribute('data-high'))
    await page.getByTestId('heatmap-range-fixed').click()
    await expect(range).toHaveAttribute('data-high', '1')
    await page.getByTestId('heatmap-range-calibrated').click()
    expect(Number(await range.getAttribute('data-high'))).toBeLessThanOrEqual(auto)
  })

  await test.step('sorting keeps cells under their own names', async () => {
    await page.getByTestId('heatmap-sort-best').click()
    expect(await valueOf(page, 0, 0)).toBe(inContext)
  })

  await test.step('sentences are merged and split, and the edit makes the map stale', async () => {
    const sentences = page.getByTestId('sentence').and(page.locator('[data-side=a]'))
    await expect(sentences).toHaveCount(3)
    // Beside a map they are folded away.
    await expect(sentences.first()).toBeHidden()
    await page.getByTestId('sentences').locator('summary').click()
    await expect(sentences.first()).toBeVisible()
    await sentences.nth(1).getByTestId('sentence-join').click()
    await expect(sentences).toHaveCount(2)
    await expect(page.getByTestId('panel-heatmap').getByTestId('heatmap-status')).toBeVisible()
    await page.reload()
    await ready(page)
    await expect(sentences).toHaveCount(2)
    await page.getByTestId('split-reset-a').click()
    await expect(sentences).toHaveCount(3)
  })

  await test.step('A against itself has ones on its diagonal', async () => {
    await page.getByTestId('heatmap-way-isolated').click()
    await page.getByTestId('heatmap-against-self').click()
    await compute(page)
    await expect(page.getByTestId('heatmap-table')).toBeVisible()
    for (const i of [0, 1, 2]) expect(await valueOf(page, i, i)).toBeCloseTo(1, 5)
    // They are in no range, and no sentence is its own best match.
    await page.getByTestId('heatmap-range-auto').click()
    const others = await Promise.all([valueOf(page, 0, 1), valueOf(page, 0, 2), valueOf(page, 1, 2)])
    const legend = page.getByTestId('heatmap-legend')
    expect(Number(await legend.getAttribute('data-high'))).toBeCloseTo(Math.max(...others), 6)
    await expect(legend).toContainText('diagonal')
    for (const i of [0, 1, 2]) await expect(cell(page, i, i)).toHaveAttribute('data-best', 'false')
  })
})

test('anatomy: ColBERT steps, matrix, sparse partners, occlusion, ceilings, standing', async ({ page }) => {
  await begin(page)
  await page.getByTestId('mode-all').click()
  await compute(page)
  await page.getByTestId('heatmap-table-switch').click()
  await cell(page, 0, 0).click()
  const anatomy = page.getByTestId('anatomy')
  await expect(anatomy).toHaveAttribute('data-kind', 'cell')
  const score = async (name: string) =>
    Number(await page.getByTestId(`anatomy-score-${name}`).getAttribute('data-value'))
  await expect(page.getByTestId('anatomy-standing')).toHaveAttribute('data-n', /\d/)
  await expect(page.getByTestId('anatomy-self-a')).toHaveAttribute('data-value', /\d/)

  await test.step('ColBERT adds up to the score; arrow keys step through it', async () => {
    await page.getByTestId('anatomy-tab-colbert').click()
    const rows = page.getByTestId('anatomy-row')
    const similarities = await rows.evaluateAll((all) => all.map((row) => Number(row.dataset['value'])))
    const sum = similarities.reduce((total, value) => total + value, 0)
    expect(sum / similarities.length).toBeCloseTo(await score('colbert'), 6)
    await rows.first().click()
    await page.keyboard.press('ArrowDown')
    await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true')
    await expect(
      page.getByTestId('anatomy-token').and(page.locator('[data-side=b][data-marked=true]')),
    ).not.toHaveCount(0)
    const forward = await page.getByTestId('anatomy-sum').getAttribute('data-value')
    await page.getByTestId('anatomy-direction-backward').click()
    await expect(page.getByTestId('anatomy-sum')).not.toHaveAttribute('data-value', forward!)
    await page.getByTestId('anatomy-matrix-show').click()
    await expect(page.getByTestId('anatomy-matrix')).toHaveAttribute('data-rows', /\d+/)
  })

  await test.step('sparse: shared products sum to the score, what has no partner is on top', async () => {
    await page.getByTestId('anatomy-tab-sparse').click()
    const products = await page
      .getByTestId('anatomy-shared')
      .evaluateAll((all) => all.map((row) => Number(row.dataset['product'])))
    expect(products.reduce((sum, value) => sum + value, 0)).toBeCloseTo(await score('sparse'), 6)
    await expect(page.getByTestId('anatomy-partnerless').first()).toBeVisible()
  })

  await test.step('dense: each word left out, encoded again', async () => {
    await page.getByTestId('anatomy-tab-dense').click()
    await page.getByTestId('anatomy-occlude-word-a').click()
    await expect(page.getByTestId('anatomy-occlusion').first()).toHaveAttribute('data-phase', 'done')
    const parts = page.getByTestId('anatomy-part').and(page.locator('[data-side=a]'))
    expect(await parts.count()).toBeGreaterThan(2)
    await expect(parts.first()).toHaveAttribute('data-delta', /\d/)
  })

  await page.getByTestId('anatomy-close').click()
  await expect(anatomy).toHaveCount(0)
  await page.getByTestId('heatmap-open-whole').click()
  await expect(anatomy).toHaveAttribute('data-kind', 'whole')
})

demoTest(
  'a conversation: metadata beside the sentences; chunks with their aggregate; cancel keeps rows',
  async ({ page }) => {
    await open(page, '?lang=en&view=heatmap')
    await ready(page)
    await page.getByTestId('examples').click()
    await page.getByTestId('example-dialog').click()
    const said = page.getByTestId('sentence').and(page.locator('[data-side=b]'))
    await expect(said.first()).toHaveAttribute('data-timestamp', '2024-05-12 09:31:07')
    await expect(said.first()).toHaveAttribute('data-speaker', 'user_8842913')
    await analyze(page)

    await test.step('chunks', async () => {
      await page.getByTestId('heatmap-unit-chunk').click()
      await compute(page)
      await expect(page.getByTestId('heatmap-aggregate')).toHaveAttribute('data-value', /\d/)
      const [aggregate, whole, difference] = await Promise.all(
        ['heatmap-aggregate', 'heatmap-whole', 'heatmap-difference'].map(async (id) =>
          Number(await page.getByTestId(id).getAttribute('data-value')),
        ),
      )
      expect(aggregate! - whole!).toBeCloseTo(difference!, 9)
    })

    await test.step('cancel keeps the rows that are there', async () => {
      await page.getByTestId('heatmap-unit-sentence').click()
      const many = Array.from({ length: 120 }, (_, i) => `第${i}个订单的物流信息一直没有更新，请帮忙催一下。`)
      await page.getByTestId('text-a').fill(many.join('\n'))
      await page.getByTestId('heatmap-run').click()
      // The scores of the whole texts come first; until then the map before them is shown.
      await expect(heatmapStatus(page)).toHaveAttribute('data-phase', 'running', { timeout: 60_000 })
      await expect(heatmapStatus(page)).toHaveAttribute('data-rows-done', /^[1-9]/, { timeout: 60_000 })
      await page.getByTestId('heatmap-cancel').click()
      await expect(heatmapStatus(page)).toHaveAttribute('data-phase', 'cancelled')
      const kept = Number(await heatmapStatus(page).getAttribute('data-rows-done'))
      expect(kept).toBeGreaterThan(0)
      expect(kept).toBeLessThan(120)
    })

    await test.step('one sentence, and an emoji', async () => {
      await page.getByTestId('text-a').fill('😀😀！！！')
      await compute(page)
      await expect(page.getByTestId('heatmap')).toHaveAttribute('data-rows', '1')
    })

    await test.step('5,000 sentences are asked about first', async () => {
      await page.getByTestId('text-a').fill(Array.from({ length: 5000 }, (_, i) => `第${i}句话。`).join('\n'))
      await page.getByTestId('heatmap-run').click()
      await expect(page.getByTestId('heatmap-confirm')).toBeVisible()
      await page.getByTestId('heatmap-decline').click()
      await expect(heatmapStatus(page)).toHaveAttribute('data-phase', 'cancelled')
    })
  },
)

const CHAT = [
  '2026-02-07 16:43:16 u_88213\n你好，昨天买的扫地机器人充不进电。',
  '2026-02-07 16:44:05 客服小王\n请问充电座的指示灯是亮的吗？',
  '2026-02-07 16:45:20 u_88213\n灯不亮。运费谁出？',
  '2026-02-07 16:46:01 客服小王\n质量问题运费由我们承担。',
].join('\n\n')

test('a conversation: its speakers stand beside the rows, order them, and are in table and CSV', async ({
  page,
}) => {
  await begin(page, CHAT, B)
  await compute(page)
  const map = page.getByTestId('heatmap')
  // What stands above the map may still be arriving, so the pointer moves until it is over the label.
  await expect(async () => {
    await map.hover({ position: { x: 40, y: 60 } })
    await map.hover({ position: { x: 44, y: 60 } })
    await expect(page.getByTestId('heatmap-label')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(page.getByTestId('heatmap-label')).toContainText('2026-02-07 16:43:16 u_88213')
  await page.getByTestId('heatmap-table-switch').click()
  const names = page.getByTestId('heatmap-table').locator('tr[data-row-key] td:first-child')
  await expect(names.nth(1)).toContainText('16:44 客服小王')
  await page.getByTestId('heatmap-sort-speaker').click()
  await expect(names.nth(1)).toContainText('16:45 u_88213')
  await expect(names.last()).toContainText('客服小王')
  const download = page.waitForEvent('download')
  await page.getByTestId('heatmap-csv').click()
  const csv = readFileSync(await (await download).path(), 'utf8')
  expect(csv.split('\n')[0]).toMatch(/B3,timestamp,speaker$/)
  expect(csv).toContain('2026-02-07 16:46:01,客服小王')
})

/** Where an element is, if the whole of it is in the window. */
async function inWindow(page: Page, testId: string): Promise<void> {
  const { top, left, right, bottom, width, height } = await page.getByTestId(testId).evaluate((element) => ({
    ...element.getBoundingClientRect().toJSON(),
    width: innerWidth,
    height: innerHeight,
  }))
  expect(top).toBeGreaterThanOrEqual(0)
  expect(left).toBeGreaterThanOrEqual(0)
  expect(right).toBeLessThanOrEqual(width + 0.5)
  expect(bottom).toBeLessThanOrEqual(height + 0.5)
}

for (const [width, height] of [
  [390, 844],
  [1024, 768],
  [1440, 900],
] as const)
  test(`the anatomy is in the window after a click at ${width} px, and the cell stays under the pointer`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await begin(page)
    await compute(page)
    const map = page.getByTestId('heatmap')
    await map.scrollIntoViewIfNeeded()
    const before = (await map.boundingBox())!
    // A cell of the first row, at any width.
    await page.mouse.click(before.x + before.width / 2, before.y + 50)
    const anatomy = page.getByTestId('anatomy')
    await expect(anatomy).toHaveAttribute('data-phase', 'done')
    await expect(anatomy).toHaveAttribute('data-i', '0')
    await inWindow(page, 'anatomy')
    expect(await map.boundingBox()).toEqual(before)
    // What it says is said once.
    await expect(page.getByTestId('heatmap-hover')).toHaveCount(0)
    if (width === 390) {
      expect(
        await anatomy.evaluate((element) => document.activeElement?.contains(element) === true),
        'the sheet has the focus',
      ).toBe(true)
    }
    await page.keyboard.press('Escape')
    await expect(anatomy).toHaveCount(0)
    await expect(map).toBeFocused()
    expect(await map.boundingBox()).toEqual(before)
  })

test('beside a wide map the anatomy’s place is kept and says what it is for; a pair goes into A and B', async ({
  page,
}) => {
  await begin(page)
  const place = page.getByTestId('anatomy-place')
  await expect(place).toContainText('Click a cell')
  await compute(page)
  await page.getByTestId('heatmap-table-switch').click()
  await cell(page, 2, 1).click()
  await expect(place.getByTestId('anatomy')).toHaveAttribute('data-phase', 'done')
  await page.getByTestId('anatomy-load').click()
  await expectText(page, 'a', '能不能直接退货？')
  await expectText(page, 'b', '退货需在签收后7天内申请。')
  await page.getByTestId('undo').click()
  await expectText(page, 'a', A)
  await expectText(page, 'b', B)
})

/** WCAG contrast of two colours as the browser computes them. */
function contrastOf(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r, g, b] = colour.match(/[\d.]+/g)!.map((part) => {
      const value = Number(part) / 255
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`the chosen segment of the toolbar can be seen, and the legend too, in ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme })
    await begin(page, Array.from({ length: 60 }, (_, at) => `第${at + 1}个订单没有更新。`).join('\n'))
    await compute(page)
    const colours = await page.getByTestId('heatmap-against').evaluate((group) => {
      const chosen = group.querySelector('[data-testid=heatmap-against-b]')!.closest('label')!
      const ground = getComputedStyle(document.querySelector('[data-theme] body') ?? document.body)
      const { backgroundColor, color } = getComputedStyle(chosen)
      return { chosen: backgroundColor, words: color, ground: ground.backgroundColor }
    })
    expect(contrastOf(colours.chosen, colours.words)).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(colours.chosen, colours.ground)).toBeGreaterThanOrEqual(3)
    // 60 rows are more than the window has room for.
    await inWindow(page, 'heatmap-legend')
    await page.getByTestId('heatmap').evaluate((map) => {
      for (let at = map.parentElement; at; at = at.parentElement) at.scrollTop = at.scrollHeight
    })
    await inWindow(page, 'heatmap-legend')
  })
