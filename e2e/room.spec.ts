/** How much room texts, scores and views have, at each width. */
import type { Page } from '@playwright/test'
import { analyze, expect, expectText, open, ready, test } from './page'

const boxOf = async (page: Page, testId: string) => (await page.getByTestId(testId).boundingBox())!
const editorOf = async (page: Page, side: 'a' | 'b') =>
  (await page.locator(`section[data-side="${side}"]`).boundingBox())!
const heightOf = async (page: Page) => Math.round((await editorOf(page, 'a')).height)

const LONG = Array.from({ length: 40 }, (_, at) => `第${at + 1}行：手机充不进电了，怎么办？`).join('\n')

/** Elements in the panel that can be scrolled up and down at this moment. */
const scrollers = (page: Page) =>
  page
    .locator('[role="tabpanel"]')
    .first()
    .evaluate((panel) =>
      [panel, ...panel.querySelectorAll<HTMLElement>('*')]
        .filter(
          (element) =>
            /auto|scroll/.test(getComputedStyle(element).overflowY) &&
            element.scrollHeight > element.clientHeight + 1,
        )
        .map(({ className }) => className),
    )

test('editors fold when a run starts, open for the hand that works in them, and keep the height it gave', async ({
  page,
}) => {
  await open(page, '?lang=en')
  await ready(page)
  const rest = await heightOf(page)
  expect(rest).toBeLessThan(180) // empty editors leave the room to what can be read

  await test.step('a run folds both to two lines, and the view has 60 % of the height', async () => {
    await page.getByTestId('text-a').fill(LONG)
    await page.getByTestId('text-b').fill('手机充不进电，换线试试。')
    expect(await heightOf(page)).toBeGreaterThan(rest)
    await analyze(page)
    expect(await heightOf(page)).toBeLessThanOrEqual(80)
    expect((await boxOf(page, 'panel-heatmap')).height).toBeGreaterThanOrEqual(540)
    expect((await scrollers(page)).length).toBeLessThanOrEqual(1)
    // Two lines of the beginning, whatever was in sight before.
    await expect(page.getByTestId('text-a').getByText('第1行')).toBeInViewport()
    await expect(page.getByTestId('text-a').getByText('第2行')).toBeInViewport()
  })

  await test.step('focus opens; what is clicked next stays where it is; moving on folds again', async () => {
    await page.getByTestId('text-a').click()
    await expect.poll(() => heightOf(page)).toBeGreaterThan(rest)
    const panel = await boxOf(page, 'panel-heatmap')
    await page.mouse.click(panel.x + panel.width / 2, panel.y + panel.height - 20)
    expect((await boxOf(page, 'panel-heatmap')).y).toBe(panel.y)
    await page.getByTestId('text-a').focus()
    await page.getByTestId('tab-scores').click()
    await expect.poll(() => heightOf(page)).toBeLessThanOrEqual(80)
  })

  await test.step('the keyboard opens them, and Tab to what follows folds them', async () => {
    await page.getByTestId('text-b').focus()
    await expect.poll(() => heightOf(page)).toBeGreaterThan(rest)
    await page.keyboard.press('Tab') // from the text to the options
    await expect.poll(() => heightOf(page)).toBeLessThanOrEqual(80)
  })

  await test.step('what was typed stays open until the next run, which Ctrl+Enter starts from the text', async () => {
    await page.getByTestId('text-b').press('End')
    await page.keyboard.type('!')
    await page.getByTestId('tab-scores').click()
    expect(await heightOf(page)).toBeGreaterThan(rest)
    await page.getByTestId('text-b').press('Control+Enter')
    await expect.poll(() => heightOf(page)).toBeLessThanOrEqual(80)
    await page.keyboard.type('?') // the focus is still there
    await expect.poll(() => heightOf(page)).toBeGreaterThan(rest)
    await expectText(page, 'b', '手机充不进电，换线试试。!?')
    await analyze(page)
  })

  await test.step('the button opens and folds', async () => {
    const button = page.getByTestId('editor-expand-a')
    await expect(button).toHaveAttribute('aria-expanded', 'false')
    await button.click()
    await expect(button).toHaveAttribute('aria-expanded', 'true')
    expect(await heightOf(page)).toBeGreaterThan(rest)
    await page.getByTestId('editor-expand-b').click()
    expect(await heightOf(page)).toBeLessThanOrEqual(80)
  })

  await test.step('a dragged height is kept across a reload', async () => {
    const { y, height } = await editorOf(page, 'a')
    await page.mouse.move(720, y + height + 1)
    await page.mouse.down()
    await page.mouse.move(720, y + 200, { steps: 4 })
    await page.mouse.move(720, y + 310, { steps: 4 })
    await page.mouse.up()
    const dragged = await heightOf(page)
    expect(dragged).toBeGreaterThan(290)
    await analyze(page)
    expect(await heightOf(page)).toBeLessThanOrEqual(80)
    await page.getByTestId('text-a').click()
    await expect.poll(() => heightOf(page)).toBe(dragged)
    await page.reload()
    await expect.poll(() => heightOf(page)).toBe(dragged)
  })
})

