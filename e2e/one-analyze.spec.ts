/** One Analyze: it runs what there is a text for and what is open, in one run. */
import { analyze, expect, expectText, open, phase, ready, test } from './page'

const DIALOGUE = [
  '[2024-05-12 09:31:07] user_8842913: 你好，我上周五下的订单到现在还没发货，什么情况？',
  '[2024-05-12 09:31:42] 客服小林(agent_0147): 您好，我马上帮您查询一下。',
  '[2024-05-12 09:33:15] 客服小林(agent_0147): 查到了，目前仓库缺货。',
  '[2024-05-12 09:33:58] user_8842913: 那我不要了，直接退款可以吗？支付宝付的。',
].join('\n')

test('a dialogue alone: one click, and its heatmap stands there', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('text-a').fill(DIALOGUE)
  await analyze(page)
  const map = page.getByTestId('heatmap')
  await expect(map).toBeVisible()
  const rows = Number(await map.getAttribute('data-rows'))
  expect(rows).toBeGreaterThanOrEqual(4)
  await expect(map).toHaveAttribute('data-cols', String(rows))
  await expect(page.getByTestId('heatmap-status')).toHaveAttribute('data-stale', 'false')
  await expect(page.getByTestId('error')).toHaveCount(0)

  await test.step('a text in B makes the map stale; Ctrl+Enter brings scores and map up to date', async () => {
    await page.getByTestId('text-b').fill('缺货可以退款吗')
    await expect(page.getByTestId('heatmap-status')).toHaveAttribute('data-stale', 'true')
    await page.keyboard.press('Control+Enter')
    await expect(map).toHaveAttribute('data-cols', '1')
    await phase(page, 'done')
    await expect(page.getByTestId('score-dense')).toHaveAttribute('data-value', /\d/)
    await expect(page.getByTestId('heatmap-status')).toHaveAttribute('data-stale', 'false')
    await expect(page.getByTestId('run-status')).toContainText(/Scores .*Heatmap/)
  })

  await test.step('another choice in the toolbar is computed at once', async () => {
    await page.getByTestId('heatmap-against-self').click()
    await expect(map).toHaveAttribute('data-cols', String(rows))
    await phase(page, 'done')
  })
})

test('a short pair has its scores; the tab that is open comes with them', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('welcome-keyword').click()
  await phase(page, 'done')
  await expect(page.getByTestId('score-dense')).toHaveAttribute('data-value', /\d/)
  await expect(page.getByTestId('panel-scores')).toBeVisible()
  await page.getByTestId('tab-heatmap').click()
  await expect(page.getByTestId('heatmap')).toHaveCount(0)
  await analyze(page)
  await expect(page.getByTestId('heatmap')).toHaveAttribute('data-rows', /\d/)
})

test('B alone is named, at the editor that is empty', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('text-b').fill('one text')
  await page.getByTestId('analyze').click()
  await phase(page, 'failed')
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'text/empty')
  await expectText(page, 'b', 'one text')
  await page.getByTestId('move-b').click()
  await phase(page, 'done')
  await expect(page.getByTestId('heatmap')).toHaveAttribute('data-rows', '1')
  await expectText(page, 'a', 'one text')
})
