/** The tab Validate: a file of 200 pairs, interrupted by a reload, gives the same rows as one that ran through; labels stay. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { demoTest, expect, ready, test } from './page'

const TOPICS = [
  [
    '充电',
    '手机充不进电，怎么办？',
    'USB 接口有灰尘会导致无法充电，请用软毛刷清理。',
    '请更换数据线或充电头再试。',
  ],
  [
    '退款',
    'How do I get a refund?',
    'Refunds go back to your card in three days.',
    '退款会在三天内原路退回。',
  ],
  ['发票', '发票抬头怎么改？', '发票抬头填写有误，可在订单详情页申请重开。', '电子发票在订单完成后开具。'],
  [
    '会员',
    'how to cancel renewal',
    '会员可在账户中心取消自动续费。',
    'Renewal can be cancelled in the account centre.',
  ],
  ['物流', '快递三天没有更新', '物流停滞超过 48 小时，请联系客服催件。', '包裹签收后不支持改派。'],
] as const

interface Row {
  readonly query: string
  readonly document: string
  readonly label: string
  readonly rank: number
  readonly score: string
}

/** [queries × 5] every query with its own two documents and three of other topics; labels in several spellings. */
function pairs(queries: number): Row[] {
  return Array.from({ length: queries }, (_, q) => {
    const topic = TOPICS[q % TOPICS.length]!
    const others = [1, 2, 3].map((step) => TOPICS[(q + step) % TOPICS.length]!)
    const documents = [topic[2], others[0]![2], topic[3], others[1]![3], others[2]![2]]
    return documents.map((document, at) => ({
      query: `${topic[1]}（编号 ${q}）`,
      document: `${document} 第 ${(q * 7 + at * 3) % 50} 条`,
      label: at === 0 || at === 2 ? (q % 2 ? '相关' : 'yes') : q % 2 ? '不相关' : '0',
      rank: at + 1,
      score: (0.9 - at * 0.1 - (q % 7) * 0.01).toFixed(4),
    }))
  }).flat()
}

const csvOf = (rows: readonly Row[]): string =>
  [
    'query,document,label,rank,score',
    ...rows.map(({ query, document, label, rank, score }) =>
      [`"${query}"`, `"${document}"`, label, rank, score].join(','),
    ),
  ].join('\n')

const give = (page: Page, name: string, text: string) =>
  page
    .getByTestId('validate-file-input')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

const status = (page: Page) => page.getByTestId('validate-status')
const isPhase = (page: Page, phase: string) =>
  expect(status(page)).toHaveAttribute('data-phase', phase, { timeout: 80_000 })

/** The file behind an entry of the export menu. */
async function exported(page: Page, form: string): Promise<string> {
  const entry = page.getByTestId(`validate-export-${form}`)
  if (!(await entry.isVisible())) await page.getByTestId('validate-export').click()
  const [file] = await Promise.all([page.waitForEvent('download'), entry.click()])
  return readFile(await file.path(), 'utf8')
}

async function start(page: Page): Promise<void> {
  await page.goto('./?view=validate')
  await expect(page.getByTestId('panel-validate')).toBeVisible()
}

demoTest(
  '200 pairs, a reload in the middle: the same file as of a run that went through',
  async ({ page }) => {
    test.setTimeout(180_000)
    const csv = csvOf(pairs(40))
    await start(page)
    await ready(page)
    await give(page, 'cases.csv', csv)
    await expect(page.getByTestId('panel-validate')).toContainText('200')
    await page.getByTestId('validate-run').click()
    await isPhase(page, 'running')
    await expect.poll(async () => Number(await status(page).getAttribute('data-done'))).toBeGreaterThan(80) // pairs are scored by then
    await page.waitForTimeout(1500) // the checkpoint is written
    await page.reload()
    await isPhase(page, 'paused')
    const before = Number(await status(page).getAttribute('data-done'))
    expect(before).toBeGreaterThan(0)
    await ready(page)
    await page.getByTestId('validate-run').click()
    await isPhase(page, 'done')
    const resumed = await exported(page, 'csv')

    // Nothing that was stored helps the second run.
    await page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!)
    })
    await page.reload()
    await isPhase(page, 'idle')
    await ready(page)
    await give(page, 'cases.csv', csv)
    await page.getByTestId('validate-run').click()
    await isPhase(page, 'done')
    expect(await exported(page, 'csv')).toBe(resumed)
    expect(resumed.trim().split('\n').length).toBe(201)
  },
)

test('labels: by keys, undone, and still there after a reload; metrics follow', async ({ page }) => {
  await start(page)
  await ready(page)
  await give(page, 'few.csv', csvOf(pairs(8)).replaceAll(/,(?:相关|不相关|yes|0),/g, ',,'))
  await page.getByTestId('validate-run').click()
  await isPhase(page, 'done')
  const rows = page.getByTestId('validate-row')
  await expect(rows.first()).toBeVisible()
  const labelled = (label: string) => page.locator(`[data-testid="validate-row"][data-label="${label}"]`)
  await expect(labelled('yes')).toHaveCount(0)
  await rows.first().click()
  await page.keyboard.press('1')
  await expect(labelled('yes')).toHaveCount(1)
  await page.keyboard.press('j')
  await page.keyboard.press('2')
  await expect(labelled('no')).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(labelled('no')).toHaveCount(0)
  await page.keyboard.press('2')
  await expect(labelled('no')).toHaveCount(1)
  await expect(page.getByTestId('validate-metric-auc-dense')).not.toHaveAttribute('data-value', '')
  await page.waitForTimeout(600)
  await page.reload()
  await expect(labelled('yes')).toHaveCount(1)
  await expect(labelled('no')).toHaveCount(1)
  expect(await exported(page, 'qrels')).toMatch(/^\S+ 0 \S+ [01]$/mu)
})

test('a change of weights encodes nothing; a row opens in A and B, and the way back leads to it', async ({
  page,
}) => {
  await start(page)
  await ready(page)
  await give(page, 'few.csv', csvOf(pairs(8)))
  await page.getByTestId('validate-run').click()
  await isPhase(page, 'done')
  const metric = page.getByTestId('validate-metric-ndcg@5-dense')
  await expect(metric).toHaveAttribute('data-value', /^[01](\.\d+)?$/)
  await expect(page.getByTestId('validate-threshold')).toHaveAttribute('data-value', /^-?[01](\.\d+)?/)
  const row = page.getByTestId('validate-row').nth(2)
  const query = await row.getAttribute('data-query')
  const document = await row.getAttribute('data-document')
  await row.click()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('score-strip')).toBeVisible()
  expect(query).toBeTruthy()
  expect(document).toBeTruthy()
})