test('the place of the cut is said where its line is out of sight', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('text-a').fill(LONG.slice(0, 200))
  await expect(page.getByTestId('tokens-a')).toHaveAttribute('data-truncated', 'false')
  await expect(page.getByTestId('cut-at-a')).toHaveCount(0)
  await page.getByTestId('option-max-length').click()
  await page.getByTestId('max-length-custom').fill('32')
  await page.getByTestId('max-length-custom').press('Enter')
  await page.keyboard.press('Escape')
  const at = page.getByTestId('cut-at-a')
  await expect(at).toHaveAttribute('data-value', /^\d+$/)
  await expect(at).toContainText(`character ${await at.getAttribute('data-value')}`)
})

test('options that are seldom changed stand behind one button, which says what is not as at first', async ({
  page,
}) => {
  await open(page, '?lang=en')
  const more = page.getByTestId('options-more')
  for (const name of ['mode', 'option-weights', 'option-max-length'])
    await expect(page.getByTestId(name)).toBeVisible()
  await expect(page.getByTestId('option-tokenizer')).toHaveCount(0)
  await more.click()
  for (const name of ['tokenizer', 'prefix', 'normalize', 'truncate-dim', 'threads'])
    await expect(page.getByTestId(`option-${name}`)).toBeVisible()
  await page.getByTestId('option-prefix').click()
  await page.getByTestId('prefix').fill('query: ')
  await page.keyboard.press('Escape') // closes the field alone
  await expect(page.getByTestId('prefix')).toBeHidden()
  await expect(page.getByTestId('option-prefix')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('option-prefix')).toBeHidden()
  await expect(more).toHaveAttribute('data-changed', /prefix/)
  await expect(more).toHaveAttribute('title', /Prefix/)
})

test('a phone: A and B as two tabs, a model that can be read, views within the first screen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('text-a').fill(LONG)
  await expect(page.getByTestId('editor-tab-a')).toHaveAttribute('aria-selected', 'true')
  await page.getByTestId('editor-tab-b').click()
  await expect(page.getByTestId('editor-tab-b')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByTestId('text-b')).toBeInViewport()
  await page.getByTestId('text-b').fill('手机充不进电，换线试试。')
  await expect(page.getByTestId('text-a')).not.toBeInViewport()
  await test.step('what gets the focus comes into view', async () => {
    await page.getByTestId('text-a').focus()
    await expect(page.getByTestId('editor-tab-a')).toHaveAttribute('aria-selected', 'true')
  })
  await analyze(page)
  await page.evaluate(() => scrollTo(0, 0))
  expect((await boxOf(page, 'tab-scores')).y).toBeLessThan(600)
  const badge = page.getByTestId('model-status').locator('span.num')
  expect((await badge.boundingBox())!.width).toBeGreaterThan(120)
  await expect(page.locator('button kbd').filter({ visible: true })).toHaveCount(0)

  await test.step('the tabs stay in reach', async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect(page.getByTestId('tab-scores')).toBeInViewport()
  })
  await test.step('an error of the page is in sight, and over no view', async () => {
    await page.goto('./?lang=en&model=nothing-here')
    const error = page.getByTestId('error')
    await expect(error).toBeInViewport()
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    const [{ y, height }, views] = [(await error.boundingBox())!, await boxOf(page, 'panel-scores')]
    expect(views.height).toBeGreaterThan(100)
    expect(y).toBeGreaterThanOrEqual(views.y + views.height - 1)
    expect(y + height).toBeLessThanOrEqual(845)
    await page.goto('./?lang=en')
    await ready(page)
  })
  await test.step('an error in B brings B into view', async () => {
    await page.getByTestId('text-b').fill(' ')
    await page.getByTestId('editor-tab-a').click()
    await page.getByTestId('analyze').click()
    await expect(page.getByTestId('error')).toBeInViewport()
  })
})

test('2560 px: the texts beside the views, and nothing folds; undo survives a change of width', async ({
  page,
}) => {
  await page.setViewportSize({ width: 2560, height: 1440 })
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('text-a').fill('手机充不进电了')
  await page.getByTestId('text-b').fill('换线试试')
  await analyze(page)
  const [a, b, panel] = [
    await editorOf(page, 'a'),
    await editorOf(page, 'b'),
    await boxOf(page, 'panel-scores'),
  ]
  expect(b.y).toBeGreaterThanOrEqual(a.y + a.height)
  expect(a.height).toBeGreaterThan(400)
  expect(panel.x).toBeGreaterThanOrEqual(a.x + a.width)
  expect(a.width / 2560).toBeGreaterThan(0.28)
  expect(a.width / 2560).toBeLessThan(0.34)

  await page.setViewportSize({ width: 1440, height: 900 })
  expect(await heightOf(page)).toBeLessThanOrEqual(80)
  await page.getByTestId('text-a').press('Control+z')
  await expectText(page, 'a', '')
})

test('200 % zoom: everything can be reached', async ({ page }) => {
  for (const [width, height] of [
    [720, 450],
    [960, 540],
  ] as const) {
    await page.setViewportSize({ width, height })
    await open(page, '?lang=en')
    await page.getByTestId('text-a').fill('手机充不进电了')
    await page.getByTestId('text-b').fill('换线试试')
    await analyze(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    for (const name of ['text-a', 'text-b', 'analyze', 'options-more', 'score-dense', 'tab-environment'])
      await page.getByTestId(name).click()
    await page.getByTestId('panel-environment').getByRole('button').last().scrollIntoViewIfNeeded()
    await expect(page.getByTestId('panel-environment').getByRole('button').last()).toBeInViewport()
  }
})
