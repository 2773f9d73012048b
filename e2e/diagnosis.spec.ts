/** The facts under the scores: from texts that have them, with their remedies, undo and views. */
import type { Page } from '@playwright/test'
import { analyze, expect, expectText, open, readScores, ready, test } from './page'

const TALK = [
  '2026-02-07 16:43:16 user_10086',
  '手机充不进电了，怎么办？',
  '2026-02-07 16:44:05 客服小王',
  '请问充电口的灯亮吗？',
  '2026-02-07 16:44:55 user_10086',
  '不亮，我换过线了。',
].join('\n')

const fact = (page: Page, code: string, side?: string) =>
  page.locator(`[data-testid="fact"][data-code="${code}"]${side ? `[data-side="${side}"]` : ''}`)
const remedy = (page: Page, code: string, name: string) =>
  fact(page, code).first().locator(`[data-testid="fact-remedy"][data-remedy="${name}"]`)
const taken = (page: Page, code: string) =>
  page.locator(`[data-testid="fact-taken"][data-code="${code}"]`).getByTestId('fact-undo')

async function scored(page: Page, a: string, b: string): Promise<void> {
  await page.getByTestId('text-a').fill(a)
  await page.getByTestId('text-b').fill(b)
  await analyze(page)
  await current(page)
}

/** The facts are those of the scores that are shown. */
async function current(page: Page): Promise<void> {
  await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'false')
  const list = page.getByTestId('diagnosis')
  await expect(list).toHaveAttribute('data-phase', 'done')
  await expect(list).toHaveAttribute('data-stale', 'false')
  const more = page.getByTestId('diagnosis-more')
  if ((await more.count()) > 0 && (await more.getAttribute('aria-expanded')) === 'false') await more.click()
}

test('facts with their remedies, undo and views', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('option-max-length').click()
  await page.getByTestId('max-length-custom').fill('16')
  await page.getByTestId('max-length-custom').press('Enter')
  await page.keyboard.press('Escape')

  await test.step('a conversation that is cut: raise max_length, and back', async () => {
    await scored(page, TALK, '手机充不进电，怎么办？')
    await expect(fact(page, 'truncated', 'a')).toContainText('max_length is 16')
    await expect(fact(page, 'headers-encoded', 'a')).toContainText('turns: 3')
    await expect(page.getByTestId('fact').first()).toHaveAttribute('data-code', 'truncated')
    const before = await readScores(page)
    await remedy(page, 'truncated', 'raise-max-length').click()
    await expect(fact(page, 'truncated')).toHaveCount(0)
    await current(page)
    expect((await readScores(page)).dense).not.toBe(before.dense)
    await taken(page, 'truncated').click()
    await expect(fact(page, 'truncated', 'a')).toBeVisible()
    await current(page)
    expect(await readScores(page)).toEqual(before)
    await expectText(page, 'a', TALK)
  })

  await test.step('its headers left out, and back in', async () => {
    await remedy(page, 'headers-encoded', 'leave-out-headers').click()
    await expect(fact(page, 'headers-encoded')).toHaveCount(0)
    await taken(page, 'headers-encoded').click()
    await expect(fact(page, 'headers-encoded', 'a')).toBeVisible()
    await current(page)
  })

  await test.step('no shared token: dense alone leads, and the undo stands in the same place', async () => {
    await scored(page, '退货', 'refund')
    await expect(fact(page, 'no-shared-token')).toContainText('only 50 % of dense')
    await expect(fact(page, 'languages-differ')).toBeVisible()
    await expect(fact(page, 'short-text', 'a')).toBeVisible()
    await remedy(page, 'no-shared-token', 'dense-alone').click()
    await expect(page.getByTestId('mode')).toHaveAttribute('data-value', 'dense')
    await fact(page, 'no-shared-token').getByTestId('fact-undo').click()
    await expect(page.getByTestId('mode')).toHaveAttribute('data-value', 'hybrid')
    await fact(page, 'no-shared-token').getByTestId('fact-view').click()
    await expect(page.getByTestId('breakdown-sparse')).toBeVisible()
  })

  await test.step('hidden characters: the rule removes them; then the rule is the fact', async () => {
    await scored(page, '手机充\u200b不进电了，怎么办？', '手机充不进电，怎么办 ')
    await expect(fact(page, 'hidden-characters', 'a')).toContainText('ZERO WIDTH SPACE')
    await expect(fact(page, 'tokenizers-differ', 'b')).toBeVisible()
    await remedy(page, 'hidden-characters', 'rule-on').click()
    await expect(fact(page, 'rule-changed', 'a')).toContainText('control characters 1')
    await current(page)
    await remedy(page, 'rule-changed', 'rules-off').click()
    await expect(fact(page, 'hidden-characters', 'a')).toBeVisible()
    await current(page)
    await remedy(page, 'tokenizers-differ', 'other-tokenizer').click()
    await expect(page.getByTestId('options-more')).toHaveAttribute('data-changed', /tokenizerMode/)
    await current(page)
    await fact(page, 'tokenizers-differ').getByTestId('fact-view').click()
    await expect(page.getByTestId('panel-tokens')).toBeVisible()
  })

  await test.step('where the score stands among random pairs of sentences, and its ceiling', async () => {
    await scored(page, '手机充不进电。换线还是不行！', '手机充不进电。怎么办？换过了。')
    const standing = page.getByTestId('standing')
    await expect(standing).toHaveAttribute('data-ceiling', /\d/)
    await page.getByTestId('standing-run').click()
    await expect(standing).toHaveAttribute('data-n', '6')
    await expect(standing).toHaveAttribute('data-percentile', /^\d/)
    await page.getByTestId('score-dense').click()
    await expect(standing).toHaveAttribute('data-ceiling', '1')
  })

  await test.step('a changed text marks the facts as those of the run before', async () => {
    await page.getByTestId('text-b').fill('手机充不进电')
    await expect(page.getByTestId('diagnosis')).toHaveAttribute('data-stale', 'true')
  })
})
