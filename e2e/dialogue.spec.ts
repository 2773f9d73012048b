/** A text that is a dialogue: its chip, the choice for its headers, undo, and what is grey in the editor. */
import type { Page } from '@playwright/test'
import { analyze, analyzeAnew, expect, expectText, open, ready, test } from './page'

const TALK = [
  '消息记录（此消息记录为文本格式，不支持重新导入）',
  '',
  '2026-02-07 16:43:16 user_10086',
  '手机充不进电了，怎么办？',
  '2026-02-07 16:44:05 客服小王',
  '请问充电口的灯亮吗？',
  '2026-02-07 16:44:55 user_10086',
  '不亮，我换过线了。',
].join('\n')

const chip = (page: Page, side: 'a' | 'b' = 'a') => page.getByTestId(`dialogue-chip-${side}`)
const grey = (page: Page) => page.getByTestId('text-a').getByTestId('left-out')

async function choose(page: Page, value: 'sentences' | 'out' | 'in'): Promise<void> {
  await chip(page).click()
  await page.getByTestId(`dialogue-metadata-${value}`).click()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('dialogue-details-a')).toHaveCount(0)
}

test('the chip says what was recognised, and has the choice for headers', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('text-b').fill('手机充不进电，怎么办？')
  await page.getByTestId('text-a').fill(TALK)

  await test.step('turns, speakers, headers; none above a text that is no dialogue', async () => {
    await expect(chip(page)).toHaveAttribute('data-turns', '3')
    await expect(chip(page)).toHaveAttribute('data-headers', 'in')
    await expect(chip(page)).toContainText('dialogue · 3 turns · 2 speakers · headers encoded')
    await expect(chip(page, 'b')).toHaveCount(0)
  })

  await test.step('its details', async () => {
    await chip(page).click()
    const details = page.getByTestId('dialogue-details-a')
    await expect(details).toHaveAttribute('data-format', 'head-line')
    await expect(details.getByTestId('dialogue-speaker')).toHaveText([
      'user_10086 2 turns',
      '客服小王 1 turn',
    ])
    await expect(details.getByTestId('dialogue-metadata')).toHaveAttribute('data-value', 'sentences')
    await page.keyboard.press('Escape')
    await expect(chip(page)).toBeFocused()
  })

  await test.step('left out: grey in the editor, results are stale, one undo gives it back', async () => {
    await analyze(page)
    await expect(grey(page)).toHaveCount(0)
    await choose(page, 'out')
    await expect(chip(page)).toHaveAttribute('data-headers', 'out')
    await expect(grey(page).first()).toBeVisible()
    expect((await grey(page).allTextContents()).filter((text) => text !== '')).toContain(
      '2026-02-07 16:44:05 客服小王',
    )
    await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'true')
    await page.getByTestId('undo').click()
    await expect(chip(page)).toHaveAttribute('data-headers', 'in')
    await expect(grey(page)).toHaveCount(0)
    await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'false')
    await expectText(page, 'a', TALK)
  })

  await test.step('the tokens that headers take, as the diagnosis counted them', async () => {
    await expect(page.locator('[data-testid="fact"][data-code="headers-encoded"]')).toBeVisible()
    await chip(page).click()
    await expect(page.getByTestId('dialogue-tokens-a')).toHaveAttribute('data-value', /^[1-9]/)
    await page.keyboard.press('Escape')
  })

  await test.step('the remedy of the diagnosis shows in the chip', async () => {
    await page.locator('[data-testid="fact-remedy"][data-remedy="leave-out-headers"]').click()
    await expect(chip(page)).toHaveAttribute('data-headers', 'out')
    await expect(grey(page).first()).toBeVisible()
    await analyzeAnew(page)
  })

  await test.step('encoded in sentences too, and the same choice in the rules', async () => {
    await choose(page, 'in')
    await expect(grey(page)).toHaveCount(0)
    await page.getByTestId('rules-open-a').click()
    await expect(page.getByTestId('rules-metadata')).toHaveAttribute('data-value', 'in')
    await page.getByTestId('rules-metadata-out').click()
    await page.keyboard.press('Escape')
    await expect(chip(page)).toHaveAttribute('data-headers', 'out')
  })

  await test.step('the chip goes with the dialogue', async () => {
    await page.getByTestId('text-a').fill('手机充不进电了')
    await expect(chip(page)).toHaveCount(0)
    await expect(grey(page)).toHaveCount(0)
  })
})

test('a long dialogue, which a worker reads', async ({ page }) => {
  const turns = 4000
  const long = Array.from(
    { length: turns },
    (_, at) =>
      `2026-02-07 16:${String(at % 60).padStart(2, '0')}:00 ${at % 2 ? '客服小王' : 'user_1'}\n第 ${at} 句话。`,
  ).join('\n')
  await open(page, '?lang=zh-CN')
  await page.getByTestId('text-a').fill(long)
  await expect(chip(page)).toHaveAttribute('data-turns', String(turns))
  await choose(page, 'out')
  // Only what is visible is drawn.
  await expect(grey(page).first()).toBeVisible()
  expect(await grey(page).count()).toBeLessThan(400)
})
